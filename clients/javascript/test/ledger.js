/** What one reader was told of one conversation, and what is wrong with it. */
export class Ledger {
  #events = [];

  add(event) {
    this.#events.push(event);
  }

  get texts() {
    return this.#events.filter(({ event }) => event === 'message.created').map(({ data }) => data.message.text);
  }

  get last() {
    return this.#events.at(-1)?.seq ?? 0;
  }

  /** Holes, duplicates and events out of order; nothing is fine. */
  faults() {
    return this.#events
      .map(({ seq }, i) => ({ seq, expected: this.#events[0].seq + i }))
      .filter(({ seq, expected }) => seq !== expected);
  }
}
