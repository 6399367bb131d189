import { isDirectOf } from '../ids.js';
import { conversationPath } from '../paths.js';
import { changed, messageOf, subjectOf } from './message-events.js';
import { MessageSet } from './message-set.js';
import { Pager } from './pager.js';
import { ThreadHistory } from './thread-history.js';

/** Of a conversation that nobody looked at, so many live messages are kept. */
const MOST_UNSEEN = 100;

/** The messages of one conversation: pages of history, live ones, threads, pins. */
export class History {
  #parley;
  #conversation;
  #ports;
  #messages = new MessageSet();
  #pager = new Pager();
  #threads = new Map();
  #pins;
  #lists = new Map();

  /** @param ports `pageSize`, `seq()`, `changed(type, parentId?)`, `pending(parentId?)` */
  constructor(parley, conversation, ports) {
    this.#parley = parley;
    this.#conversation = conversation;
    this.#ports = ports;
  }

  list() {
    const pending = this.#ports.pending();
    const { error, hasMore: hasOlder, isLoading: loading } = this.#pager;
    return this.#same('', { items: this.#messages.items, pending, hasOlder, loading, error });
  }

  thread(parentId) {
    const thread = this.#thread(parentId);
    const parent = this.#messages.get(parentId) ?? thread.parent;
    return this.#same(parentId, {
      parent,
      items: thread.items,
      pending: this.#ports.pending(parentId),
      ...thread.state,
    });
  }

  pins() {
    return this.#pins?.items ?? [];
  }

  message(id) {
    const threads = [...this.#threads.values()];
    return this.#messages.get(id) ?? threads.map((thread) => thread.get(id)).find(Boolean) ?? this.#pins?.get(id);
  }

  loadOlder() {
    return this.#pager.next({
      read: (cursor) => this.#read(cursor),
      take: (items, log) => this.#take(items, log),
      changed: () => this.#ports.changed('messages'),
    });
  }

  loadThread(parentId) {
    return this.#thread(parentId).load(this.#messages.get(parentId), this.#ports.pageSize, this.#ports.seq());
  }

  async loadPins() {
    const path = conversationPath(this.#conversation, '/pins', { limit: 200, atLeastSeq: this.#ports.seq() });
    const page = await this.#parley.api('GET', path);
    this.#pins = new MessageSet();
    page.items.forEach((message) => this.#pins.put({ ...message, state: 'sent' }));
    this.#ports.changed('pins');
    return this.pins();
  }

  event(event) {
    this.#pager.note(event);
    if (event.event === 'message.created') {
      this.#created(messageOf(event), event);
    } else {
      const id = subjectOf(event);
      if (id !== undefined) {
        this.update(id, (message) => changed(message, event, this.#parley.user));
        this.#threads.forEach((thread) => thread.note(event));
        this.#pinChanged(id, event);
      }
    }
  }

  /** Changes a message wherever it is shown. */
  update(id, change) {
    if (this.#messages.update(id, change)) {
      this.#ports.changed('messages');
    }
    if (this.#pins?.update(id, change)) {
      this.#ports.changed('pins');
    }
    this.#threads.forEach((thread) => thread.update(id, change));
  }

  /** The user does not want to see it. */
  remove(id) {
    if (this.#messages.remove(id)) {
      this.#ports.changed('messages');
    }
    if (this.#pins?.remove(id)) {
      this.#ports.changed('pins');
    }
    this.#threads.forEach((thread) => thread.remove(id));
  }

  /** Events are missing: what was loaded may be wrong. Reads again what was seen. */
  reset() {
    const wasSeen = this.#pager.isBegun;
    this.#messages.clear();
    this.#pager.reset();
    this.#threads.clear();
    this.#pins = undefined;
    this.#ports.changed('messages');
    if (wasSeen) {
      this.loadOlder().catch(() => {});
    }
  }

  #created(message, event) {
    if (message.parentId !== undefined) {
      this.#threads.get(message.parentId)?.live(message, event);
      return;
    }
    this.#messages.put(message);
    if (!this.#pager.isBegun && !this.#pager.isLoading) {
      this.#messages.keepLast(MOST_UNSEEN);
    }
    this.#ports.changed('messages');
  }

  async #read(cursor) {
    // Live messages are there already.
    const before = cursor ?? this.#messages.items[0]?.seq;
    const fields = { before, limit: this.#ports.pageSize, atLeastSeq: this.#ports.seq() };
    try {
      return await this.#parley.api('GET', conversationPath(this.#conversation, '/messages', fields));
    } catch (error) {
      // It begins with its first message; until then there is nothing in it.
      if (error.code === 'conversation-not-found' && isDirectOf(this.#conversation, this.#parley.user)) {
        return { items: [], next: null };
      }
      throw error;
    }
  }

  #take(items, log) {
    for (const item of items) {
      if (item.parentId === undefined && this.#messages.get(item.id) === undefined) {
        const message = { ...item, state: 'sent' };
        const told = log.filter((event) => subjectOf(event) === item.id);
        this.#messages.put(told.reduce((at, event) => changed(at, event, this.#parley.user), message));
      }
    }
  }

  #pinChanged(id, event) {
    if (this.#pins === undefined || !['message.pinned', 'message.unpinned', 'message.deleted'].includes(event.event)) {
      return;
    }
    const message = this.message(id);
    if (event.event !== 'message.pinned') {
      this.#pins.remove(id);
    } else if (message) {
      this.#pins.put(message);
    } else {
      this.loadPins().catch(() => {});
      return;
    }
    this.#ports.changed('pins');
  }

  #thread(parentId) {
    let thread = this.#threads.get(parentId);
    if (thread === undefined) {
      const ref = { id: parentId, conversation: this.#conversation };
      thread = new ThreadHistory(this.#parley, ref, () => this.#ports.changed('thread', parentId));
      this.#threads.set(parentId, thread);
    }
    return thread;
  }

  /** The same object as long as all of it is the same, so that `===` tells. */
  #same(key, { items, pending, ...rest }) {
    const known = this.#lists.get(key);
    const parts = [items, pending, ...Object.values(rest)];
    if (known && parts.every((part, i) => part === known.parts[i])) {
      return known.list;
    }
    const shown = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const list = { items: pending.length > 0 ? [...items, ...pending] : items, ...shown };
    this.#lists.set(key, { parts, list });
    return list;
  }
}
