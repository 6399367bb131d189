import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { FakeLog } from './log.js';
import { Mischief } from './mischief.js';
import { ROUTES, messageIn } from './rest.js';
import { FakeSocket } from './socket.js';
import { until } from './until.js';

/** A platform in this process: HTTP and sockets on a free port, one log, and what a test wants to go wrong. */
export class FakePlatform {
  #server = createServer((request, response) => this.#http(request, response));
  #sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'parley.v1+json' });
  #tokens = new Map();
  #minted = 0;
  #tickets = new Map();
  #settings = new Map();
  #readUpTo = new Map();
  log = new FakeLog();
  mischief = new Mischief();
  sockets = [];
  requests = [];
  handshakes = [];
  presence = new Map();
  heartbeatMs = 25_000;
  frameBytes = 131_072;

  static async start() {
    const platform = new FakePlatform();
    platform.#server.on('upgrade', (request, socket, head) => platform.#upgrade(request, socket, head));
    await new Promise((resolve) => platform.#server.listen(0, '127.0.0.1', resolve));
    return platform;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  async stop() {
    this.sockets.forEach((socket) => socket.cut());
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A token of a user; `expiresAt` in milliseconds since 1970. */
  token(user, expiresAt = Infinity) {
    const token = `token-${user}-${++this.#minted}`;
    this.#tokens.set(token, { user, expiresAt });
    return token;
  }

  revoke(token) {
    this.#tokens.delete(token);
  }

  userOf(token) {
    return this.#tokens.get(token)?.user;
  }

  expiryOf(token) {
    return this.#tokens.get(token)?.expiresAt;
  }

  ticket(token) {
    const ticket = `ticket-${++this.#minted}`;
    this.#tickets.set(ticket, this.userOf(token));
    return ticket;
  }

  /** The n-th socket of a user, once it is live. */
  socket(user, n = 1) {
    return until(`socket ${n} of ${user}`, () => {
      const socket = this.sockets.filter((each) => each.user === user)[n - 1];
      return socket?.isLive && socket;
    });
  }

  /** A frame of a type that a client sent on any socket: the n-th one. */
  frame(type, n = 1) {
    return until(`frame ${n} of type ${type}`, () => this.sockets.flatMap((socket) => socket.of(type))[n - 1]);
  }

  requestsTo(method, path) {
    return this.requests.filter((request) => request.method === method && request.path.split('?')[0] === path);
  }

  /** Something happens, and everybody connected is told. */
  happen(conversation, event, actor, data) {
    const stored = this.log.append(conversation, event, actor, data);
    this.broadcast(stored);
    return stored;
  }

  post(conversation, sender, content) {
    const stored = this.log.post(conversation, sender, content);
    this.broadcast(stored);
    return stored;
  }

  broadcast(event) {
    const { members } = this.log.conversation(event.conversation);
    this.sockets
      .filter((socket) => socket.isLive && socket.closed === undefined && members.has(socket.user))
      .forEach((socket) => this.mischief.deliver(socket, { type: 'event', ...event }));
  }

  /** The other actions: an edit, a deletion; anything else is accepted without an event. */
  changeMessage(socket, { type, ref, clientMsgId, conversation, messageId, text }) {
    const version = this.log.conversation(conversation).events.length + 1;
    const about = {
      messageSeq: this.log.conversation(conversation).messages.get(messageId)?.seq,
      sender: socket.user,
      version,
    };
    const [event, data] = {
      'message.edit': ['message.edited', { message: { id: messageId, text }, ...about }],
      'message.delete': ['message.deleted', { messageId, by: socket.user, ...about }],
    }[type] ?? ['unknown', {}];
    const stored = this.log.append(conversation, event, socket.user, data, clientMsgId);
    this.broadcast(stored);
    socket.send({ type: 'accepted', ref, clientMsgId, conversation, seq: stored.seq, messageId });
  }

  set(id, user, settings) {
    const known = this.#settings.get(`${id}/${user}`) ?? { version: 0 };
    this.#settings.set(`${id}/${user}`, { ...known, ...settings, version: known.version + 1 });
  }

  readUpTo(id, user, seq) {
    this.#readUpTo.set(`${id}/${user}`, seq);
  }

  receiptsOf(id) {
    return [...this.log.conversation(id).members].map((user) => {
      const readUpTo = this.#readUpTo.get(`${id}/${user}`) ?? 0;
      return { user, readUpTo, deliveredUpTo: readUpTo };
    });
  }

  /** A conversation as a user has it. */
  conversationOf(id, user) {
    const { events, messages, messageNo } = this.log.conversation(id);
    const shown = [...messages.keys()]
      .map((message) => messageIn(this, id, message))
      .filter(({ parentId }) => parentId === undefined);
    const own = shown.filter(({ sender }) => sender === user).map(({ seq }) => seq);
    const readUpTo = Math.max(this.#readUpTo.get(`${id}/${user}`) ?? 0, ...own);
    const unread = shown.filter(({ sender, seq, deleted }) => sender !== user && seq > readUpTo && !deleted);
    const mentions = unread.filter((message) => message.mentions?.includes(user)).length;
    const isDirect = id.startsWith('d:');
    return {
      conversation: id,
      kind: isDirect ? 'direct' : 'group',
      ...(isDirect
        ? {
            user: id
              .split(':')
              .slice(1)
              .find((other) => other !== user),
          }
        : { group: { id: id.slice(2) } }),
      former: false,
      ...(shown.length > 0 && { lastMessage: shown.at(-1) }),
      seq: events.length,
      messageNo,
      readUpTo,
      deliveredUpTo: readUpTo,
      unread: unread.length,
      mentions,
      markedUnread: false,
      pinned: false,
      archived: false,
      hidden: false,
      version: 0,
      lastActivityAt: events.at(-1).at,
      ...this.#settings.get(`${id}/${user}`),
    };
  }

  async #http(request, response) {
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const url = new URL(request.url, this.url);
    const token = request.headers.authorization?.replace('Bearer ', '');
    const known = {
      method: request.method,
      path: request.url,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    this.requests.push(known);
    const { status = 200, body, headers } = (await this.mischief.answer(known)) ?? this.#answer(known, url, token);
    response.writeHead(status, {
      'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
      ...headers,
    });
    response.end(body === undefined ? '' : JSON.stringify(body));
  }

  #answer({ method, body }, url, token) {
    const user = this.userOf(token);
    if (user === undefined) {
      return { status: 401, body: { code: 'token-invalid', detail: 'The token is not valid here.' } };
    }
    for (const [of, path, answer] of ROUTES) {
      const match = of === method && path.exec(url.pathname);
      if (match) {
        return answer({
          platform: this,
          user,
          token,
          body,
          query: url.searchParams,
          parts: match.slice(1).map(decodeURIComponent),
        });
      }
    }
    return { status: 404, body: { code: 'not-found', detail: 'There is nothing at this address.' } };
  }

  #upgrade(request, socket, head) {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const ticket =
      offered.find((name) => name.startsWith('parley.ticket.'))?.replace('parley.ticket.', '') ??
      new URL(request.url, 'ws://fake').searchParams.get('ticket');
    this.handshakes.push({ url: request.url, offered });
    const user = this.#tickets.get(ticket);
    // A ticket is for one use.
    this.#tickets.delete(ticket);
    if (user === undefined || offered[0] !== 'parley.v1+json') {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) =>
      this.sockets.push(new FakeSocket(this, opened, user)),
    );
  }
}
