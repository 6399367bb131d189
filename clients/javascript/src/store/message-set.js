/** Messages by id and in the order of their seq. */
export class MessageSet {
  #byId = new Map();
  #sorted;

  /** Oldest first. The same array until something changes. */
  get items() {
    this.#sorted ??= [...this.#byId.values()].sort((one, other) => one.seq - other.seq);
    return this.#sorted;
  }

  get size() {
    return this.#byId.size;
  }

  get(id) {
    return this.#byId.get(id);
  }

  put(message) {
    this.#byId.set(message.id, message);
    this.#sorted = undefined;
  }

  remove(id) {
    const isThere = this.#byId.delete(id);
    this.#sorted = isThere ? undefined : this.#sorted;
    return isThere;
  }

  /** True where the message is there and the change made another one of it. */
  update(id, change) {
    const message = this.#byId.get(id);
    const next = message && change(message);
    if (next === message) {
      return false;
    }
    this.put(next);
    return true;
  }

  /** Takes away the oldest ones. True where there were too many. */
  keepLast(count) {
    const surplus = this.items.slice(0, Math.max(0, this.size - count));
    surplus.forEach(({ id }) => this.remove(id));
    return surplus.length > 0;
  }

  clear() {
    this.#byId.clear();
    this.#sorted = undefined;
  }
}
