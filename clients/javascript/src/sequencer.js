/** More wait for a gap to be filled only up to here; the rest is read from the platform with the gap. */
const MOST_WAITING = 1_000;

/**
 * The events of one conversation, strictly by seq: what was told already is dropped, what comes too early waits until the events
 * before it were read from the platform.
 */
export class Sequencer {
  #conversation;
  #ports;
  #waiting = new Map();
  #goal = 0;
  #isFilling = false;
  #isOver = false;
  position;

  /**
   * @param position the last seq that was told; undefined = whatever comes first is the beginning
   * @param ports `tell(event)`; `read(conversation, afterSeq, atLeastSeq)` gives the events that follow, rejects where they cannot
   *     be had; `giveUp(conversation, seq, error)`: those up to seq are missing for good
   */
  constructor(conversation, position, ports) {
    this.#conversation = conversation;
    this.position = position;
    this.#ports = ports;
  }

  offer(event) {
    this.position ??= event.seq - 1;
    if (event.seq <= this.position) {
      return;
    }
    if (event.seq === this.position + 1) {
      this.#tell(event);
      this.#drain();
      return;
    }
    if (this.#waiting.size < MOST_WAITING) {
      this.#waiting.set(event.seq, event);
    }
    this.fillTo(event.seq - 1);
  }

  /** Everything up to a seq is to be told; what was not received is read. */
  fillTo(seq) {
    this.position ??= seq;
    this.#goal = Math.max(this.#goal, seq);
    if (this.position < this.#goal && !this.#isFilling) {
      this.#isFilling = true;
      this.#fill();
    }
  }

  /** What is not after a seq is not to be told any more: it is there already, or was never meant for this user. */
  skipTo(seq) {
    this.position = seq;
    this.#drain();
  }

  /** The connection is lost: the next one resumes after the position, and brings what waits here again. */
  forgetWaiting() {
    this.#waiting.clear();
    this.#goal = 0;
  }

  /** Nothing is told any more. */
  stop() {
    this.#isOver = true;
  }

  async #fill() {
    while (this.position < this.#goal && !this.#isOver) {
      const after = this.position;
      try {
        for (const event of await this.#ports.read(this.#conversation, after, this.#goal)) {
          this.#take(event);
        }
        this.#drain();
        if (this.position === after) {
          throw new Error(`The platform has no event after ${after}.`);
        }
      } catch (e) {
        this.#abandon(e);
      }
    }
    this.#isFilling = false;
  }

  #abandon(error) {
    if (!this.#isOver && this.position < this.#goal) {
      const next = Math.min(...this.#waiting.keys(), this.#goal + 1);
      this.position = Math.max(this.position, next - 1);
      this.#ports.giveUp(this.#conversation, this.position, error);
      this.#drain();
    }
  }

  #take(event) {
    if (event.seq === this.position + 1) {
      this.#tell(event);
    }
  }

  #tell(event) {
    if (!this.#isOver) {
      this.position = event.seq;
      this.#waiting.delete(event.seq);
      this.#ports.tell(event);
    }
  }

  #drain() {
    for (const seq of this.#waiting.keys()) {
      if (seq <= this.position) {
        this.#waiting.delete(seq);
      }
    }
    for (let next = this.#waiting.get(this.position + 1); next; next = this.#waiting.get(this.position + 1)) {
      this.#tell(next);
    }
  }
}
