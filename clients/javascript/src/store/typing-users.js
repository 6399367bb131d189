import { Timer } from '../clock.js';

const NOBODY = Object.freeze({ users: Object.freeze([]), count: 0 });
const ENDS = new Set(['member.left', 'member.removed', 'member.banned', 'member.muted']);

/**
 * Who types. An entry ends with the platform's word, by its time, with a message of the user, when the user is no member any more
 * or may not write, and with the connection.
 */
export class TypingUsers {
  #clock;
  #changed;
  #conversations = new Map();

  constructor(clock, changed) {
    this.#clock = clock;
    this.#changed = changed;
  }

  of(conversation) {
    return this.#conversations.get(conversation)?.shown ?? NOBODY;
  }

  frame(frame) {
    const state = this.#state(frame.conversation);
    if (frame.count === undefined) {
      frame.users.forEach((user) => this.#one(frame, state, user));
    } else {
      this.#all(frame, state);
    }
    this.#show(frame.conversation);
  }

  event({ event, conversation, actor, data }) {
    if (event === 'message.created') {
      this.#end(conversation, actor);
    } else if (ENDS.has(event)) {
      this.#end(conversation, data.user);
    }
  }

  /** The connection is lost: no end would be heard of. */
  clear() {
    for (const [conversation, state] of this.#conversations) {
      state.users.forEach((timer) => timer.clear());
      this.#conversations.delete(conversation);
      this.#changed(conversation);
    }
  }

  #one({ conversation, on, expiresInMs = 5_000 }, state, user) {
    state.users.get(user)?.clear();
    state.users.delete(user);
    if (on) {
      const timer = new Timer(this.#clock);
      timer.set(() => this.#end(conversation, user), expiresInMs);
      state.users.set(user, timer);
    }
  }

  /** Of a large group: some of the users, and how many there are; replaces what was. */
  #all(frame, state) {
    state.users.forEach((timer) => timer.clear());
    state.users.clear();
    frame.users.forEach((user) => this.#one(frame, state, user));
    state.others = frame.on ? Math.max(0, frame.count - frame.users.length) : 0;
  }

  #end(conversation, user) {
    const state = this.#conversations.get(conversation);
    const timer = state?.users.get(user);
    if (timer) {
      timer.clear();
      state.users.delete(user);
      // The rest of a large group is told of together with those that are named.
      state.others = state.users.size === 0 ? 0 : state.others;
      this.#show(conversation);
    }
  }

  #show(conversation) {
    const state = this.#conversations.get(conversation);
    if (state.users.size === 0 && state.others === 0) {
      this.#conversations.delete(conversation);
    } else {
      state.shown = { users: [...state.users.keys()], count: state.users.size + state.others };
    }
    this.#changed(conversation);
  }

  #state(conversation) {
    const state = this.#conversations.get(conversation) ?? { users: new Map(), others: 0, shown: NOBODY };
    this.#conversations.set(conversation, state);
    return state;
  }
}
