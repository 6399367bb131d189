/** Longer timers overflow and would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time and the timers of the machine. */
export const systemClock = {
  now: () => Date.now(),
  setTimeout: (task, delayMs) => setTimeout(task, Math.min(delayMs, LONGEST_TIMER_MS)),
  clearTimeout: (timer) => clearTimeout(timer),
};

/** One timer that can be set anew; the earlier task is forgotten then. */
export class Timer {
  #clock;
  #timer;

  constructor(clock) {
    this.#clock = clock;
  }

  get isSet() {
    return this.#timer !== undefined;
  }

  set(task, delayMs) {
    this.clear();
    this.#timer = this.#clock.setTimeout(
      () => {
        this.#timer = undefined;
        task();
      },
      Math.max(0, delayMs),
    );
  }

  clear() {
    if (this.#timer !== undefined) {
      this.#clock.clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }
}
