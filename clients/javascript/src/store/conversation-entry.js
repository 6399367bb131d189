import { afterEvent } from './conversation-events.js';
import { UnreadCounter } from './unread.js';

/** So many events bridge the time between what the platform's store has and what was told live. */
const MOST_RECENT = 200;

/** One conversation of the store: what the platform said of it, and the events after that. */
export class ConversationEntry {
  #self;
  #counter;
  #recent = [];
  #data;
  #isInexact = false;
  #lastMessageSeq = 0;
  #localDraft;

  constructor(self) {
    this.#self = self;
    this.#counter = new UnreadCounter(self);
  }

  /** Undefined until it was loaded. */
  get data() {
    return this.#data;
  }

  /** The last event that it knows of. */
  get seq() {
    return Math.max(this.#data?.seq ?? 0, this.#recent.at(-1)?.seq ?? 0);
  }

  /** Whether it must be read from the platform again, with `atLeastSeq` = `seq`. */
  get isStale() {
    return this.#data === undefined || this.#isInexact || this.#counter.isInexact;
  }

  add(event) {
    if (event.seq <= this.seq) {
      return;
    }
    this.#recent.push(event);
    if (this.#recent.length > MOST_RECENT) {
      this.#recent.shift();
    }
    if (this.#data !== undefined) {
      this.#isInexact ||= event.seq > this.#data.seq + 1;
      this.#apply(event);
    }
  }

  /** Takes what the platform says. False where that is too old to be brought up to date by the events that are known. */
  load(loaded) {
    const later = this.#recent.filter((event) => event.seq > loaded.seq);
    if (loaded.seq + later.length < this.seq) {
      return false;
    }
    const known = this.#data;
    this.#data = known?.version > loaded.version ? { ...loaded, ...settingsOf(known) } : loaded;
    this.#isInexact = false;
    this.#lastMessageSeq = Math.max(this.#lastMessageSeq, loaded.lastMessage?.seq ?? 0);
    this.#counter.counted(loaded);
    later.forEach((event) => this.#apply(event));
    this.#show();
    return true;
  }

  /** Something happened that no event tells. */
  invalidate() {
    this.#isInexact = true;
  }

  /** What is known may be wrong; the next that is loaded counts. */
  reset() {
    this.#recent = [];
    this.#isInexact = true;
    if (this.#data !== undefined) {
      this.#data = { ...this.#data, seq: 0 };
    }
  }

  /** What the user set, here or on another device. */
  settings({ pinned, mutedUntil, archived, hiddenUpTo, draft, version }) {
    if (this.#data !== undefined && version >= this.#data.version) {
      const hidden = hiddenUpTo > 0 && hiddenUpTo >= this.#lastMessageSeq;
      this.#data = { ...this.#data, pinned, mutedUntil, archived, hidden, draft, version };
      this.#show();
    }
  }

  /** A receipt of the user. */
  receipt({ readUpTo, deliveredUpTo }, { unread, mentions, markedUnread, seq }) {
    if (this.#data === undefined) {
      return;
    }
    if (unread === undefined) {
      this.#counter.marker(readUpTo);
    } else if (
      seq >= this.#data.seq ||
      this.#recent.filter((event) => event.seq > seq).length >= this.#data.seq - seq
    ) {
      this.#counter.counted({ unread, mentions, markedUnread, readUpTo, seq });
      this.#recent.filter((event) => event.seq > seq).forEach((event) => this.#counter.add(event));
    } else {
      this.#counter.marker(readUpTo);
      this.#isInexact = true;
    }
    this.#data = { ...this.#data, deliveredUpTo };
    this.#show();
  }

  /** Shown before the platform has it. */
  read(upToSeq) {
    this.#counter.read(upToSeq);
    this.#show();
  }

  /** What the user writes here goes before what comes from elsewhere; undefined: no more. */
  localDraft(text) {
    this.#localDraft = text;
    this.#show();
  }

  #apply(event) {
    this.#counter.add(event);
    if (event.event === 'message.created') {
      this.#lastMessageSeq = event.seq;
    }
    if (event.seq > this.#data.seq) {
      this.#data = afterEvent(this.#data, event, this.#self);
    }
    this.#show();
  }

  #show() {
    if (this.#data === undefined) {
      return;
    }
    const shown = { ...this.#data, ...this.#counter.counts };
    if (this.#localDraft !== undefined) {
      shown.draft = this.#localDraft;
    }
    for (const optional of ['draft', 'mutedUntil']) {
      if (shown[optional] === undefined || shown[optional] === '') {
        delete shown[optional];
      }
    }
    if (shown.lastMessage && shown.lastMessage.state === undefined) {
      shown.lastMessage = { ...shown.lastMessage, state: 'sent' };
    }
    this.#data = shown;
  }
}

function settingsOf({ pinned, mutedUntil, archived, hidden, draft, version }) {
  return { pinned, mutedUntil, archived, hidden, draft, version };
}
