import { Timer } from './clock.js';

/** Waits for the frames that answer others, which carry the same `ref`. */
export class Requests {
  #clock;
  #waiting = new Map();
  #count = 0;

  constructor(clock) {
    this.#clock = clock;
  }

  /**
   * Makes a `ref` for a frame that is about to be sent.
   *
   * @param handler `answered(frame)`, or `lost()` where no answer comes on this connection or in time
   */
  add(handler, timeoutMs) {
    const ref = String(++this.#count);
    const timer = new Timer(this.#clock);
    timer.set(() => this.#take(ref)?.lost(), timeoutMs);
    this.#waiting.set(ref, { handler, timer });
    return ref;
  }

  /** Whether the frame was the answer to a request. */
  answer(frame) {
    const handler = frame.ref === undefined ? undefined : this.#take(frame.ref);
    handler?.answered(frame);
    return handler !== undefined;
  }

  /** The connection is lost, and so are all answers. */
  loseAll() {
    for (const ref of [...this.#waiting.keys()]) {
      this.#take(ref)?.lost();
    }
  }

  #take(ref) {
    const waiting = this.#waiting.get(ref);
    this.#waiting.delete(ref);
    waiting?.timer.clear();
    return waiting?.handler;
  }
}
