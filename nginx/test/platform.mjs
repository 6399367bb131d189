import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from '../../clients/javascript/src/index.js';

/** The running platform, as its tenant's server and its users see it, and all secrets that were made on the way. */
export class Platform {
  #url;
  #apiKey;
  secrets = new Set();

  constructor(url, apiKey) {
    this.#url = url;
    this.#apiKey = apiKey;
    this.secrets.add(apiKey);
  }

  get address() {
    const { hostname, port } = new URL(this.#url);
    return [hostname, port];
  }

  /** A new user, `{id, token}`. */
  async user(name) {
    const id = `${name}-${randomUUID().slice(0, 8)}`;
    await this.asServer('POST', '/v1/users', { id, name });
    return { id, token: await this.token(id) };
  }

  async token(user) {
    const { token } = await this.asServer('POST', `/v1/users/${user}/tokens`, { device: 'proxy-test' });
    this.secrets.add(token);
    return token;
  }

  async asServer(method, path, body) {
    const headers = { 'X-Api-Key': this.#apiKey, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    const response = await fetch(this.#url + path, { method, headers, body: JSON.stringify(body) });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
    return response.json();
  }

  /** Keeps a text that no log may have; gives it back. */
  secret(text) {
    this.secrets.add(text);
    return text;
  }

  async ticket(line, { token }) {
    const { json } = await line.request('POST', '/v1/socket-tickets', { headers: asUser(token), body: '{}' });
    return this.secret(json.ticket);
  }

  /** The JavaScript client behind this line, online. */
  async client(line, { id, token }, device = 'js') {
    const platform = this;
    class KnownTickets extends line.WebSocket {
      constructor(url, protocols, options) {
        protocols.filter((name) => name.startsWith('parley.ticket.')).forEach((name) => platform.secret(name.slice(14)));
        super(url, protocols, options);
      }
    }
    const client = connect({ url: line.url, token: () => token, user: id, device, WebSocket: KnownTickets, fetch: line.fetch });
    await client.ready;
    return client;
  }
}

/** The headers of a user's request with a JSON body. */
export function asUser(token, more = {}) {
  return { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...more };
}
