/**
 * What a user has not read of one conversation, by the platform's rules: messages of others behind the marker that stand and belong
 * to no thread. Starts from what the platform counted, and adds the events after that.
 */
export class UnreadCounter {
  #self;
  #base = { unread: 0, mentions: 0, seq: 0 };
  #later = new Map();
  #readUpTo = 0;
  #isMarked = false;
  #isInexact = false;

  constructor(self) {
    this.#self = self;
  }

  get counts() {
    let { unread, mentions } = this.#base;
    for (const [seq, message] of this.#later) {
      if (seq > this.#readUpTo) {
        unread++;
        mentions += message.isNamed || message.isForAll ? 1 : 0;
      }
    }
    return { unread, mentions, markedUnread: this.#isMarked, readUpTo: this.#readUpTo };
  }

  /** Whether an event touched what only the platform can count; until it has. */
  get isInexact() {
    return this.#isInexact;
  }

  /** What the platform counted as of `seq`; events up to there are in it. */
  counted({ unread, mentions, markedUnread, readUpTo, seq }) {
    this.#base = { unread, mentions, seq };
    this.#readUpTo = readUpTo;
    this.#isMarked = markedUnread;
    this.#isInexact = false;
    this.#forget(seq);
  }

  /** Takes the next event of the conversation. */
  add(event) {
    if (event.seq <= this.#base.seq) {
      return;
    }
    const { data } = event;
    switch (event.event) {
      case 'message.created':
        this.#created(event);
        break;
      case 'message.edited':
        this.#edited(data);
        break;
      case 'message.deleted':
        this.#deleted(data);
        break;
      case 'member.joined':
      case 'member.added':
        if (data.user === this.#self) {
          this.read(event.seq);
        }
        break;
      default:
    }
  }

  /** The user has read everything up to a seq. */
  read(upToSeq) {
    this.#isMarked = false;
    if (upToSeq <= this.#readUpTo) {
      return;
    }
    this.#readUpTo = upToSeq;
    if (upToSeq >= this.#base.seq) {
      this.#base = { ...this.#base, unread: 0, mentions: 0 };
    } else if (this.#base.unread > 0) {
      // Some of them; which ones only the platform knows.
      this.#isInexact = true;
    }
    this.#forget(upToSeq);
  }

  /** The marker, as the platform says it without counts. */
  marker(readUpTo) {
    if (readUpTo > this.#readUpTo) {
      this.read(readUpTo);
    } else if (readUpTo < this.#readUpTo) {
      this.#readUpTo = readUpTo;
      this.#isMarked = true;
      this.#isInexact = true;
    }
  }

  #created({ actor, seq, data }) {
    const { message } = data;
    if (message.parentId !== undefined) {
      return;
    }
    if (actor === this.#self) {
      this.read(seq);
    } else {
      this.#later.set(seq, { isNamed: this.#names(message), isForAll: data.mentionsAll === true });
    }
  }

  #edited(data) {
    const { mentions } = data.message;
    if (mentions === undefined) {
      return;
    }
    const message = this.#later.get(data.messageSeq);
    if (message) {
      message.isNamed = this.#names(data.message);
      message.isForAll = data.mentionsAll === true;
    } else if (this.#isInBase(data)) {
      this.#isInexact = true;
    }
  }

  #deleted(data) {
    if (!this.#later.delete(data.messageSeq) && this.#isInBase(data)) {
      const { unread, mentions, seq } = this.#base;
      const left = Math.max(0, unread - 1);
      this.#base = { unread: left, mentions: Math.min(mentions, left), seq };
      // Whether it named the user, or was hidden from them, only the platform knows.
      this.#isInexact = true;
    }
  }

  /** Whether the platform counted the message of an event as unread. */
  #isInBase({ messageSeq, sender, parentId }) {
    const isUnread = messageSeq > this.#readUpTo && messageSeq <= this.#base.seq;
    return isUnread && sender !== this.#self && parentId === undefined;
  }

  #names(message) {
    return message.mentions?.includes(this.#self) === true;
  }

  #forget(upToSeq) {
    for (const seq of this.#later.keys()) {
      if (seq <= upToSeq) {
        this.#later.delete(seq);
      }
    }
  }
}
