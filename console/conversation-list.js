/** The conversations, the pinned ones and the latest activity first, with what is unread in each. */

import { el, fill, icon, moveFocus, place, setText } from './dom.js';
import { avatar, describePresence, presenceDot } from './people.js';
import { shortTime } from './times.js';

export class ConversationList {
  #session;
  #titleOf;
  #list = document.getElementById('conversations');
  #empty = document.getElementById('conversations-empty');
  #search = document.getElementById('search');
  #archive = document.getElementById('archive');
  #isArchiveShown = false;
  #items = new Map();
  #open;

  /** @param open called with the id of the conversation that was chosen */
  constructor(session, titleOf, open) {
    this.#session = session;
    this.#titleOf = titleOf;
    this.#list.addEventListener('keydown', (event) => moveFocus(event, [...this.#list.querySelectorAll('a')]));
    this.#archive.addEventListener('click', () => {
      this.#isArchiveShown = !this.#isArchiveShown;
      this.update(this.#open);
    });
    this.#search.addEventListener('input', () => this.update(this.#open));
    this.#search.addEventListener('keydown', (event) => {
      const first = this.#list.querySelector('a');
      if (event.key === 'ArrowDown') first?.focus();
      if (event.key === 'Enter' && first) open(first.dataset.conversation);
    });
  }

  update(openConversation) {
    this.#open = openConversation;
    const words = this.#search.value.trim().toLocaleLowerCase();
    const loaded = this.#session.store.conversations();
    const archived = loaded.filter((conversation) => conversation.archived);
    this.#isArchiveShown &&= archived.length > 0;
    const all = this.#isArchiveShown ? archived : loaded.filter((conversation) => !conversation.archived);
    this.#showArchive(archived);
    const shown = all.filter((conversation) => this.#titleOf(conversation).toLocaleLowerCase().includes(words));
    place(this.#list, shown.map((conversation) => this.#itemOf(conversation)));
    this.#empty.hidden = shown.length > 0;
    setText(this.#empty, all.length ? 'No conversation has such a name.' : loaded.length ? 'All conversations are archived.' : 'No conversations yet.');
    for (const id of this.#items.keys()) if (!shown.some((each) => each.conversation === id)) this.#items.delete(id);
  }

  /** The way to those that are archived, and back. */
  #showArchive(archived) {
    const unread = archived.filter((conversation) => conversation.unread > 0 || conversation.markedUnread).length;
    this.#archive.hidden = archived.length === 0;
    this.#archive.setAttribute('aria-pressed', String(this.#isArchiveShown));
    setText(this.#archive, this.#isArchiveShown ? 'Back to all conversations' : `Archived (${archived.length}${unread ? `, ${unread} unread` : ''})`);
  }

  #itemOf(conversation) {
    const { store } = this.#session;
    const presence = conversation.user ? store.presence(conversation.user) : undefined;
    const typing = store.typing(conversation.conversation);
    const title = this.#titleOf(conversation);
    const isOpen = conversation.conversation === this.#open;
    const preview = typing.count ? 'typing …' : previewOf(conversation, this.#session);
    const seen = [conversation, presence, typing, title, isOpen, preview, new Date().toDateString()];
    const known = this.#items.get(conversation.conversation);
    if (known && known.seen.every((value, index) => value === seen[index])) return known.item;
    const item = known?.item ?? el('li');
    const link = known?.link ?? el('a', { href: hashOf(conversation.conversation), 'data-conversation': conversation.conversation });
    fillLink(link, { conversation, title, presence, preview, isTyping: typing.count > 0 });
    if (isOpen) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
    if (!known) item.append(link);
    this.#items.set(conversation.conversation, { item, link, seen });
    return item;
  }
}

export function hashOf(conversation) {
  return `#${encodeURIComponent(conversation)}`;
}

export function isMuted(conversation) {
  return conversation.mutedUntil !== undefined && Date.parse(conversation.mutedUntil) > Date.now();
}

function fillLink(link, { conversation, title, presence, preview, isTyping }) {
  const { unread, mentions } = conversation;
  const isUnread = unread > 0 || conversation.markedUnread;
  link.className = `conversation${isUnread ? ' unread' : ''}${isMuted(conversation) ? ' muted' : ''}`;
  fill(
    link,
    el(
      'span',
      { class: 'avatar-box' },
      conversation.kind === 'direct'
        ? avatar(conversation.user, title)
        : el('span', { class: 'avatar group', 'aria-hidden': 'true' }, icon('group')),
      presence && presenceDot(presence),
    ),
    el(
      'span',
      { class: 'conversation-text' },
      el('span', { class: 'conversation-title', dir: 'auto' }, title),
      el('span', { class: `conversation-preview${isTyping ? ' is-typing' : ''}`, dir: 'auto' }, preview),
    ),
    el(
      'span',
      { class: 'conversation-state' },
      el('time', { class: 'conversation-time' }, shortTime(conversation.lastActivityAt)),
      el(
        'span',
        { class: 'badges' },
        conversation.pinned && mark('pin', 'pinned'),
        isMuted(conversation) && mark('bellOff', 'muted'),
        mentions > 0 && badge('mentions', `@${many(mentions)}`, `${mentions} ${mentions === 1 ? 'mention' : 'mentions'}`),
        isUnread && badge('count', unread > 0 ? many(unread) : '', unread > 0 ? `${unread} unread` : 'marked as unread'),
      ),
    ),
    presence && el('span', { class: 'unseen' }, describePresence(presence)),
  );
}

function mark(name, words) {
  return el('span', { class: 'mark', title: words }, icon(name), el('span', { class: 'unseen' }, words));
}

function badge(kind, text, words) {
  return el('span', { class: `badge ${kind}` }, el('span', { 'aria-hidden': 'true' }, text), el('span', { class: 'unseen' }, words));
}

function many(count) {
  return count > 99 ? '99+' : String(count);
}

function previewOf(conversation, { names, me }) {
  if (conversation.draft) return `Draft: ${conversation.draft}`;
  const last = conversation.lastMessage;
  if (!last) return conversation.kind === 'group' ? 'No messages yet' : '';
  const text = last.deleted ? 'Message deleted' : last.text || 'Attachment';
  if (last.sender === me) return `You: ${text}`;
  return conversation.kind === 'group' ? `${names.of(last.sender)}: ${text}` : text;
}
