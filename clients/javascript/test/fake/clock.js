/** A clock that stands until a test moves it. */
export class FakeClock {
  #now = Date.parse('2026-03-01T09:00:00.000Z');
  #timers = new Map();
  #count = 0;

  now() {
    return this.#now;
  }

  setTimeout(task, delayMs) {
    const id = ++this.#count;
    this.#timers.set(id, { at: this.#now + delayMs, task });
    return id;
  }

  clearTimeout(id) {
    this.#timers.delete(id);
  }

  get timers() {
    return this.#timers.size;
  }

  /** Whether a timer ends in so many milliseconds. */
  waits(ms) {
    return [...this.#timers.values()].some(({ at }) => at === this.#now + ms);
  }

  /** Calls what is due, in the order of its time. */
  advance(ms) {
    const end = this.#now + ms;
    for (let due = this.#next(end); due; due = this.#next(end)) {
      const [id, { at, task }] = due;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, at);
      task();
    }
    this.#now = end;
  }

  #next(end) {
    const due = [...this.#timers].filter(([, { at }]) => at <= end);
    return due.sort(([one, { at: oneAt }], [other, { at: otherAt }]) => oneAt - otherAt || one - other)[0];
  }
}
