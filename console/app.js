/** The page of a signed-in user: the conversations, the open one, and a panel beside it. The address names the open one. */

import { announceMessages, showUnreadInTitle } from './announcer.js';
import { ChatPane } from './chat-pane.js';
import { ConversationList, hashOf } from './conversation-list.js';
import { DetailsPanel } from './details-panel.js';
import { el, iconButton, place } from './dom.js';
import { LineBar } from './line-bar.js';
import { MeBar } from './me-bar.js';
import { MessageActions } from './message-actions.js';
import { begin } from './new-conversations.js';
import { PresenceWatch } from './presence-watch.js';
import { openSession } from './session.js';
import { ThreadPanel } from './thread-panel.js';
import { show, showError } from './toasts.js';

const ONE_PANE = matchMedia('(max-width: 700px)');

export class App {
  #root = document.getElementById('app');
  #chat = document.getElementById('chat');
  #side = document.getElementById('side');
  #session;
  #actions;
  #list;
  #me;
  #watch;
  #pane;
  #panel;
  #opener;
  #isScheduled = false;

  constructor(me, users) {
    this.#session = openSession(me, users, () => this.#schedule());
    const { parley, store } = this.#session;
    this.#actions = new MessageActions(this.#session, {
      openThread: (message) => this.#openPanel(new ThreadPanel(this.#session, message, this.#page)),
      edit: (message) => (this.#panel?.has(message) ? this.#panel : this.#pane)?.edit(message),
    });
    this.#list = new ConversationList(this.#session, (conversation) => this.#titleOf(conversation), (id) => this.#goTo(id));
    this.#me = new MeBar(this.#session);
    this.#watch = new PresenceWatch(this.#session);
    new LineBar(this.#session);
    this.#addButtons();
    announceMessages(this.#session, (id) => this.#pane?.id === id, (id) => this.#titleOf(store.conversation(id) ?? { conversation: id }));
    store.subscribe(() => this.#schedule());
    store.ready.catch(showError);
    // An older platform knows neither typing nor presence; nobody can do anything about it. Who is muted is told at the message.
    parley.on('problem', (error) => !['type-unknown', 'muted'].includes(error.code) && showError(error));
    parley.on('welcome', () => this.#pane?.retry());
    parley.on('throttled', ({ feature }) => show(`Too fast: ${feature} was not taken.`, 'throttled'));
    addEventListener('hashchange', () => this.#openFromAddress());
    addEventListener('focus', () => this.#schedule());
    document.addEventListener('visibilitychange', () => this.#schedule());
    document.addEventListener('keydown', (event) => this.#onKey(event));
    document.getElementById('skip').addEventListener('click', (event) => {
      event.preventDefault();
      (this.#pane ?? this.#chat).focus();
    });
    this.#root.hidden = false;
    this.#openFromAddress();
  }

  get #page() {
    return {
      actions: this.#actions,
      titleOf: (conversation) => this.#titleOf(conversation),
      openDetails: () => this.#openPanel(new DetailsPanel(this.#session, this.#pane.id, this.#page)),
      close: () => this.#goTo(undefined),
      closeSide: () => this.#closePanel(),
    };
  }

  #addButtons() {
    document.getElementById('sidebar-buttons').append(
      iconButton('checkAll', 'Mark everything as read', () => this.#session.store.readAll().catch(showError)),
      iconButton('add', 'New conversation', async () => {
        const conversation = await begin(this.#session);
        if (conversation) this.#goTo(conversation);
      }),
    );
  }

  #titleOf(conversation) {
    const { names, me } = this.#session;
    if (conversation.user) return names.of(conversation.user);
    const [kind, ...ids] = conversation.conversation.split(':');
    if (kind === 'd') return names.of(ids.find((id) => id !== me) ?? me);
    return conversation.group?.name ?? ids.join(':');
  }

  #goTo(conversation) {
    const hash = conversation ? hashOf(conversation) : '#';
    if (location.hash === hash) this.#openFromAddress();
    else location.hash = hash;
  }

  #openFromAddress() {
    const id = addressedConversation();
    if (id !== this.#pane?.id || !this.#chat.hasChildNodes()) {
      this.#closePanel();
      this.#pane?.close();
      this.#pane = id ? new ChatPane(this.#session, id, this.#page) : undefined;
      place(this.#chat, this.#pane?.nodes ?? [el('p', { class: 'hint nothing' }, 'Choose a conversation.')]);
      this.#chat.setAttribute('aria-label', id ? `Conversation ${this.#titleOf(this.#session.store.conversation(id) ?? { conversation: id })}` : 'No conversation');
    }
    this.#showPane();
    this.#draw();
    if (this.#pane) this.#pane.focus();
    else document.querySelector('.conversation[aria-current], .conversation')?.focus();
  }

  #openPanel(panel) {
    this.#panel?.close();
    this.#opener = document.activeElement;
    this.#panel = panel;
    this.#side.setAttribute('aria-label', panel.label);
    this.#side.hidden = false;
    place(this.#side, panel.nodes);
    this.#showPane();
    this.#draw();
    panel.focus();
  }

  #closePanel() {
    if (!this.#panel) return;
    // A message that changed meanwhile has other buttons.
    const { parent } = this.#panel;
    const message = parent && this.#chat.querySelector(`[data-message="${CSS.escape(parent.id)}"]`);
    this.#panel.close();
    this.#panel = undefined;
    this.#side.hidden = true;
    this.#side.replaceChildren();
    this.#showPane();
    (this.#opener?.isConnected ? this.#opener : message ?? this.#pane)?.focus();
  }

  /** Which of the three is shown where there is room for one. */
  #showPane() {
    this.#root.dataset.pane = this.#panel ? 'side' : this.#pane ? 'chat' : 'list';
  }

  #onKey(event) {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open], [popover]:popover-open')) return;
    if (this.#panel) this.#closePanel();
    else if (this.#pane && ONE_PANE.matches) this.#goTo(undefined);
    else if (this.#pane && !event.target.closest('.sidebar')) document.querySelector('.conversation[aria-current]')?.focus();
  }

  /** Several changes of one frame are drawn once; a hidden page draws, too, a moment later. */
  #schedule() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const draw = () => {
      this.#isScheduled = false;
      this.#draw();
    };
    if (document.hidden) setTimeout(draw, 100);
    else requestAnimationFrame(draw);
  }

  #draw() {
    this.#list.update(this.#pane?.id);
    this.#pane?.update();
    this.#panel?.update();
    this.#me.update();
    this.#watch.update(this.#pane?.id);
    showUnreadInTitle(this.#session.store.totalUnread());
  }
}

function addressedConversation() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || undefined;
  } catch {
    return undefined;
  }
}
