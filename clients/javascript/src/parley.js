import { messageAction, sendAction } from './action-frames.js';
import { Connection } from './connection.js';
import { Emitter } from './emitter.js';
import { ParleyError } from './error.js';
import { Events } from './events.js';
import { newId, utf8Length } from './ids.js';
import { KeptState } from './kept-state.js';
import { Outbox } from './outbox.js';
import { Page } from './page.js';
import { messagePath } from './paths.js';
import { PresenceLink } from './presence.js';
import { Receipts } from './receipts.js';
import { Rest, stopped } from './rest.js';
import { Tokens } from './tokens.js';
import { TypingReports } from './typing.js';

const MOST_TRANSIENT_BYTES = 4_096;

/** The connection as an app sees it; each part does one of its jobs. The public methods are described in ../parley.d.ts. */
export class Parley {
  #emitter = new Emitter();
  #rest;
  #kept;
  #connection;
  #events;
  #outbox;
  #receipts;
  #typing;
  #presence;
  #page;
  #user;
  #isIdle;
  #isOpen = false;
  #resumed;
  #settleReady;
  device;
  ready;
  clock;

  constructor(options) {
    const { clock, random } = options;
    this.clock = clock;
    const tokens = new Tokens(options.token, clock);
    this.#user = options.user;
    this.#kept = new KeptState({
      storage: options.storage,
      prefix: options.storagePrefix,
      clock,
      owner: { positions: () => this.#events.positions, problem: (e) => this.#emitter.emit('problem', e) },
    });
    this.device = options.device ?? this.#kept.device(newId);
    this.#rest = new Rest({ ...options, tokens });
    this.#connection = new Connection({
      options: { ...options, device: this.device },
      rest: this.#rest,
      tokens,
      clock,
      random,
      owner: this.#connectionOwner(),
    });
    this.#events = new Events({ rest: this.#rest, positions: options.positions, owner: this.#eventsOwner() });
    this.#makeSenders(options);
    this.#page = new Page({
      shown: () => this.#connection.probe(),
      network: () => this.#connection.probe(),
      leaving: () => this.#kept.flush(),
    });
    this.ready = new Promise((resolve, reject) => {
      this.#settleReady = { resolve, reject };
    });
    // Who does not wait for it is told by `status`.
    this.ready.catch(() => {});
    if (options.user !== undefined && this.#kept.isKept) {
      this.#openKept();
    }
  }

  get status() {
    return this.#connection.status;
  }

  get user() {
    return this.#user;
  }

  get positions() {
    return this.#events.positions;
  }

  positionOf(conversation) {
    return this.#events.positionOf(conversation);
  }

  on(type, listener) {
    return this.#emitter.on(type, listener);
  }

  send(message) {
    const action = sendAction(message, this.#user);
    if (action.conversation !== undefined) {
      this.#typing.forget(action.conversation);
    }
    return this.#act(action);
  }

  reply(parent, message) {
    return this.send({ ...message, conversation: parent.conversation, parentId: parent.id });
  }

  edit(message, change) {
    return this.#act(messageAction('message.edit', message, change));
  }

  delete(message) {
    return this.#act(messageAction('message.delete', message));
  }

  async hideMessage({ id, conversation }) {
    await this.api('DELETE', messagePath(id, '', { conversation, for: 'me' }));
    this.#emitter.emit('message.hidden', { id, conversation });
  }

  react(message, emoji) {
    return this.#act(messageAction('reaction.add', message, { emoji }));
  }

  unreact(message, emoji) {
    return this.#act(messageAction('reaction.remove', message, { emoji }));
  }

  pin(message) {
    return this.#act(messageAction('message.pin', message));
  }

  unpin(message) {
    return this.#act(messageAction('message.unpin', message));
  }

  pending(conversation) {
    return this.#outbox.pending(conversation);
  }

  cancel(clientMsgId) {
    return this.#outbox.cancel(clientMsgId);
  }

  read(conversation, upToSeq) {
    return this.#unlessStopped(() => this.#receipts.read(conversation, upToSeq));
  }

  delivered(conversation, upToSeq) {
    return this.#unlessStopped(() => this.#receipts.delivered(conversation, upToSeq));
  }

  unread(conversation, afterSeq) {
    return this.#unlessStopped(() => this.#receipts.unread(conversation, afterSeq));
  }

  typing(conversation, on = true) {
    if (!on) {
      this.#typing.off(conversation);
    } else if (this.status.state !== 'stopped') {
      this.#typing.on(conversation);
    }
  }

  transient(conversation, data) {
    if (utf8Length(JSON.stringify(data)) > MOST_TRANSIENT_BYTES) {
      throw new ParleyError('body-too-large', `data has at most ${MOST_TRANSIENT_BYTES} bytes of JSON.`, {
        field: 'data',
      });
    }
    this.#connection.send({ type: 'transient', conversation, data });
    return this.#connection.isOnline;
  }

  setPresence(state, more) {
    return this.#unlessStopped(() => this.#presence.set(state, more));
  }

  watchPresence(users) {
    return this.#unlessStopped(() => this.#presence.watch(users));
  }

  openConversation(conversation) {
    this.#presence.open(conversation);
  }

  closeConversation(conversation) {
    this.#presence.close(conversation);
  }

  setIdle(idle) {
    if (this.#isIdle !== idle) {
      this.#isIdle = idle;
      this.#connection.probe();
    }
  }

  api(method, path, body, options) {
    return this.#rest.call(method, path, body, options);
  }

  reconnect() {
    this.#connection.start();
  }

  stop() {
    const error = stopped();
    this.#kept.flush();
    this.#outbox.stop(error);
    this.#connection.stop();
    this.#receipts.stop(error);
    this.#presence.stop(error);
    this.#events.stop();
    this.#rest.stop();
    this.#page.close();
    this.#settleReady.reject(error);
  }

  #makeSenders({ clock, random, queueLimit }) {
    const connection = this.#connection;
    const emitter = this.#emitter;
    const user = () => this.#user;
    this.#outbox = new Outbox({
      connection,
      clock,
      random,
      limit: queueLimit,
      user,
      save: (actions) => this.#kept.saveActions(actions),
      told: (change) => emitter.emit('action', change),
    });
    this.#receipts = new Receipts({ connection, clock, random });
    this.#typing = new TypingReports({ connection, clock });
    this.#presence = new PresenceLink({
      connection,
      clock,
      owner: { user, presence: (told) => emitter.emit('presence', told), problem: (e) => emitter.emit('problem', e) },
    });
  }

  #connectionOwner() {
    return {
      isIdle: () => this.#isIdle ?? this.#page.isHidden,
      status: (status) => this.#statusChanged(status),
      positions: async () => {
        await this.#findUser();
        this.#resumed = this.#events.toResume();
        return this.#resumed;
      },
      welcome: (frame) => this.#welcome(frame),
      frame: (frame) => this.#frame(frame),
      lost: () => {
        this.#typing.lost();
        this.#events.lost();
        this.#presence.lost();
      },
    };
  }

  #eventsOwner() {
    return {
      user: () => this.#user,
      tell: (event) => {
        this.#emitter.emit('event', event);
        this.#outbox.event(event);
      },
      resync: (told) => this.#emitter.emit('resync', told),
      moved: () => this.#kept.positionsMoved(),
    };
  }

  /** Whose state is kept must be known before the positions are used. */
  async #findUser() {
    if (this.#kept.isKept && !this.#isOpen) {
      this.#user ??= (await this.#rest.call('GET', '/v1/me', undefined, { retries: 0 })).id;
      this.#openKept();
    }
  }

  #openKept() {
    this.#isOpen = true;
    const { positions, actions } = this.#kept.open(this.#user);
    if (positions && Object.keys(this.positions).length === 0) {
      this.#events.resumeAfter(positions);
    }
    this.#outbox.restore(actions);
  }

  #welcome({ session, user, node, conversations }) {
    this.#user = user;
    this.#events.welcome(conversations, this.#resumed);
    this.#settleReady.resolve();
    this.#emitter.emit('welcome', { session, user, node, conversations });
    this.#presence.welcome();
    this.#outbox.welcome();
    this.#receipts.welcome();
  }

  #statusChanged(status) {
    this.#emitter.emit('status', status);
    if (status.state === 'refused') {
      this.#settleReady.reject(status.error);
    }
  }

  /** @param {any} received */
  #frame(received) {
    const { type, ...frame } = received;
    switch (type) {
      case 'event':
        return this.#events.event(frame);
      case 'caught-up':
        this.#events.caughtUp(frame);
        return this.#emitter.emit(type, frame);
      case 'resync':
        return this.#events.resync(frame);
      case 'presence':
        return this.#presence.changed(frame);
      case 'accepted':
      case 'held':
      case 'scheduled':
      case 'rejected':
      case 'error':
        return frame.clientMsgId === undefined
          ? this.#emitter.emit('problem', ParleyError.of(frame))
          : this.#outbox.answer(received);
      default:
        // Frames that this version does not know reach who listens to them.
        return this.#emitter.emit(type, frame);
    }
  }

  #act(action) {
    const promise = this.#unlessStopped(() => this.#outbox.add(action));
    // Who does not wait for it is told by `action`.
    promise.catch(() => {});
    return Object.assign(promise, { clientMsgId: action.clientMsgId });
  }

  #unlessStopped(task) {
    return this.status.state === 'stopped' ? Promise.reject(stopped()) : task();
  }
}
