/** A demo user who calls the platform past any page. Needs PARLEY_URL. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const URL_OF_PLATFORM = process.env.PARLEY_URL;

export class Caller {
  #token;

  constructor(token) {
    this.#token = token;
  }

  static async of(user) {
    const answer = await fetch(`${URL_OF_PLATFORM}/console/users/${user}/token`, { method: 'POST' });
    return new Caller((await answer.json()).token);
  }

  /** The body of the answer, which must be a success; asked again, under the same key, where the platform says later. */
  async call(method, path, body) {
    const headers = { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(URL_OF_PLATFORM + path, { method, headers, body: body && JSON.stringify(body) });
      if (answer.status !== 503 || attempt === 10) {
        assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
        return answer.status === 204 ? undefined : answer.json();
      }
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}
