import { Timer } from '../clock.js';

/** A backlog comes at once; it needs one report. */
const DELAY_MS = 1_000;

/** Says by itself how far messages of others have reached this device. */
export class DeliveredReports {
  #parley;
  #clock;
  #waiting = new Map();

  constructor(parley, clock) {
    this.#parley = parley;
    this.#clock = clock;
  }

  event({ event, conversation, seq, actor }) {
    if (event !== 'message.created' || actor === this.#parley.user) {
      return;
    }
    const report = this.#waiting.get(conversation) ?? { timer: new Timer(this.#clock) };
    this.#waiting.set(conversation, report);
    report.seq = seq;
    if (!report.timer.isSet) {
      report.timer.set(() => {
        this.#waiting.delete(conversation);
        // Left meanwhile, or stopped: then there is nobody to tell.
        this.#parley.delivered(conversation, report.seq).catch(() => {});
      }, DELAY_MS);
    }
  }

  stop() {
    this.#waiting.forEach(({ timer }) => timer.clear());
  }
}
