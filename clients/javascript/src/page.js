/** What the page tells of itself: hidden or shown, on another network, about to go. Outside of browsers nothing ever happens. */
export class Page {
  #ends = [];
  #document = globalThis.document;

  /** @param owner `shown(isShown)`, `network()`, `leaving()` */
  constructor(owner) {
    this.#listen(this.#document, 'visibilitychange', () => owner.shown(!this.isHidden));
    this.#listen(globalThis, 'online', () => owner.network());
    this.#listen(globalThis, 'pagehide', () => owner.leaving());
  }

  get isHidden() {
    return this.#document?.visibilityState === 'hidden';
  }

  close() {
    this.#ends.forEach((end) => end());
  }

  #listen(target, type, listener) {
    if (typeof target?.addEventListener === 'function') {
      target.addEventListener(type, listener);
      this.#ends.push(() => target.removeEventListener(type, listener));
    }
  }
}
