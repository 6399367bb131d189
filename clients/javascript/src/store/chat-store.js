import { Timer } from '../clock.js';
import { Emitter } from '../emitter.js';
import { messagePath } from '../paths.js';
import { Conversations } from './conversations.js';
import { DeliveredReports } from './delivered-reports.js';
import { Drafts } from './drafts.js';
import { History } from './history.js';
import { MemberReceipts } from './member-receipts.js';
import { withReactions } from './message-events.js';
import { PendingMessages } from './pending-messages.js';
import { Presences } from './presences.js';
import { Settings } from './settings.js';
import { TypingUsers } from './typing-users.js';

/** Where the platform was too busy to say what there is. */
const RELOAD_MS = 5_000;

/** What a user interface shows, part by part. The public methods are described in ../../parley.d.ts. */
export class ChatStore {
  #options;
  #emitter = new Emitter();
  #histories = new Map();
  #conversations;
  #pending;
  #typing;
  #presences;
  #receipts;
  #drafts;
  #delivered;
  #settings;
  #ends;
  #reload;
  #isLoaded = false;
  #settleReady;
  parley;
  ready;

  constructor(parley, options) {
    const { clock } = parley;
    const tell = (type) => (conversation) => this.#tell({ type, conversation });
    this.parley = parley;
    this.#options = options;
    this.#conversations = new Conversations(parley, (conversation) =>
      this.#tell({ type: conversation === undefined ? 'conversations' : 'conversation', conversation }),
    );
    this.#pending = new PendingMessages(parley, ({ conversation, parentId }) =>
      this.#tell({ type: parentId === undefined ? 'messages' : 'thread', conversation, parentId }),
    );
    this.#reload = new Timer(clock);
    this.#typing = new TypingUsers(clock, tell('typing'));
    this.#presences = new Presences(tell('presence'));
    this.#receipts = new MemberReceipts(parley, tell('receipts'));
    this.#settings = new Settings(parley, (conversation) => this.#conversations.answered(conversation));
    this.#delivered = new DeliveredReports(parley, clock);
    this.#drafts = new Drafts(parley, {
      clock,
      delayMs: options.draftDelayMs,
      ports: {
        show: (conversation, text) => this.#conversations.localDraft(conversation, text),
        saved: (conversation) => this.#conversations.answered(conversation),
      },
    });
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
    this.#ends = this.#follow(parley);
    if (parley.status.state === 'online') {
      this.#load();
    }
  }

  subscribe(listener) {
    return this.#emitter.on('change', listener);
  }

  conversations() {
    return this.#conversations.list();
  }

  conversation(id) {
    return this.#conversations.get(id);
  }

  loadMoreConversations() {
    return this.#conversations.loadMore();
  }

  loadConversation(id) {
    return this.#conversations.read(id);
  }

  totalUnread() {
    return this.#conversations.totalUnread(this.parley.clock.now());
  }

  messages(conversation) {
    return this.#history(conversation).list();
  }

  loadOlder(conversation) {
    return this.#history(conversation).loadOlder();
  }

  message(conversation, id) {
    return this.#history(conversation).message(id);
  }

  discard(message) {
    this.#pending.remove(message.clientMsgId);
  }

  resend(message) {
    const { conversation, kind, text, data, attachments, mentions, tags, metadata, parentId, replyToId } = message;
    this.discard(message);
    return this.parley.send({
      conversation,
      kind,
      text,
      data,
      attachments,
      mentions,
      tags,
      metadata,
      parentId,
      replyToId,
    });
  }

  thread({ id, conversation }) {
    return this.#history(conversation).thread(id);
  }

  loadThread({ id, conversation }) {
    return this.#history(conversation).loadThread(id);
  }

  async readThread({ id, conversation }, upToSeq) {
    await this.parley.api('POST', messagePath(id, '/thread/read', { conversation }), { upToSeq });
  }

  pins(conversation) {
    return this.#history(conversation).pins();
  }

  loadPins(conversation) {
    return this.#history(conversation).loadPins();
  }

  async loadReactions({ id, conversation }) {
    const { items } = await this.parley.api('GET', messagePath(id, '/reactions', { conversation, limit: 200 }));
    const mine = new Set(items.filter(({ user }) => user === this.parley.user).map(({ emoji }) => emoji));
    this.#history(conversation).update(id, (message) =>
      withReactions(
        message,
        (message.reactions ?? []).map((reaction) => ({ ...reaction, mine: mine.has(reaction.emoji) })),
      ),
    );
    return items;
  }

  typing(conversation) {
    return this.#typing.of(conversation);
  }

  presence(user) {
    return this.#presences.of(user);
  }

  receipts(conversation) {
    return this.#receipts.of(conversation);
  }

  loadReceipts(conversation) {
    return this.#receipts.load(conversation);
  }

  async markRead(id) {
    const conversation = this.conversation(id);
    if (conversation && (conversation.unread > 0 || conversation.markedUnread)) {
      const { seq } = conversation;
      this.#conversations.localRead(id, seq);
      await this.parley.read(id, seq);
    }
  }

  markUnread(conversation, afterSeq) {
    return this.parley.unread(conversation, afterSeq);
  }

  async readAll() {
    await this.parley.api('POST', '/v1/conversations:read-all', {});
  }

  setDraft(conversation, text) {
    this.#drafts.set(conversation, text);
  }

  setPinned(conversation, pinned) {
    return this.#settings.pinned(conversation, pinned);
  }

  setMuted(conversation, until) {
    return this.#settings.muted(conversation, until);
  }

  setArchived(conversation, archived) {
    return this.#settings.archived(conversation, archived);
  }

  hide(conversation) {
    return this.#settings.hide(conversation);
  }

  close() {
    this.#drafts.flush();
    this.#delivered.stop();
    this.#typing.clear();
    this.#reload.clear();
    this.#ends.forEach((end) => end());
  }

  #follow(parley) {
    return [
      parley.on('status', (status) => this.#statusChanged(status)),
      parley.on('welcome', () => this.#load()),
      parley.on('event', (event) => this.#event(event)),
      parley.on('resync', ({ conversation }) => {
        this.#histories.get(conversation)?.reset();
        this.#conversations.resync(conversation);
      }),
      parley.on('receipt', (frame) => {
        this.#conversations.receipt(frame);
        this.#receipts.frame(frame);
      }),
      parley.on('conversation.updated', (frame) => this.#conversations.settings(frame)),
      parley.on('typing', (frame) => this.#typing.frame(frame)),
      parley.on('presence', (told) => this.#presences.told(told)),
      parley.on('action', (change) => this.#pending.action(change)),
      parley.on('message.hidden', ({ id, conversation }) => {
        this.#history(conversation).remove(id);
        this.#conversations.invalidate(conversation);
      }),
    ];
  }

  #event(event) {
    this.#conversations.event(event);
    this.#pending.event(event);
    this.#history(event.conversation).event(event);
    this.#typing.event(event);
    this.#receipts.event(event);
    if (this.#options.reportDelivered) {
      this.#delivered.event(event);
    }
  }

  #statusChanged({ state }) {
    if (state !== 'online') {
      this.#typing.clear();
    }
    this.#tell({ type: 'status' });
  }

  async #load() {
    const { conversations } = this.#options;
    try {
      await (this.#isLoaded ? this.#conversations.reload(conversations) : this.#conversations.loadFirst(conversations));
      if (this.#isLoaded) {
        this.#receipts.reload();
      }
      this.#isLoaded = true;
      this.#settleReady();
    } catch {
      // Without a connection the next welcome loads.
      this.#reload.set(() => this.parley.status.state === 'online' && this.#load(), RELOAD_MS);
    }
  }

  #history(conversation) {
    let history = this.#histories.get(conversation);
    if (history === undefined) {
      history = new History(this.parley, conversation, {
        pageSize: this.#options.pageSize,
        seq: () => Math.max(this.#conversations.seqOf(conversation), this.parley.positionOf(conversation) ?? 0),
        changed: (type, parentId) => this.#tell({ type, conversation, parentId }),
        pending: (parentId) => this.#pending.of(conversation, parentId),
      });
      this.#histories.set(conversation, history);
    }
    return history;
  }

  #tell(change) {
    this.#emitter.emit('change', change);
  }
}
