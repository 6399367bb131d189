import { Timer } from './clock.js';

/** The platform takes an entry away after 5 s. */
const RENEW_MS = 2_500;
/** A user who stopped without a word. */
const QUIET_MS = 5_000;

/** Says that the user types: at the first keystroke, again while it goes on, and its end. */
export class TypingReports {
  #connection;
  #clock;
  #conversations = new Map();

  constructor({ connection, clock }) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** A keystroke. */
  on(conversation) {
    const now = this.#clock.now();
    const known = this.#conversations.get(conversation);
    if (known) {
      known.lastKeyAt = now;
      return;
    }
    const entry = { lastKeyAt: now, timer: new Timer(this.#clock) };
    this.#conversations.set(conversation, entry);
    this.#say(conversation, entry);
  }

  off(conversation) {
    if (this.forget(conversation)) {
      this.#connection.send({ type: 'typing', conversation, on: false });
    }
  }

  /** Without a word: a message of the user ends it for the others. */
  forget(conversation) {
    this.#conversations.get(conversation)?.timer.clear();
    return this.#conversations.delete(conversation);
  }

  /** The connection is lost, and with it what was said; the next keystroke says it anew. */
  lost() {
    [...this.#conversations.keys()].forEach((conversation) => this.forget(conversation));
  }

  #say(conversation, entry) {
    this.#connection.send({ type: 'typing', conversation, on: true });
    entry.timer.set(() => {
      if (this.#clock.now() - entry.lastKeyAt >= QUIET_MS) {
        this.off(conversation);
      } else {
        this.#say(conversation, entry);
      }
    }, RENEW_MS);
  }
}
