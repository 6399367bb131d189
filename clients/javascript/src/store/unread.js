/**
 * What a user has not read of one conversation, by the platform's rules: messages of others behind the marker that stand and belong
 * to no thread. Starts from what the platform counted, and adds the events after that.
 */
export class UnreadCounter {
  #self;
  #base = { unread: 0, mentions: 0, seq: 0 };
  /** Unread messages after that, and those of them that name the user. */
  #later = new Set();
  #mentions = new Set();
  #readUpTo = 0;
  #isMarked = false;
  #isInexact = false;

  constructor(self) {
    this.#self = self;
  }

  get counts() {
    const unread = this.#base.unread + this.#later.size;
    const mentions = this.#base.mentions + this.#mentions.size;
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
    this.#forget(Math.max(seq, readUpTo));
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
    } else if (seq > this.#readUpTo) {
      this.#later.add(seq);
      this.#mention(seq, message, data);
    }
  }

  #edited(data) {
    if (data.message.mentions === undefined) {
      return;
    }
    if (this.#later.has(data.messageSeq)) {
      this.#mention(data.messageSeq, data.message, data);
    } else if (this.#isInBase(data)) {
      this.#isInexact = true;
    }
  }

  #deleted(data) {
    this.#mentions.delete(data.messageSeq);
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

  #mention(seq, { mentions }, { mentionsAll }) {
    if (mentionsAll === true || mentions?.includes(this.#self)) {
      this.#mentions.add(seq);
    } else {
      this.#mentions.delete(seq);
    }
  }

  #forget(upToSeq) {
    for (const seq of this.#later) {
      if (seq <= upToSeq) {
        this.#later.delete(seq);
        this.#mentions.delete(seq);
      }
    }
  }
}
