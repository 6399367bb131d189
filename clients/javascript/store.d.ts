/** What `createStore` keeps for a user interface. Part of parley.d.ts. */
import type { Action, Attachment, MessageRef, Parley, ParleyError, Presence } from './parley.js';

export interface StoreOptions {
  /** Conversations to load at the start, the latest first. Default 200; more by `loadMoreConversations`. */
  conversations?: number;
  /** Messages of a page of history. Default 50, at most 200. */
  pageSize?: number;
  /** How long a draft waits before it is saved. Default 1,000 ms. */
  draftDelayMs?: number;
  /** Says by itself that messages have reached this device, for others' "delivered". Default true. */
  reportDelivered?: boolean;
}

export interface Reaction {
  emoji: string;
  /** Users who have it. */
  count: number;
  /** Whether the user has it; absent while that is not known (see `loadReactions`). */
  mine?: boolean;
}

export interface Message extends MessageRef {
  /** Absent while it is pending. */
  seq?: number;
  sender: string;
  at: string;
  kind: string;
  text?: string;
  data?: Record<string, unknown>;
  attachments?: Attachment[];
  mentions?: string[];
  tags?: string[];
  metadata?: Record<string, unknown>;
  /** There instead of the content where this is encrypted or erased. */
  content?: string;
  parentId?: string;
  replyToId?: string;
  clientMsgId?: string;
  edited: boolean;
  editedAt?: string;
  /** A tombstone: it has no content any more. */
  deleted: boolean;
  deletedAt?: string;
  version?: number;
  reactions?: Reaction[];
  thread?: { replies: number; lastReplyAt: string; lastReplySeq: number };
  pinned?: { by: string; at: string };
  /** `pending`: no outcome yet; its `id` is its `clientMsgId`. `failed`: refused, see `error`. `held`: a moderator decides. */
  state: 'pending' | 'sent' | 'failed' | 'held';
  error?: ParleyError;
}

export interface Conversation {
  conversation: string;
  kind: 'direct' | 'group';
  /** The other one of a direct conversation. */
  user?: string;
  group?: { id: string; name?: string; access?: string; memberCount?: number; role?: string; [field: string]: unknown };
  /** The user is no member any more; nothing new comes. */
  former: boolean;
  /** The last one outside threads. */
  lastMessage?: Message;
  seq: number;
  messageNo: number;
  readUpTo: number;
  deliveredUpTo: number;
  unread: number;
  mentions: number;
  markedUnread: boolean;
  pinned: boolean;
  mutedUntil?: string;
  archived: boolean;
  hidden: boolean;
  draft?: string;
  version: number;
  lastActivityAt: string;
}

export interface MessageList {
  /** Oldest first; pending and failed ones last. */
  items: readonly Message[];
  /** Whether older ones are to be had by `loadOlder`. True before the first page. */
  hasOlder: boolean;
  loading: boolean;
  /** Why the last page could not be loaded. */
  error?: ParleyError;
}

export interface ThreadList {
  parent?: Message;
  /** Oldest first; pending and failed ones last. */
  items: readonly Message[];
  /** Whether later ones are to be had by `loadThread`. */
  hasMore: boolean;
  loading: boolean;
  error?: ParleyError;
}

export interface Typing {
  /** Who types; some of them in a large group. */
  users: readonly string[];
  /** How many type. */
  count: number;
}

export interface MemberReceipt {
  user: string;
  readUpTo: number;
  deliveredUpTo: number;
}

/** What changed. `conversation` is absent where the change concerns more than one. */
export interface StoreChange {
  type:
    | 'status'
    | 'conversations'
    | 'conversation'
    | 'messages'
    | 'thread'
    | 'typing'
    | 'receipts'
    | 'pins'
    | 'presence';
  conversation?: string;
  /** With `thread`: its first message. */
  parentId?: string;
}

/**
 * Plain data; what is returned is not to be changed, and is another object after a change, so `===` tells. The store follows the
 * connection by itself; actions go through `Parley`, and show here at once as pending.
 */
export interface ChatStore {
  readonly parley: Parley;
  /** Resolves when the conversations are loaded. */
  readonly ready: Promise<void>;
  /** Called after each change, until the returned function is called. Several changes of one frame are told one by one. */
  subscribe(listener: (change: StoreChange) => void): () => void;

  /** Pinned ones first, then the latest activity first. Without hidden and former ones. */
  conversations(): readonly Conversation[];
  conversation(id: string): Conversation | undefined;
  /** False where there are no more. */
  loadMoreConversations(): Promise<boolean>;
  /** Reads a conversation that is not in the store, or reads it again. */
  loadConversation(id: string): Promise<Conversation>;
  /** Unread messages of all loaded conversations that are neither muted nor archived. */
  totalUnread(): number;

  /** Messages outside threads. Empty before `loadOlder`, except for live ones. */
  messages(conversation: string): MessageList;
  /** Loads the next page of history; at the first call the newest. False where there is no more. */
  loadOlder(conversation: string): Promise<boolean>;
  /** Any loaded message, replies included. */
  message(conversation: string, id: string): Message | undefined;
  /** Takes a failed message off the list; or sends it again under a new id. */
  discard(message: Message): void;
  resend(message: Message): Action;

  thread(parent: MessageRef): ThreadList;
  /** Loads the next page of a thread, the oldest first. False where there is no more. */
  loadThread(parent: MessageRef): Promise<boolean>;
  /** Everything in a thread was read. */
  readThread(parent: MessageRef, upToSeq?: number): Promise<void>;

  pins(conversation: string): readonly Message[];
  loadPins(conversation: string): Promise<readonly Message[]>;
  /** Who reacted; sets `mine` on the message. */
  loadReactions(message: MessageRef): Promise<{ emoji: string; user: string; at: string }[]>;

  typing(conversation: string): Typing;
  /** `unknown` where nobody watches. */
  presence(user: string): Presence;
  /** How far others have got; live, and from `loadReceipts`. */
  receipts(conversation: string): readonly MemberReceipt[];
  loadReceipts(conversation: string): Promise<readonly MemberReceipt[]>;

  /** Everything loaded was read; nothing is sent where nothing is unread. */
  markRead(conversation: string): Promise<void>;
  markUnread(conversation: string, afterSeq: number): Promise<void>;
  readAll(): Promise<void>;
  /** Shown at once, saved a moment later. */
  setDraft(conversation: string, text: string): void;
  setPinned(conversation: string, pinned: boolean): Promise<void>;
  /** `until`: RFC 3339; true: without end; false: not muted. */
  setMuted(conversation: string, until: string | boolean): Promise<void>;
  setArchived(conversation: string, archived: boolean): Promise<void>;
  /** Takes it off the list until its next message. */
  hide(conversation: string): Promise<void>;

  /** Stops following the connection; the connection stays. */
  close(): void;
}
