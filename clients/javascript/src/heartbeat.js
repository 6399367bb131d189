import { Timer } from './clock.js';

/**
 * Sends a ping each heartbeat, and notices a dead connection: no frame for two heartbeats although a ping went out at least one
 * heartbeat ago. The latter counts where a browser delays the timers of a hidden page.
 */
export class Heartbeat {
  #clock;
  #intervalMs;
  #ping;
  #dead;
  #beat;
  #check;
  #heardAt;
  #unanswered = false;

  constructor({ clock, intervalMs, ping, dead }) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#ping = ping;
    this.#dead = dead;
    this.#beat = new Timer(clock);
    this.#check = new Timer(clock);
    this.#heardAt = clock.now();
    this.#next();
  }

  /** Any frame shows that the connection lives. */
  heard() {
    this.#heardAt = this.#clock.now();
    this.#unanswered = false;
    this.#check.clear();
  }

  /** Asks now: the page is shown again, or the network is another one. */
  probe() {
    this.#ping();
    if (!this.#unanswered) {
      this.#unanswered = true;
      const silentForMs = this.#clock.now() - this.#heardAt;
      this.#check.set(this.#dead, Math.max(this.#intervalMs, 2 * this.#intervalMs - silentForMs));
    }
  }

  stop() {
    this.#beat.clear();
    this.#check.clear();
  }

  #next() {
    this.#beat.set(() => {
      this.#next();
      this.probe();
    }, this.#intervalMs);
  }
}
