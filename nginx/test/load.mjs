import { randomUUID } from 'node:crypto';
import { asUser } from './platform.mjs';
import { pause } from './until.mjs';

const EACH_MS = 25;

/** Reads and writes at a steady rate, each on a new connection, and what went wrong with them. */
export class Load {
  #isOver = false;
  #running;
  faults = [];
  texts = [];
  reads = 0;

  constructor(line, sender, receiver) {
    this.#running = Promise.all([this.#repeat(() => this.#read(line, sender)), this.#repeat(() => this.#write(line, sender, receiver))]);
  }

  async end() {
    this.#isOver = true;
    await this.#running;
    return this.faults;
  }

  async #repeat(call) {
    while (!this.#isOver) {
      try {
        const { status, text } = await call();
        if (status >= 300) {
          this.faults.push(`${status} ${text}`);
        }
      } catch (e) {
        this.faults.push(String(e));
      }
      await pause(EACH_MS);
    }
  }

  #read(line, { token }) {
    this.reads++;
    return line.request('GET', '/v1/me', { headers: asUser(token) });
  }

  #write(line, { token }, receiver) {
    const text = `under load ${this.texts.length}`;
    this.texts.push(text);
    const headers = asUser(token, { 'Idempotency-Key': randomUUID() });
    return line.request('POST', '/v1/messages', { headers, body: JSON.stringify({ receiver: { user: receiver.id }, text }) });
  }
}
