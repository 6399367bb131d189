import { Backoff } from './backoff.js';
import { Timer } from './clock.js';
import { ParleyError, isRetriable } from './error.js';

/**
 * Says how far the user is. Of one conversation one report is under way; what comes meanwhile goes together with the next one. A
 * report is lost with its connection, and sent again until the platform has it.
 */
export class Receipts {
  #connection;
  #clock;
  #random;
  #slots = new Map();

  constructor({ connection, clock, random }) {
    this.#connection = connection;
    this.#clock = clock;
    this.#random = random;
  }

  read(conversation, upToSeq) {
    return this.#report(conversation, (report) => {
      // The later one counts: what was marked as unread before is read now.
      delete report.unreadAfter;
      report.readUpTo = Math.max(upToSeq, report.readUpTo ?? 0);
    });
  }

  delivered(conversation, upToSeq) {
    return this.#report(conversation, (report) => {
      report.deliveredUpTo = Math.max(upToSeq, report.deliveredUpTo ?? 0);
    });
  }

  unread(conversation, afterSeq) {
    return this.#report(conversation, (report) => {
      delete report.readUpTo;
      report.unreadAfter = afterSeq;
    });
  }

  welcome() {
    [...this.#slots.keys()].forEach((conversation) => this.#send(conversation));
  }

  stop(error) {
    for (const { retry, underWay, next } of this.#slots.values()) {
      retry.clear();
      [underWay, next].forEach((report) => report?.waiters.forEach(({ reject }) => reject(error)));
    }
    this.#slots.clear();
  }

  #report(conversation, change) {
    return new Promise((resolve, reject) => {
      const slot = this.#slots.get(conversation) ?? this.#slot(conversation);
      slot.next ??= { fields: {}, waiters: [] };
      change(slot.next.fields);
      slot.next.waiters.push({ resolve, reject });
      this.#send(conversation);
    });
  }

  #slot(conversation) {
    const backoff = new Backoff({ firstMs: 500, longestMs: 10_000, random: this.#random });
    const slot = { underWay: undefined, next: undefined, isSent: false, retry: new Timer(this.#clock), backoff };
    this.#slots.set(conversation, slot);
    return slot;
  }

  #send(conversation) {
    const slot = this.#slots.get(conversation);
    if (slot === undefined || slot.isSent || slot.retry.isSet || !this.#connection.isOnline) {
      return;
    }
    slot.underWay ??= slot.next;
    slot.next = slot.underWay === slot.next ? undefined : slot.next;
    slot.isSent = true;
    this.#connection.request(
      { type: 'receipt', conversation, ...slot.underWay.fields },
      {
        answered: (frame) => this.#answered(conversation, slot, frame),
        lost: () => this.#again(conversation, slot, 0),
      },
    );
  }

  #answered(conversation, slot, frame) {
    if (isRetriable(frame.code)) {
      this.#again(conversation, slot, frame.retryAfterMs);
      return;
    }
    const { waiters } = slot.underWay;
    slot.underWay = undefined;
    slot.isSent = false;
    slot.backoff.reset();
    const error = frame.type === 'receipt-ok' ? undefined : ParleyError.of(frame);
    waiters.forEach(({ resolve, reject }) => (error ? reject(error) : resolve()));
    if (slot.next) {
      this.#send(conversation);
    } else {
      this.#slots.delete(conversation);
    }
  }

  #again(conversation, slot, atLeastMs) {
    slot.isSent = false;
    if (this.#connection.isOnline) {
      slot.retry.set(() => this.#send(conversation), slot.backoff.next(atLeastMs));
    }
  }
}
