const NOTHING = Object.freeze([]);

/** Messages without an event yet: pending, refused, or held. Shown behind those of the conversation or of the thread. */
export class PendingMessages {
  #parley;
  #changed;
  #messages = new Map();
  #lists = new Map();

  /** @param changed `(message)` */
  constructor(parley, changed) {
    this.#parley = parley;
    this.#changed = changed;
  }

  /** The same array until something changes. */
  of(conversation, parentId) {
    const key = keyOf({ conversation, parentId });
    if (!this.#lists.has(key)) {
      const found = [...this.#messages.values()].filter((message) => keyOf(message) === key);
      this.#lists.set(key, found.length > 0 ? found : NOTHING);
    }
    return this.#lists.get(key);
  }

  /** As `Parley` tells it: queued, sent, or with its outcome. */
  action({ action, outcome, error }) {
    if (action.type !== 'message.send' || action.conversation === undefined) {
      return;
    }
    if (error?.code === 'cancelled') {
      this.remove(action.clientMsgId);
    } else if (error) {
      this.#put({ ...this.#messageOf(action), state: 'failed', error });
    } else if (outcome) {
      this.#outcome(action, outcome);
    } else {
      this.#put(this.#messageOf(action));
    }
  }

  /** The event of a message that was pending. */
  event({ event, actor, clientMsgId }) {
    if (event === 'message.created' && actor === this.#parley.user) {
      this.remove(clientMsgId);
    }
  }

  remove(clientMsgId) {
    const message = this.#messages.get(clientMsgId);
    if (message) {
      this.#messages.delete(clientMsgId);
      this.#tell(message);
    }
  }

  #outcome(action, { status, seq, messageId }) {
    const { clientMsgId } = action;
    if (status === 'held') {
      this.#put({ ...this.#messageOf(action), state: 'held' });
    } else if (status === 'scheduled' || !(seq > (this.#parley.positionOf(action.conversation) ?? 0))) {
      // Its event was told already, or is none yet.
      this.remove(clientMsgId);
    } else {
      this.#put({ ...this.#messageOf(action), id: messageId ?? clientMsgId, seq, state: 'sent' });
    }
  }

  #messageOf({ clientMsgId, conversation, fields, createdAt }) {
    const { receiver: _, conversation: __, sendAt: ___, expiresInSeconds: ____, ...content } = fields;
    const at = new Date(createdAt).toISOString();
    const own = { id: clientMsgId, clientMsgId, conversation, sender: this.#parley.user, at };
    return { kind: 'text', ...content, ...own, edited: false, deleted: false, state: 'pending' };
  }

  #put(message) {
    this.#messages.set(message.clientMsgId, message);
    this.#tell(message);
  }

  #tell(message) {
    this.#lists.delete(keyOf(message));
    this.#changed(message);
  }
}

function keyOf({ conversation, parentId }) {
  return parentId === undefined ? conversation : `${conversation}/${parentId}`;
}
