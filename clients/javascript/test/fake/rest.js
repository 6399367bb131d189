/** The REST calls that the client makes, of one log. `[method, path, answer(request)]`; an answer is `{status?, body}`. */
export const ROUTES = [
  [
    'POST',
    /^\/v1\/socket-tickets$/,
    ({ platform, token }) => ({ status: 201, body: { ticket: platform.ticket(token) } }),
  ],
  ['GET', /^\/v1\/me$/, ({ user }) => ({ body: { id: user, name: user } })],
  ['GET', /^\/v1\/conversations$/, list],
  ['GET', /^\/v1\/conversations\/([^/]+)$/, ({ platform, user, parts: [id] }) => one(platform, user, id)],
  ['PATCH', /^\/v1\/conversations\/([^/]+)$/, ({ platform, user, parts: [id], body }) => set(platform, user, id, body)],
  [
    'PUT',
    /^\/v1\/conversations\/([^/]+)\/pin$/,
    ({ platform, user, parts: [id] }) => set(platform, user, id, { pinned: true }),
  ],
  ['GET', /^\/v1\/conversations\/([^/]+)\/events$/, events],
  ['GET', /^\/v1\/conversations\/([^/]+)\/messages$/, messages],
  ['GET', /^\/v1\/conversations\/([^/]+)\/receipts$/, ({ platform, parts: [id] }) => page(platform.receiptsOf(id))],
  ['GET', /^\/v1\/messages\/([^/]+)\/thread$/, thread],
  [
    'GET',
    /^\/v1\/messages\/([^/]+)$/,
    ({ platform, parts: [id], query }) => ({ body: messageIn(platform, query.get('conversation'), id) }),
  ],
  ['DELETE', /^\/v1\/messages\/([^/]+)$/, () => ({ body: {} })],
];

function page(items, next = null) {
  return { body: { items, next } };
}

function list({ platform, user, query }) {
  const limit = Number(query.get('limit'));
  const from = Number(query.get('cursor') ?? 0);
  const all = platform.log.of(user).map(({ id }) => platform.conversationOf(id, user));
  all.sort((one, other) => (one.lastActivityAt < other.lastActivityAt ? 1 : -1));
  return page(all.slice(from, from + limit), from + limit < all.length ? String(from + limit) : null);
}

function one(platform, user, id) {
  const { members, events } = platform.log.conversation(id);
  return members.has(user) && events.length > 0
    ? { body: platform.conversationOf(id, user) }
    : { status: 404, body: { code: 'conversation-not-found', detail: 'Conversation not found.' } };
}

function set(platform, user, id, settings) {
  platform.set(id, user, settings);
  return one(platform, user, id);
}

function events({ platform, parts: [id], query }) {
  const limit = Number(query.get('limit'));
  const after = Number(query.get('afterSeq'));
  const found = platform.log.conversation(id).events.slice(after, after + limit);
  return page(found, found.length === limit ? after + limit : null);
}

function messages({ platform, parts: [id], query }) {
  const limit = Number(query.get('limit'));
  const before = Number(query.get('before') ?? Infinity);
  const all = [...platform.log.conversation(id).messages.keys()].map((message) => messageIn(platform, id, message));
  const found = all.filter(({ seq }) => seq < before).reverse();
  return page(found.slice(0, limit), found.length > limit ? found[limit - 1].seq : null);
}

function thread({ platform, parts: [id], query }) {
  const conversation = query.get('conversation');
  const after = Number(query.get('after') ?? 0);
  const limit = Number(query.get('limit'));
  const all = [...platform.log.conversation(conversation).messages.keys()].map((each) =>
    messageIn(platform, conversation, each),
  );
  const found = all.filter(({ parentId, seq }) => parentId === id && seq > after);
  return page(found.slice(0, limit), found.length > limit ? found[limit - 1].seq : null);
}

/** A message as the store has it: of its edits and its deletion only what tests look at. */
export function messageIn(platform, conversation, id) {
  const { events, messages: created } = platform.log.conversation(conversation);
  const first = created.get(id);
  const { seq, messageNo, actor: sender, at, clientMsgId } = first;
  let message = {
    ...first.data.message,
    conversation,
    seq,
    messageNo,
    sender,
    at,
    clientMsgId,
    edited: false,
    deleted: false,
    version: seq,
  };
  for (const event of events) {
    if (event.event === 'message.edited' && event.data.message.id === id) {
      message = { ...message, ...event.data.message, edited: true, version: event.seq };
    } else if (event.event === 'message.deleted' && event.data.messageId === id) {
      const { text, mentions, ...rest } = message;
      message = { ...rest, deleted: true, version: event.seq };
    }
  }
  return message;
}
