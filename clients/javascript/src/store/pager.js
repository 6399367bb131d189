import { ParleyError } from '../error.js';

/**
 * Reads one list page by page, one page at a time. Events that are told while a page is read may be missing in it; `log` has them,
 * to be applied to the page.
 */
export class Pager {
  #cursor;
  #loading;
  #log = [];
  hasMore = true;
  error;
  isBegun = false;

  get isLoading() {
    return this.#loading !== undefined;
  }

  /** Whether the list has its end: what is told live belongs to it. */
  get isComplete() {
    return this.isBegun && !this.hasMore && !this.isLoading;
  }

  note(event) {
    if (this.isLoading) {
      this.#log.push(event);
    }
  }

  /**
   * Resolves with whether there are more.
   *
   * @param read `(cursor)` gives a page `{items, next}`
   * @param take `(items, log)`, before anybody is told
   * @param changed called at the begin and at the end
   */
  next({ read, take, changed }) {
    this.#loading ??= this.#next(read, take).finally(() => {
      this.#loading = undefined;
      this.#log = [];
      changed();
    });
    changed();
    return this.#loading;
  }

  reset() {
    this.#cursor = undefined;
    this.hasMore = true;
    this.isBegun = false;
    this.error = undefined;
  }

  async #next(read, take) {
    if (!this.hasMore) {
      return false;
    }
    this.error = undefined;
    try {
      const page = await read(this.#cursor);
      this.#cursor = page.next ?? undefined;
      this.hasMore = page.next !== null;
      this.isBegun = true;
      take(page.items, this.#log);
      return this.hasMore;
    } catch (e) {
      this.error = e instanceof ParleyError ? e : new ParleyError('invalid-answer', e.message);
      throw e;
    }
  }
}
