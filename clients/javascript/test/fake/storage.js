/** As `localStorage`, and full where a test says so. */
export class FakeStorage {
  #items = new Map();
  isFull = false;

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    if (this.isFull) {
      throw new Error('QuotaExceededError');
    }
    this.#items.set(key, value);
  }

  removeItem(key) {
    this.#items.delete(key);
  }
}
