import { conversationPath } from '../paths.js';

const PAGE = 200;
/** Of larger groups the platform says it message by message: GET /v1/messages/{id}/receipts. */
const MOST_MEMBERS = 1_000;
const NOTHING = Object.freeze([]);

/** How far the others have got. */
export class MemberReceipts {
  #parley;
  #changed;
  #conversations = new Map();

  constructor(parley, changed) {
    this.#parley = parley;
    this.#changed = changed;
  }

  of(conversation) {
    const state = this.#conversations.get(conversation);
    if (state === undefined) {
      return NOTHING;
    }
    state.shown ??= [...state.users.values()];
    return state.shown;
  }

  async load(conversation) {
    const state = this.#state(conversation);
    state.isLoaded = true;
    let cursor;
    do {
      const page = await this.#parley.api('GET', conversationPath(conversation, '/receipts', { limit: PAGE, cursor }));
      page.items.forEach((receipt) => this.#put(state, receipt));
      cursor = page.next;
    } while (cursor !== null && state.users.size < MOST_MEMBERS);
    this.#changed(conversation);
    return this.of(conversation);
  }

  /** After a connection was lost: receipts are told once and never again. */
  reload() {
    for (const [conversation, { isLoaded }] of this.#conversations) {
      if (isLoaded) {
        this.load(conversation).catch(() => {});
      }
    }
  }

  frame({ conversation, receipts }) {
    const state = this.#state(conversation);
    receipts.forEach((receipt) => this.#put(state, receipt));
    this.#changed(conversation);
  }

  /** Who sends a message has read what was before it; in a thread that is no sign of it. */
  event({ event, conversation, seq, actor, data }) {
    const known = this.#conversations.get(conversation)?.users.get(actor);
    if (event === 'message.created' && data.message.parentId === undefined && known) {
      const { readUpTo, deliveredUpTo } = known;
      this.#put(this.#state(conversation), {
        user: actor,
        readUpTo: Math.max(readUpTo, seq),
        deliveredUpTo: Math.max(deliveredUpTo, seq),
      });
      this.#changed(conversation);
    }
  }

  #put(state, { user, readUpTo, deliveredUpTo }) {
    if (user !== this.#parley.user) {
      state.users.set(user, { user, readUpTo, deliveredUpTo });
      state.shown = undefined;
    }
  }

  #state(conversation) {
    const state = this.#conversations.get(conversation) ?? { users: new Map(), shown: undefined, isLoaded: false };
    this.#conversations.set(conversation, state);
    return state;
  }
}
