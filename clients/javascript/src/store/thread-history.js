import { messagePath } from '../paths.js';
import { changed, subjectOf } from './message-events.js';
import { MessageSet } from './message-set.js';
import { Pager } from './pager.js';

/** The replies of one thread, read from the oldest on; live ones are shown once the last page is there. */
export class ThreadHistory {
  #parley;
  #ref;
  #changed;
  #replies = new MessageSet();
  #pager = new Pager();
  parent;

  constructor(parley, ref, changed) {
    this.#parley = parley;
    this.#ref = ref;
    this.#changed = changed;
  }

  get items() {
    return this.#replies.items;
  }

  get state() {
    const { hasMore, isLoading: loading, error } = this.#pager;
    return { hasMore, loading, error };
  }

  get(id) {
    return id === this.#ref.id ? this.parent : this.#replies.get(id);
  }

  load(parent, pageSize, atLeastSeq) {
    return this.#pager.next({
      read: async (cursor) => {
        this.parent ??= parent ?? (await this.#readParent());
        return this.#read(cursor, pageSize, atLeastSeq);
      },
      take: (items, log) => this.#take(items, log),
      changed: this.#changed,
    });
  }

  live(message, event) {
    this.#pager.note({ ...event, reply: message });
    // Without the last page there would be a hole before it; that page brings it.
    if (this.#pager.isComplete) {
      this.#replies.put(message);
      this.#changed();
    }
  }

  note(event) {
    this.#pager.note(event);
  }

  update(id, change) {
    const parent = id === this.#ref.id && this.parent ? change(this.parent) : this.parent;
    if (this.#replies.update(id, change) || parent !== this.parent) {
      this.parent = parent;
      this.#changed();
    }
  }

  remove(id) {
    if (this.#replies.remove(id)) {
      this.#changed();
    }
  }

  #take(items, log) {
    const replies = log.filter(({ reply }) => reply && !this.#pager.hasMore).map(({ reply }) => reply);
    for (const item of [...items, ...replies]) {
      const message = { ...item, state: 'sent' };
      const told = log.filter((event) => !event.reply && subjectOf(event) === item.id);
      this.#replies.put(told.reduce((at, event) => changed(at, event, this.#parley.user), message));
    }
  }

  async #readParent() {
    const { id, conversation } = this.#ref;
    const message = await this.#parley.api('GET', messagePath(id, '', { conversation }));
    return { ...message, state: 'sent' };
  }

  #read(cursor, pageSize, atLeastSeq) {
    const { id, conversation } = this.#ref;
    return this.#parley.api(
      'GET',
      messagePath(id, '/thread', { conversation, after: cursor, limit: pageSize, atLeastSeq }),
    );
  }
}
