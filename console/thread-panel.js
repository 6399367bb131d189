/** The thread of a message, beside the conversation. */

import { Composer } from './composer.js';
import { el, iconButton } from './dom.js';
import { MessageLog } from './message-log.js';
import { progressOf } from './receipts.js';
import { showError } from './toasts.js';

export class ThreadPanel {
  #session;
  #parent;
  #log;
  #composer;

  label = 'Thread';
  nodes;

  /** @param page `{actions, closeSide}` */
  constructor(session, parent, page) {
    this.#session = session;
    this.#parent = parent;
    this.#log = new MessageLog(session, {
      label: 'Messages of the thread',
      list: () => this.#list(),
      loadMore: () => this.#load(),
      actions: page.actions,
      isInThread: true,
      progressOf: (message) => this.#progressOf(message),
      onAtEnd: () => this.#markRead(),
    });
    this.#composer = new Composer({
      id: 'thread-composer',
      label: 'Reply in the thread',
      members: () => session.members.of(parent.conversation),
      send: (content) => this.#send(content),
      edit: (message, change) => session.parley.edit(message, change).catch(showError),
      onTyping: (isTyping) => session.parley.typing(parent.conversation, isTyping),
      lastOwn: () => session.store.thread(parent).items.findLast((message) => message.sender === session.me && message.state === 'sent' && !message.deleted),
    });
    this.nodes = [
      el('header', { class: 'side-head' }, el('h2', {}, 'Thread'), iconButton('close', 'Close the thread', () => page.closeSide())),
      this.#log.root,
      this.#composer.root,
    ];
    this.#load();
  }

  /** The message whose thread it is. */
  get parent() {
    return this.#parent;
  }

  focus() {
    this.#composer.focus();
  }

  has(message) {
    return message.id === this.#parent.id || message.parentId === this.#parent.id;
  }

  edit(message) {
    this.#composer.edit(message);
  }

  update() {
    this.#log.update();
    this.#markRead();
  }

  close() {}

  #list() {
    const { store } = this.#session;
    const thread = store.thread(this.#parent);
    const parent = thread.parent ?? store.message(this.#parent.conversation, this.#parent.id) ?? this.#parent;
    return { items: [parent, ...thread.items], loading: thread.loading, error: thread.error };
  }

  /** A thread pages from its beginning, and one wants to see its end. */
  async #load() {
    try {
      while (await this.#session.store.loadThread(this.#parent)) continue;
    } catch {
      // The list says why, and offers to try again.
    }
  }

  #send(content) {
    this.#session.parley.reply(this.#parent, content).catch(() => {});
    this.#log.toEnd();
  }

  #progressOf(message) {
    const { store, members, names } = this.#session;
    const conversation = store.conversation(message.conversation);
    const count = conversation?.kind === 'direct' ? 2 : members.of(message.conversation).length;
    return progressOf(message, store.receipts(message.conversation), count, names);
  }

  #markRead() {
    const thread = this.#session.store.thread(this.#parent);
    const last = thread.items.findLast((message) => message.seq);
    if (!last || last.seq === this.readUpTo || !document.hasFocus() || !this.#log.isAtEnd) return;
    this.readUpTo = last.seq;
    this.#session.store.readThread(this.#parent, last.seq).catch(() => (this.readUpTo = undefined));
  }
}
