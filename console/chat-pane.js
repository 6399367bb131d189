/** The open conversation: its head, its messages, who is typing, and the box to write in. */

import { Composer } from './composer.js';
import { isMuted } from './conversation-list.js';
import { el, iconButton, place, setText } from './dom.js';
import { MessageLog } from './message-log.js';
import { avatar, describePresence, presenceDot } from './people.js';
import { progressOf } from './receipts.js';
import { showError } from './toasts.js';

export class ChatPane {
  #session;
  #id;
  #page;
  #newAfter;
  #isNoted = false;
  #keepsUnread = false;
  #draftShown;
  #head = el('header', { class: 'chat-head' });
  #headSeen = [];
  #typing = el('p', { class: 'typing', 'aria-live': 'polite' });
  #log;
  #composer;

  nodes;

  /** @param page `{actions, openDetails, close, titleOf}` */
  constructor(session, id, page) {
    this.#session = session;
    this.#id = id;
    this.#page = page;
    this.#log = this.#newLog();
    this.#composer = this.#newComposer();
    this.nodes = [this.#head, this.#log.root, this.#typing, this.#composer.root];
    session.parley.openConversation(id);
    session.store.loadOlder(id).catch(() => {});
    session.store.loadReceipts(id).catch(() => {});
    // A direct conversation begins with its first message; until then there is none to be loaded.
    session.store.loadConversation(id).catch((error) => this.#mayBegin(error) || showError(error));
  }

  #mayBegin(error) {
    return error.code === 'conversation-not-found' && this.#partner !== undefined;
  }

  /** The other user of a direct conversation, also of one that has not begun. */
  get #partner() {
    const { me } = this.#session;
    const [kind, ...users] = this.#id.split(':');
    return kind === 'd' && users.length === 2 && users.includes(me) ? users.find((user) => user !== me) : undefined;
  }

  get id() {
    return this.#id;
  }

  close() {
    this.#session.parley.closeConversation(this.#id);
  }

  focus() {
    this.#composer.focus();
  }

  edit(message) {
    this.#composer.edit(message);
  }

  /** The connection is back: what could not be loaded is loaded. */
  retry() {
    const { store } = this.#session;
    if (store.messages(this.#id).error) store.loadOlder(this.#id).catch(() => {});
  }

  update() {
    const conversation = this.#session.store.conversation(this.#id);
    this.#noteUnread(conversation);
    this.#updateHead(conversation);
    this.#log.update();
    setText(this.#typing, this.#typingText());
    this.#updateComposer(conversation);
    this.markRead();
  }

  /** What is looked at is read: the page has the focus, and the newest message is in sight. */
  markRead() {
    const conversation = this.#session.store.conversation(this.#id);
    if (!conversation || this.#keepsUnread || !isLookedAt() || !this.#log.isAtEnd) return;
    if (conversation.unread > 0 || conversation.markedUnread) this.#session.store.markRead(this.#id).catch(showError);
  }

  /** Where the new ones begin: those that were unread at the opening, later those that came while nobody looked. */
  #noteUnread(conversation) {
    if (!conversation || (this.#isNoted && (isLookedAt() || this.#newAfter !== undefined))) return;
    this.#isNoted = true;
    this.#newAfter = conversation.unread ? conversation.readUpTo : undefined;
  }

  #newLog() {
    const { store } = this.#session;
    return new MessageLog(this.#session, {
      label: 'Messages',
      list: () => store.messages(this.#id),
      loadMore: () => store.loadOlder(this.#id).catch(() => {}),
      begin: () => 'This is where it begins.',
      newAfter: () => this.#newAfter,
      actions: this.#page.actions,
      progressOf: (message) => this.#progressOf(message),
      onAtEnd: () => this.markRead(),
    });
  }

  #newComposer() {
    const { parley, store, members } = this.#session;
    return new Composer({
      id: 'composer',
      label: 'Write a message',
      members: () => members.of(this.#id),
      send: (content) => this.#send(content),
      edit: (message, change) => parley.edit(message, change).catch(showError),
      // Before its begin there is nobody to be told, and nothing to keep a draft with.
      onTyping: (isTyping) => store.conversation(this.#id) && parley.typing(this.#id, isTyping),
      onDraft: (text) => {
        if (!store.conversation(this.#id)) return;
        this.#draftShown = text;
        store.setDraft(this.#id, text);
      },
      lastOwn: () => store.messages(this.#id).items.findLast((message) => this.#isEditable(message)),
    });
  }

  #send(content) {
    this.#newAfter = undefined;
    this.#keepsUnread = false;
    // A refusal is shown at the message itself.
    this.#session.parley.send({ conversation: this.#id, ...content }).catch(() => {});
    this.#log.toEnd();
  }

  #isEditable(message) {
    return message.sender === this.#session.me && message.state === 'sent' && !message.deleted && message.text !== undefined;
  }

  #progressOf(message) {
    const { store, members, names } = this.#session;
    const conversation = store.conversation(this.#id);
    const count = conversation?.kind === 'direct' ? 2 : conversation?.group?.memberCount ?? members.of(this.#id).length;
    return progressOf(message, store.receipts(this.#id), count, names);
  }

  #updateHead(conversation) {
    const { store, members } = this.#session;
    const partner = conversation ? conversation.user : this.#partner;
    const presence = partner ? store.presence(partner) : undefined;
    const count = conversation?.kind === 'group' ? conversation.group?.memberCount ?? members.of(this.#id).length : 0;
    const title = this.#page.titleOf(conversation ?? { conversation: this.#id });
    const seen = [conversation?.pinned, conversation && isMuted(conversation), conversation?.kind, presence, count, title, conversation?.former];
    if (seen.every((value, index) => value === this.#headSeen[index]) && this.#headSeen.length) return;
    this.#headSeen = seen;
    const below = presence ? describePresence(presence) : count ? `${count} ${count === 1 ? 'member' : 'members'}` : '';
    place(this.#head, [
      iconButton('back', 'Back to the conversations', () => this.#page.close(), { class: 'icon-button back' }),
      partner ? el('span', { class: 'avatar-box' }, avatar(partner, title), presenceDot(presence)) : undefined,
      el('div', { class: 'chat-title' }, el('h1', { dir: 'auto' }, title), below && el('p', {}, below)),
      ...(conversation && !conversation.former ? this.#buttons(conversation) : []),
    ].filter(Boolean));
  }

  #buttons(conversation) {
    const { store } = this.#session;
    const muted = isMuted(conversation);
    const toggle = (shape, label, isOn, task) => iconButton(shape, label, () => task().catch(showError), { 'aria-pressed': String(isOn) });
    return [
      toggle('pin', conversation.pinned ? 'Unpin conversation' : 'Pin conversation', conversation.pinned, () => store.setPinned(this.#id, !conversation.pinned)),
      toggle(muted ? 'bellOff' : 'bell', muted ? 'Unmute conversation' : 'Mute conversation', muted, () => store.setMuted(this.#id, !muted)),
      iconButton('unread', 'Mark as unread', () => this.#markUnread()),
      iconButton('info', 'Details', () => this.#page.openDetails(), { id: 'details-button' }),
    ];
  }

  #markUnread() {
    const last = this.#session.store.messages(this.#id).items.findLast((message) => message.seq && message.sender !== this.#session.me);
    if (!last) return;
    this.#keepsUnread = true;
    this.#newAfter = last.seq - 1;
    this.#session.store.markUnread(this.#id, last.seq - 1).catch(showError);
    this.#log.update();
  }

  #updateComposer(conversation) {
    if (!conversation) return;
    this.#composer.setEnabled(!conversation.former, conversation.former ? 'You are no member any more' : 'Write a message');
    const draft = conversation.draft ?? '';
    if (draft === this.#draftShown) return;
    // The conversation has begun while its first message of this side was written.
    if (this.#draftShown === undefined && draft === '' && this.#composer.text !== '') {
      this.#draftShown = draft;
      return;
    }
    // Written on another device, or what was left here last time; never into what is being written.
    if (this.#draftShown === undefined || (!this.#composer.isFocused && this.#composer.text === this.#draftShown)) {
      this.#composer.setText(draft);
      this.#draftShown = draft;
    }
  }

  #typingText() {
    const { store, names } = this.#session;
    const { users, count } = store.typing(this.#id);
    if (!count) return '';
    if (count > 2) return 'Several people are typing …';
    return `${names.list(users)} ${count === 1 ? 'is' : 'are'} typing …`;
  }
}

function isLookedAt() {
  return document.hasFocus() && !document.hidden;
}
