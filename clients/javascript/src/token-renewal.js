import { Timer } from './clock.js';

/** Before the end of a token's life, so that its renewal may fail a few times. */
const AHEAD_MS = 60_000;
const SHORTEST_MS = 15_000;
const RETRY_MS = 10_000;

/** Gives the open socket a new token before the last one expires. */
export class TokenRenewal {
  #tokens;
  #clock;
  #random;
  #connection;
  #timer;

  constructor({ tokens, clock, random, connection }) {
    this.#tokens = tokens;
    this.#clock = clock;
    this.#random = random;
    this.#connection = connection;
    this.#timer = new Timer(clock);
  }

  /** A socket is open. */
  start() {
    const { expiresAt } = this.#tokens;
    if (expiresAt === undefined) {
      return;
    }
    const leftMs = expiresAt - this.#clock.now();
    // Of a short life a fifth; spread, since many tokens are made at the same moment.
    const aheadMs = Math.min(AHEAD_MS, leftMs / 5) * (1 + this.#random() / 2);
    this.#timer.set(() => this.#renew(), Math.max(SHORTEST_MS, leftMs - aheadMs));
  }

  stop() {
    this.#timer.clear();
  }

  async #renew() {
    try {
      const token = await this.#tokens.renew('expiring');
      if (this.#connection.isOnline) {
        this.#connection.request(
          { type: 'auth', token },
          {
            answered: (frame) => frame.type === 'auth-ok' && this.#tokens.expires(Date.parse(frame.expiresAt)),
            lost: () => {},
          },
        );
        this.start();
      }
    } catch {
      // The app's server may be away for a moment. If it stays away, the socket ends with 4001.
      if (this.#connection.isOnline) {
        this.#timer.set(() => this.#renew(), RETRY_MS);
      }
    }
  }
}
