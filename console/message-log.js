/** A scrolling list of messages, the newest at the bottom: the conversation's, and that of a thread. */

import { el, moveFocus, place, setText } from './dom.js';
import { fillMessage } from './message-view.js';
import { dayOf, isSameDay } from './times.js';

const NEAR_PX = 48;
const LOAD_AHEAD_PX = 400;
const FOLLOWS_WITHIN_MS = 5 * 60 * 1000;

export class MessageLog {
  #session;
  #options;
  #top = el('p', { class: 'log-top' });
  #list = el('ol', { class: 'messages' });
  #newDivider = el('li', { class: 'divider new', role: 'separator' }, el('span', {}, 'New'));
  #jump = el('button', { type: 'button', class: 'jump', hidden: true, onclick: () => this.toEnd() }, 'New messages below');
  #scroller = el('div', { class: 'log' }, this.#top, this.#list);
  #shown = new Map();
  #pendingKeys = new Set();
  #wasAtEnd = true;
  #isFirst = true;
  #active;

  root = el('div', { class: 'log-box' }, this.#scroller, this.#jump);

  /**
   * @param options `{label, list, actions, progressOf, isInThread, newAfter, loadMore, onAtEnd}`: `list()` gives the messages and
   *     whether there are more, `newAfter()` the seq before the first new message
   */
  constructor(session, options) {
    this.#session = session;
    this.#options = options;
    this.#list.setAttribute('aria-label', options.label);
    this.#scroller.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    this.#list.addEventListener('keydown', (event) => {
      if (event.target.matches('.message')) moveFocus(event, this.#messageItems());
      else if (event.key === 'Escape') event.target.closest('.message')?.focus();
    });
    this.#list.addEventListener('focusin', (event) => this.#activate(event.target.closest('.message')));
    new ResizeObserver(() => this.#wasAtEnd && this.toEnd()).observe(this.#scroller);
  }

  get isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  update() {
    const list = this.#options.list();
    const [firstBefore, lastBefore] = [this.#messageItems()[0], this.#list.lastElementChild];
    const placeBefore = firstBefore?.getBoundingClientRect().bottom;
    const nodes = this.#nodesOf(list.items);
    place(this.#list, nodes);
    const isPrepended = firstBefore !== undefined && this.#messageItems()[0] !== firstBefore;
    this.#showTop(list);
    if (this.#isFirst && list.items.length) this.#settle();
    else if (this.#wasAtEnd) this.toEnd();
    else if (isPrepended) this.#scroller.scrollTop += firstBefore.getBoundingClientRect().bottom - placeBefore;
    if (!this.#wasAtEnd && lastBefore && lastBefore !== this.#list.lastElementChild && !isPrepended) this.#jump.hidden = false;
    this.#activate(this.#active?.isConnected ? this.#active : this.#messageItems().at(-1));
    this.#loadIfNear(list);
  }

  /** Focuses the last message. */
  focus() {
    this.#messageItems().at(-1)?.focus();
  }

  #nodesOf(items) {
    const nodes = [];
    const keys = new Set();
    const newAfter = this.#options.newAfter?.();
    let isNewShown = newAfter === undefined;
    let before;
    for (const message of items) {
      if (!before || !isSameDay(before.at, message.at)) {
        nodes.push(this.#divider(dayOf(message.at)));
        before = undefined;
      }
      if (!isNewShown && message.seq > newAfter && message.sender !== this.#session.me) {
        nodes.push(this.#newDivider);
        isNewShown = true;
        before = undefined;
      }
      const key = this.#keyOf(message);
      keys.add(key);
      nodes.push(this.#itemOf(key, message, before));
      before = message;
    }
    for (const key of this.#shown.keys()) if (!keys.has(key) && !key.startsWith('day ')) this.#shown.delete(key);
    return nodes;
  }

  #divider(day) {
    const key = `day ${day}`;
    if (!this.#shown.has(key)) {
      this.#shown.set(key, { item: el('li', { class: 'divider', role: 'separator' }, el('span', {}, day)) });
    }
    return this.#shown.get(key).item;
  }

  /** A message keeps its place on the page when its outcome gives it another id. */
  #keyOf(message) {
    if (message.state !== 'sent' && message.clientMsgId) this.#pendingKeys.add(message.clientMsgId);
    return this.#pendingKeys.has(message.clientMsgId) && message.sender === this.#session.me ? message.clientMsgId : message.id;
  }

  #itemOf(key, message, before) {
    const { progressOf, isInThread = false, actions } = this.#options;
    const isFollowing =
      before?.sender === message.sender && Date.parse(message.at) - Date.parse(before.at) < FOLLOWS_WITHIN_MS;
    const progress = message.sender === this.#session.me ? progressOf(message) : undefined;
    const name = this.#session.names.of(message.sender);
    const seen = [message, isFollowing, progress?.state, progress?.words, name];
    const known = this.#shown.get(key);
    if (known && known.seen.every((value, index) => value === seen[index])) return known.item;
    const item = known?.item ?? el('li', { tabindex: '-1' });
    const focused = item.contains(document.activeElement) ? document.activeElement.dataset.do : undefined;
    fillMessage(item, { message, name, isFollowing, progress, isInThread }, this.#session, actions);
    this.#setStops(item, item === this.#active);
    if (focused) (item.querySelector(`[data-do="${CSS.escape(focused)}"]`) ?? item).focus({ preventScroll: true });
    actions.onShown?.(message);
    this.#shown.set(key, { item, seen });
    return item;
  }

  #showTop(list) {
    const { error, loading } = list;
    const isBegin = !loading && !error && !(list.hasOlder ?? false);
    if (error) {
      this.#top.replaceChildren(
        `${error.detail || error.code} `,
        el('button', { type: 'button', class: 'link', onclick: () => this.#options.loadMore() }, 'Try again'),
      );
    } else {
      setText(this.#top, loading ? 'Loading …' : isBegin ? this.#options.begin?.() ?? '' : '');
    }
  }

  #settle() {
    this.#isFirst = false;
    if (this.#newDivider.isConnected) this.#newDivider.scrollIntoView({ block: 'center' });
    else this.toEnd();
    this.#onScroll();
  }

  #onScroll() {
    this.#wasAtEnd = this.isAtEnd;
    if (this.#wasAtEnd) {
      this.#jump.hidden = true;
      this.#options.onAtEnd?.();
    }
    this.#loadIfNear(this.#options.list());
  }

  #loadIfNear(list) {
    if (this.#scroller.scrollTop < LOAD_AHEAD_PX && list.hasOlder && !list.loading && !list.error) this.#options.loadMore();
  }

  #messageItems() {
    return [...this.#list.querySelectorAll('.message')];
  }

  /** One message at a time takes part in the order of the Tab key. */
  #activate(item) {
    if (!item || (item === this.#active && item.tabIndex === 0)) return;
    if (this.#active) this.#setStops(this.#active, false);
    this.#active = item;
    this.#setStops(item, true);
  }

  #setStops(item, isActive) {
    item.tabIndex = isActive ? 0 : -1;
    for (const button of item.querySelectorAll('button, a')) button.tabIndex = isActive ? 0 : -1;
  }
}
