/** Tells listeners by the type of what happened. */
export class Emitter {
  #listeners = new Map();

  /** Returns the function that ends it. */
  on(type, listener) {
    // One entry for each call, so that the same function may be registered twice.
    const entry = { listener };
    const entries = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, entries.add(entry));
    return () => {
      entries.delete(entry);
    };
  }

  emit(type, detail) {
    for (const { listener } of [...(this.#listeners.get(type) ?? [])]) {
      try {
        listener(detail);
      } catch (e) {
        report(e);
      }
    }
  }
}

/** As an uncaught exception, which does not keep the other listeners from being called. */
function report(e) {
  if (typeof globalThis.reportError === 'function') {
    globalThis.reportError(e);
  } else {
    queueMicrotask(() => {
      throw e;
    });
  }
}
