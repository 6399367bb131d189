/** Jittered exponential back-off. */
export class Backoff {
  #firstMs;
  #longestMs;
  #random;
  #nextMs;

  constructor({ firstMs, longestMs, random }) {
    this.#firstMs = firstMs;
    this.#longestMs = longestMs;
    this.#random = random;
    this.#nextMs = firstMs;
  }

  /**
   * How long to wait before the next attempt: longer each time.
   *
   * @param atLeastMs what the server asked for
   */
  next(atLeastMs = 0) {
    const base = this.#nextMs;
    this.#nextMs = Math.min(this.#longestMs, base * 2);
    // Those who were cut at the same moment, or were told the same time, must not come back together.
    return atLeastMs > base ? atLeastMs * (1 + this.#random() / 2) : base * (0.5 + this.#random());
  }

  reset() {
    this.#nextMs = this.#firstMs;
  }
}
