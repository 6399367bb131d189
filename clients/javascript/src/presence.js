import { Timer } from './clock.js';
import { ParleyError, isRetriable } from './error.js';
import { otherUser } from './ids.js';

const MOST_WATCHED = 500;
/** Where the platform did not take it, and did not say when it will. */
const RETRY_MS = 1_000;

/**
 * The user's own state, and whom the app watches. What waits for a connection is said with the next one; what others are is unknown
 * from the loss of a connection until they are told of anew.
 */
export class PresenceLink {
  #connection;
  #owner;
  #watched;
  #watchers = [];
  #open = new Set();
  #own;
  #ownRetry;
  #watchRetry;
  #shown = new Set();

  /** @param owner `presence({items})`, `problem(error)`, `user()` */
  constructor({ connection, clock, owner }) {
    this.#connection = connection;
    this.#owner = owner;
    this.#ownRetry = new Timer(clock);
    this.#watchRetry = new Timer(clock);
  }

  set(state, more) {
    return new Promise((resolve, reject) => {
      // The later one counts, also for who asked for the earlier one.
      const waiters = this.#own?.waiters ?? [];
      waiters.push({ resolve, reject });
      this.#own = { frame: { type: 'presence.set', state, text: more?.text, until: more?.until }, waiters };
      this.#sendOwn();
    });
  }

  watch(users) {
    return new Promise((resolve, reject) => {
      if (users.length > MOST_WATCHED) {
        reject(new ParleyError('field-invalid', `At most ${MOST_WATCHED} users can be watched.`, { field: 'users' }));
        return;
      }
      this.#watched = [...new Set(users)];
      this.#watchers.push({ resolve, reject });
      this.#forget((user) => !this.#isWatched(user));
      this.#sendWatched();
    });
  }

  /** Of a direct conversation that is open the platform tells how the other one is. */
  open(conversation) {
    this.#open.add(conversation);
    this.#connection.send({ type: 'conversation.open', conversation });
  }

  close(conversation) {
    if (this.#open.delete(conversation)) {
      this.#connection.send({ type: 'conversation.close', conversation });
      this.#forget((user) => !this.#isWatched(user));
    }
  }

  welcome() {
    this.#open.forEach((conversation) => this.#connection.send({ type: 'conversation.open', conversation }));
    this.#sendWatched();
    this.#sendOwn();
  }

  /** A frame that answers nothing: those that changed. */
  changed(frame) {
    frame.items.forEach(({ user }) => this.#shown.add(user));
    this.#owner.presence({ items: frame.items, ...(frame.coalescedMs && { coalescedMs: frame.coalescedMs }) });
  }

  lost() {
    this.#ownRetry.clear();
    this.#watchRetry.clear();
    this.#forget(() => true);
  }

  stop(error) {
    [...this.#watchers, ...(this.#own?.waiters ?? [])].forEach(({ reject }) => reject(error));
    this.#watchers = [];
    this.#own = undefined;
  }

  #isWatched(user) {
    const self = this.#owner.user();
    return (
      this.#watched?.includes(user) || [...this.#open].some((conversation) => otherUser(conversation, self) === user)
    );
  }

  /** Nobody tells of them any more: the last state would stay for ever. */
  #forget(isForgotten) {
    const users = [...this.#shown].filter(isForgotten);
    users.forEach((user) => this.#shown.delete(user));
    if (users.length > 0) {
      this.#owner.presence({ items: users.map((user) => ({ user, state: 'unknown' })) });
    }
  }

  #sendOwn() {
    const own = this.#own;
    if (own && this.#connection.isOnline) {
      this.#connection.request(own.frame, {
        answered: (frame) => {
          if (this.#own !== own) {
            return;
          }
          if (isRetriable(frame.code)) {
            this.#ownRetry.set(() => this.#sendOwn(), frame.retryAfterMs ?? RETRY_MS);
          } else {
            this.#own = undefined;
            settle(own.waiters, frame.type === 'presence-ok', frame);
          }
        },
        lost: () => this.#own === own && this.#sendOwn(),
      });
    }
  }

  #sendWatched() {
    const users = this.#watched;
    if (users && this.#connection.isOnline) {
      this.#connection.request(
        { type: 'presence.watch', users },
        {
          answered: (frame) => this.#watchedAnswer(users, frame),
          lost: () => users === this.#watched && this.#sendWatched(),
        },
      );
    }
  }

  #watchedAnswer(users, frame) {
    if (frame.type === 'presence') {
      this.changed(frame);
    }
    if (users !== this.#watched) {
      return;
    }
    if (isRetriable(frame.code)) {
      this.#watchRetry.set(() => this.#sendWatched(), frame.retryAfterMs ?? RETRY_MS);
    } else {
      const waiters = this.#watchers;
      this.#watchers = [];
      settle(waiters, frame.type === 'presence', frame);
      if (frame.type !== 'presence' && waiters.length === 0) {
        this.#owner.problem(ParleyError.of(frame));
      }
    }
  }
}

function settle(waiters, isFine, frame) {
  waiters.forEach(({ resolve, reject }) => (isFine ? resolve(frame.items) : reject(ParleyError.of(frame))));
}
