import { createHash } from 'node:crypto';

/** The events of all conversations, and who is a member of what. */
export class FakeLog {
  #conversations = new Map();
  #outcomes = new Map();
  #count = 0;

  /** @param at when the first event happens; each next one a second later */
  constructor(at = Date.parse('2026-03-01T09:00:00.000Z')) {
    this.at = at;
  }

  conversation(id) {
    let conversation = this.#conversations.get(id);
    if (conversation === undefined) {
      const members = id.startsWith('d:') ? id.split(':').slice(1) : [];
      conversation = { id, events: [], members: new Set(members), messages: new Map(), messageNo: 0 };
      this.#conversations.set(id, conversation);
    }
    return conversation;
  }

  of(user) {
    return [...this.#conversations.values()].filter(({ members, events }) => members.has(user) && events.length > 0);
  }

  /** Appends an event, and returns it. */
  append(id, event, actor, data, clientMsgId) {
    const conversation = this.conversation(id);
    const seq = conversation.events.length + 1;
    if (event === 'message.created') {
      conversation.messageNo++;
    }
    const eventId = createHash('md5')
      .update(`${id}/${seq}/${JSON.stringify(data)}`)
      .digest('hex');
    const at = new Date(this.at + 1_000 * ++this.#count).toISOString();
    const stored = { conversation: id, seq, messageNo: conversation.messageNo, eventId, event, actor, at, data };
    if (clientMsgId !== undefined) {
      stored.clientMsgId = clientMsgId;
    }
    conversation.events.push(stored);
    return stored;
  }

  join(id, user) {
    this.conversation(id).members.add(user);
    const { size: memberCount } = this.conversation(id).members;
    return this.append(id, 'member.joined', user, { user, role: 'participant', memberCount });
  }

  /** A message, once for each key. Returns the event, or undefined where the key is known. */
  post(id, sender, content, clientMsgId) {
    const key = `${id}/${sender}/${clientMsgId}`;
    if (clientMsgId !== undefined && this.#outcomes.has(key)) {
      return undefined;
    }
    const message = { id: `m-${id}-${this.conversation(id).events.length + 1}`, kind: 'text', ...content };
    const event = this.append(id, 'message.created', sender, { message }, clientMsgId);
    this.#outcomes.set(key, event);
    this.conversation(id).messages.set(message.id, event);
    return event;
  }

  /** What the first try of an action came to. */
  outcome(id, sender, clientMsgId) {
    return this.#outcomes.get(`${id}/${sender}/${clientMsgId}`);
  }
}
