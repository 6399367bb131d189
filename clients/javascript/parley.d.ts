/**
 * Parley's JavaScript client. `connect` gives the connection: it sends, retries, resumes, and tells events in order. `createStore`
 * puts on top of it what a user interface shows. Times are RFC 3339 in UTC; a seq counts the events of one conversation.
 */

import type { ChatStore, StoreOptions } from './store.js';

export type * from './store.js';

/** Opens a connection, and keeps it until `stop()`. Returns at once; what is sent before the first welcome waits. */
export function connect(options: ConnectOptions): Parley;

/** Keeps conversations, messages, typing and presence for a user interface. Call it right after `connect`. */
export function createStore(parley: Parley, options?: StoreOptions): ChatStore;

/** Why something failed: a refusal of the platform (`code` as in its contract), or one of the client's own codes. */
export class ParleyError extends Error {
  constructor(code: string, detail?: string, more?: { field?: string; retryAfterMs?: number; status?: number });
  /**
   * Stable, kebab-case. The client's own: `queue-full`, `stopped`, `cancelled`, `offline` (the server could not be reached),
   * `time-out`, `invalid-answer`, `token-unavailable` (the option `token` failed), `storage-failed`; `http-502` and the like where
   * an answer has no code.
   */
  readonly code: string;
  /** For people; says what to do. */
  readonly detail: string;
  /** The field at fault. */
  readonly field?: string;
  /** When to ask again, in milliseconds, where that is known. */
  readonly retryAfterMs?: number;
  /** The HTTP status, of REST calls. */
  readonly status?: number;
}

export interface ConnectOptions {
  /** Address of the platform, for example `https://chat.example.com` or `location.origin`. */
  url: string;
  /**
   * Gives a token of the user. Asked at the start, before the last one expires, and after it was refused (`why`). The answer to
   * `POST /v1/users/{user}/tokens` may be given as it is.
   */
  token: (why: 'start' | 'expiring' | 'refused') => Promise<GivenToken> | GivenToken;
  /**
   * Names where the client runs; another connection of the same device ends this one. Default: made once and kept in `storage`;
   * without storage a new one each time. Two tabs need two names.
   */
  device?: string;
  /** The user of the token. With `storage`: give it, so that what is sent before the first welcome survives a reload too. */
  user?: string;
  /** For example `localStorage`: keeps positions and what was not answered yet, by user, over reloads. Default: nothing is kept. */
  storage?: KeyValueStorage;
  /** Prefix of the keys in `storage`. Default `parley`. One storage and prefix serve one client at a time. */
  storagePrefix?: string;
  /** The last seq that the app has of each conversation, to resume after it. Default: those in `storage`, else live only. */
  positions?: Record<string, number>;
  /** Most actions that wait for their outcome. Default 1,000. */
  queueLimit?: number;
  /** Address of the sockets. Default: `/v1/socket` at `url`. */
  socketUrl?: string;
  /**
   * Where a socket's ticket goes. Default `subprotocol`, since addresses end in the logs of proxies; `url` where something on the way
   * does not let a second subprotocol through.
   */
  ticketIn?: 'subprotocol' | 'url';
  /** For Node 20: the class of the package `ws`. Default `globalThis.WebSocket`. */
  WebSocket?: WebSocketClass;
  /** Default `globalThis.fetch`. */
  fetch?: typeof globalThis.fetch;
  /** For tests. Default: the platform's timers. */
  clock?: Clock;
  /** For tests: numbers from 0 to 1 (exclusive), for jitter. Default `Math.random`. */
  random?: () => number;
}

/** Without `expiresAt` the client looks into the token. */
export type GivenToken = string | { token: string; expiresAt?: string };

/** As `localStorage`. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(task: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type WebSocketClass = new (url: string, protocols?: string[]) => any;

/**
 * - `connecting`: a connection is being made
 * - `online`: welcome was received
 * - `waiting`: the connection is lost; the next attempt is at `retryAt`
 * - `replaced`: another connection of the same device took over; the client does not come back by itself, see `reconnect()`
 * - `refused`: no token is accepted; `error` says why; the client does not come back by itself
 * - `stopped`: by `stop()`
 */
export type ConnectionState = 'connecting' | 'online' | 'waiting' | 'replaced' | 'refused' | 'stopped';

export interface Status {
  state: ConnectionState;
  /** Milliseconds since 1970; with `waiting`. */
  retryAt?: number;
  /** Why the last connection ended. */
  error?: ParleyError;
}

export interface Attachment {
  url: string;
  name: string;
  contentType: string;
  /** In bytes. */
  size: number;
  width?: number;
  height?: number;
  durationMs?: number;
  thumbnailUrl?: string;
}

/** The parts of a message that its sender chooses. */
export interface MessageContent {
  /** Default `text`. */
  kind?: 'text' | 'image' | 'file' | 'audio' | 'video' | 'custom';
  text?: string;
  data?: Record<string, unknown>;
  attachments?: Attachment[];
  /** User ids; `@all` names every member. */
  mentions?: string[];
  tags?: string[];
  metadata?: Record<string, unknown>;
  /** The message that this one answers; it stays in the conversation's list. */
  replyToId?: string;
  /** Send it then; the outcome is `scheduled`. */
  sendAt?: string;
  /** Delete it for everybody so many seconds after it was sent. */
  expiresInSeconds?: number;
}

/** One of `conversation` and `receiver`. The first message to a user makes the conversation. */
export interface NewMessage extends MessageContent {
  conversation?: string;
  receiver?: { user: string } | { group: string };
  /** The message whose thread it belongs to. */
  parentId?: string;
  /** Default: made by the client. The same id is the same message, however often it is sent. */
  clientMsgId?: string;
}

export interface MessageChange {
  text?: string | null;
  data?: Record<string, unknown> | null;
  attachments?: Attachment[];
  mentions?: string[];
  tags?: string[];
  metadata?: Record<string, unknown> | null;
  /** The version that the user saw; another one is refused with `version-conflict`. */
  version?: number;
}

/** Names a message; a `Message` is one. */
export interface MessageRef {
  id: string;
  conversation: string;
}

/** Durable and final. A refusal rejects the promise with a `ParleyError`. */
export type Outcome =
  | { status: 'accepted'; clientMsgId: string; conversation: string; seq: number; messageId?: string }
  | { status: 'held'; clientMsgId: string; conversation: string }
  | { status: 'scheduled'; clientMsgId: string; conversation: string; id: string; sendAt: string };

/** The outcome to come, and the id that names the action until then. Who does not wait for it is told by `action`. */
export interface Action extends Promise<Outcome> {
  readonly clientMsgId: string;
}

/** An action without an outcome yet. */
export interface PendingAction {
  clientMsgId: string;
  /** `message.send`, `message.edit`, `message.delete`, `reaction.add`, `reaction.remove`, `message.pin`, `message.unpin`. */
  type: string;
  /** Where it goes; of a first message to a user the conversation that it makes. */
  conversation: string;
  /** The frame's other fields. */
  fields: Record<string, unknown>;
  /** When the app asked for it, in milliseconds since 1970. */
  createdAt: number;
  /** Whether it may have reached the server. */
  sent: boolean;
}

export type PresenceState = 'online' | 'away' | 'busy' | 'offline' | 'invisible' | 'unknown';

export interface Presence {
  user: string;
  /** `unknown`: show no state. It is that while the connection is lost, too. */
  state: PresenceState;
  text?: string;
  until?: string;
  lastActiveAt?: string;
}

export interface ApiOptions {
  /** Names the write; the same key again is the same write. Default: made for each call, and kept over its retries. */
  idempotencyKey?: string;
  /** How often a 429, a 503 or a lost connection is tried again. Default 5. */
  retries?: number;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** What happened in a conversation. Of one conversation events come by seq, without a hole and without a duplicate. */
export interface ParleyEvent {
  conversation: string;
  seq: number;
  /** Messages of the conversation up to here. */
  messageNo: number;
  eventId: string;
  /** For example `message.created`; kinds that the app does not know are to be passed over. */
  event: string;
  actor?: string;
  at: string;
  /** Of the action behind it. */
  clientMsgId?: string;
  data: Record<string, any>;
}

/** What `on` can listen to. */
export interface ParleyEvents {
  status: Status;
  welcome: { session: string; user: string; node: string; conversations: Record<string, number> };
  event: ParleyEvent;
  /** All events up to `seq` were told; what follows is new. */
  'caught-up': { conversation: string; seq: number };
  /** Events of a conversation are missing and cannot be had: read it again by REST. `seq`: what comes next is behind it. */
  resync: { conversation: string; reason: string; seq?: number };
  receipt: ReceiptFrame;
  'conversation.updated': ConversationSettings;
  typing: {
    conversation: string;
    users: string[];
    count?: number;
    on: boolean;
    expiresInMs?: number;
    coalescedMs?: number;
  };
  transient: { conversation: string; user: string; data: Record<string, unknown>; at: string };
  /** Those that changed, or all that were asked for. All `unknown` when the connection is lost. */
  presence: { items: Presence[]; coalescedMs?: number };
  /** A frame without an answer was not taken. */
  throttled: { feature: string; retryAfterMs: number };
  /** An action was queued, sent, or has its outcome (then `outcome` or `error`). */
  action: { action: PendingAction; outcome?: Outcome; error?: ParleyError };
  /** After `hideMessage`. */
  'message.hidden': MessageRef;
  /** A failure that belongs to no promise. */
  problem: ParleyError;
}

export interface ReceiptFrame {
  conversation: string;
  receipts: { user: string; readUpTo: number; deliveredUpTo: number; at?: string }[];
  coalescedMs?: number;
  /** The user's own devices only: counts as of `seq`. */
  unread?: number;
  mentions?: number;
  markedUnread?: boolean;
  seq?: number;
}

/** What the user set on a conversation. */
export interface ConversationSettings {
  conversation: string;
  pinned: boolean;
  /** Absent: not muted. May have passed. The end of the year 9999 stands for no end. */
  mutedUntil?: string;
  archived: boolean;
  hiddenUpTo: number;
  draft?: string;
  version: number;
}

export interface Parley {
  readonly status: Status;
  /** Known after the first welcome, or from the options. */
  readonly user: string | undefined;
  readonly device: string;
  /** Resolves at the first welcome; rejects with `refused` and with `stopped`. */
  readonly ready: Promise<void>;

  /** Calls back until the returned function is called. An exception of a listener does not reach other listeners. */
  on<K extends keyof ParleyEvents>(type: K, listener: (detail: ParleyEvents[K]) => void): () => void;

  /** Sends a message. Survives lost connections, and reloads with `storage`; those of one conversation stay in order. */
  send(message: NewMessage): Action;
  /** A reply in the thread of `parent`. */
  reply(parent: MessageRef, message: MessageContent & { clientMsgId?: string }): Action;
  edit(message: MessageRef, change: MessageChange): Action;
  /** For everybody. For the user alone: `hideMessage`. */
  delete(message: MessageRef): Action;
  /** For the user alone, by REST. */
  hideMessage(message: MessageRef): Promise<void>;
  react(message: MessageRef, emoji: string): Action;
  unreact(message: MessageRef, emoji: string): Action;
  pin(message: MessageRef): Action;
  unpin(message: MessageRef): Action;
  /** Actions without an outcome yet, in their order; with `conversation` only its own. */
  pending(conversation?: string): PendingAction[];
  /** Takes back an action that was never sent; its promise is rejected with `cancelled`. False: too late. */
  cancel(clientMsgId: string): boolean;

  /** Everything up to a seq was read. Resolves when the platform has it; sent again until then. */
  read(conversation: string, upToSeq: number): Promise<void>;
  /** Everything up to a seq has reached this device. */
  delivered(conversation: string, upToSeq: number): Promise<void>;
  /** Marks what comes after a seq as unread. */
  unread(conversation: string, afterSeq: number): Promise<void>;

  /**
   * Call it with each keystroke: others see it until `typing(c, false)`, a message sent there, or 5 s without a call. Lost while
   * offline.
   */
  typing(conversation: string, on?: boolean): void;
  /** Sends data to the members that are connected now, at most 4,096 bytes of JSON. False: not connected, nothing was sent. */
  transient(conversation: string, data: Record<string, unknown>): boolean;
  /** Waits for a connection where there is none. `online` without a text is automatic again. */
  setPresence(state: 'online' | 'away' | 'busy' | 'invisible', more?: { text?: string; until?: string }): Promise<void>;
  /** Whom to tell of: at most 500 users, replaces the last list; asked again after each reconnect. Resolves with their states. */
  watchPresence(users: string[]): Promise<Presence[]>;
  /** The app shows a conversation. Said again after each reconnect, until `closeConversation`. */
  openConversation(conversation: string): void;
  closeConversation(conversation: string): void;
  /** Whether the user has left the device alone. Without it a hidden page counts as idle. */
  setIdle(idle: boolean): void;

  /**
   * A REST call with the user's token, for example `api('GET', '/v1/groups/team')`. Writes get an `Idempotency-Key`; 401 renews the
   * token once; 429, 503 and lost connections are tried again. Rejects with `ParleyError`. 204 gives undefined.
   */
  api<T = any>(method: string, path: string, body?: unknown, options?: ApiOptions): Promise<T>;

  /** The last seq told of each conversation. */
  readonly positions: Record<string, number>;
  positionOf(conversation: string): number | undefined;
  readonly clock: Clock;
  /** Connects now: after `replaced` or `refused`, or instead of waiting. */
  reconnect(): void;
  /** Ends the connection for good. What has no outcome is rejected with `stopped`; with `storage` the next run sends it. */
  stop(): void;
}
