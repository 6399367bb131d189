import { conversationPath, withQuery } from '../paths.js';
import { ConversationEntry } from './conversation-entry.js';

const PAGE = 200;
/** Events that come meanwhile may make another reading necessary; not for ever. */
const MOST_READINGS = 5;

/** The user's conversations: read page by page, kept up to date by events, and read again where events do not tell. */
export class Conversations {
  #parley;
  #changed;
  #entries = new Map();
  #reading = new Map();
  #cursor;
  #hasMore = true;
  #isLoaded = false;
  #sorted;

  /** @param changed `(conversation?)`: one of them, or the list as a whole */
  constructor(parley, changed) {
    this.#parley = parley;
    this.#changed = (conversation) => {
      this.#sorted = undefined;
      changed(conversation);
    };
  }

  list() {
    this.#sorted ??= this.#loaded()
      .filter((conversation) => !conversation.hidden && !conversation.former)
      .sort((one, other) => Number(other.pinned) - Number(one.pinned) || latestFirst(one, other));
    return this.#sorted;
  }

  get(id) {
    return this.#entries.get(id)?.data;
  }

  seqOf(id) {
    return this.#entries.get(id)?.seq ?? 0;
  }

  totalUnread(now) {
    return this.list()
      .filter(({ archived, mutedUntil }) => !archived && !(Date.parse(mutedUntil) > now))
      .reduce((sum, { unread }) => sum + unread, 0);
  }

  /** The first `count`, and those that events named meanwhile. */
  async loadFirst(count) {
    let cursor;
    let loaded = 0;
    do {
      const page = await this.#page(cursor, Math.min(PAGE, count - loaded));
      loaded += page.items.length;
      cursor = page.next;
    } while (cursor !== null && loaded < count);
    this.#cursor = cursor ?? undefined;
    this.#hasMore = cursor !== null;
    this.#isLoaded = true;
    this.#changed();
    this.#readStale();
  }

  /** After a connection was lost: receipts and settings of other devices were not told meanwhile. */
  reload(count) {
    return this.loadFirst(Math.max(count, this.#loaded().length));
  }

  async loadMore() {
    if (this.#hasMore) {
      const page = await this.#page(this.#cursor, PAGE);
      this.#cursor = page.next ?? undefined;
      this.#hasMore = page.next !== null;
      this.#changed();
    }
    return this.#hasMore;
  }

  /** One conversation, as far as its events were told. Several calls are one. */
  read(id) {
    if (!this.#reading.has(id)) {
      const reading = this.#read(id).finally(() => this.#reading.delete(id));
      this.#reading.set(id, reading);
    }
    return this.#reading.get(id);
  }

  event(event) {
    this.#change(event.conversation, (entry) => entry.add(event));
  }

  receipt(frame) {
    const own = frame.receipts.find(({ user }) => user === this.#parley.user);
    if (own) {
      this.#changeKnown(frame.conversation, (entry) => entry.receipt(own, frame));
    }
  }

  settings(frame) {
    if (this.#entries.has(frame.conversation)) {
      this.#change(frame.conversation, (entry) => entry.settings(frame));
    } else if (frame.hiddenUpTo === 0) {
      // It was hidden until now.
      this.#change(frame.conversation, () => {});
    }
  }

  /** The user read it, which the platform does not know yet. */
  localRead(id, upToSeq) {
    this.#changeKnown(id, (entry) => entry.read(upToSeq));
  }

  localDraft(id, text) {
    this.#changeKnown(id, (entry) => entry.localDraft(text));
  }

  /** The answer to a change of the user. */
  answered(conversation) {
    this.#change(conversation.conversation, (entry) => entry.load(conversation));
  }

  /** Events are missing, or the platform counts otherwise now. */
  resync(id) {
    this.#entry(id).reset();
    if (this.#isLoaded) {
      this.#readInBackground(id);
    }
  }

  /** Counts and last message may be others now, without an event. */
  invalidate(id) {
    this.#changeKnown(id, (entry) => entry.invalidate());
  }

  #loaded() {
    return [...this.#entries.values()].map(({ data }) => data).filter(Boolean);
  }

  async #page(cursor, limit) {
    const page = await this.#parley.api('GET', withQuery('/v1/conversations', { limit, cursor }));
    page.items.forEach((item) => this.#entry(item.conversation).load(item));
    return page;
  }

  async #read(id) {
    const entry = this.#entry(id);
    let left = MOST_READINGS;
    do {
      entry.load(await this.#parley.api('GET', conversationPath(id, '', { atLeastSeq: entry.seq })));
    } while (entry.isStale && --left > 0);
    this.#changed(id);
    return entry.data;
  }

  #change(id, change) {
    const entry = this.#entry(id);
    change(entry);
    if (entry.data !== undefined) {
      this.#changed(id);
    }
    if (entry.isStale && this.#isLoaded) {
      this.#readInBackground(id);
    }
  }

  /** There is nothing to be changed of one that is not loaded. */
  #changeKnown(id, change) {
    if (this.get(id) !== undefined) {
      this.#change(id, change);
    }
  }

  #readStale() {
    for (const [id, entry] of this.#entries) {
      if (entry.isStale) {
        this.#readInBackground(id);
      }
    }
  }

  #readInBackground(id) {
    this.read(id).catch((e) => {
      // It is not there for the user any more, or the platform cannot tell now; the next connection reads it again.
      if (e.status === 404 || e.status === 403) {
        this.#entries.delete(id);
        this.#changed();
      }
    });
  }

  #entry(id) {
    let entry = this.#entries.get(id);
    if (entry === undefined) {
      entry = new ConversationEntry(this.#parley.user);
      this.#entries.set(id, entry);
    }
    return entry;
  }
}

function latestFirst(one, other) {
  if (one.lastActivityAt === other.lastActivityAt) {
    return 0;
  }
  return one.lastActivityAt < other.lastActivityAt ? 1 : -1;
}
