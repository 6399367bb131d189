const RECEIVER = { user: 'd', group: 'g' };

/** One socket of the fake platform: does what a client asks, unless the test says otherwise. */
export class FakeSocket {
  #platform;
  #socket;
  #positions = {};
  user;
  device;
  received = [];
  isLive = false;
  closed;

  constructor(platform, socket, user) {
    this.#platform = platform;
    this.#socket = socket;
    this.user = user;
    socket.on('message', (text) => this.#take(JSON.parse(text)));
    socket.on('close', (code) => {
      this.closed = code;
    });
    socket.on('error', () => {});
  }

  send(frame) {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text) {
    this.#socket.send(text);
  }

  close(code, reason) {
    this.#socket.close(code, reason);
  }

  /** As if the line were cut. */
  cut() {
    this.#socket.terminate();
  }

  /** The frames of a type that the client sent. */
  of(type) {
    return this.received.filter((frame) => frame.type === type);
  }

  #take(frame) {
    this.received.push(frame);
    if (this.#platform.mischief.ignores(frame, this)) {
      return;
    }
    const handler = HANDLERS[frame.type];
    if (handler) {
      handler(this.#platform, this, frame);
    } else if (frame.clientMsgId !== undefined) {
      this.#act(frame);
    } else if (frame.ref !== undefined) {
      this.send({ type: 'error', ref: frame.ref, code: 'type-unknown', detail: 'Unknown type of frame.' });
    }
  }

  positions(part) {
    Object.assign(this.#positions, part.conversations);
    return part.more ? undefined : this.#positions;
  }

  welcome(resume) {
    const heads = this.#platform.log.of(this.user).map(({ id, events }) => [id, events.length]);
    const limits = { frameBytes: this.#platform.frameBytes };
    const { heartbeatMs } = this.#platform;
    this.send({
      type: 'welcome',
      session: 's',
      user: this.user,
      node: 'n1',
      heartbeatMs,
      limits,
      conversations: Object.fromEntries(heads),
    });
    if (resume) {
      for (const { id, events } of this.#platform.log.of(this.user)) {
        events.slice(resume[id] ?? 0).forEach((event) => this.send({ type: 'event', ...event }));
        this.send({ type: 'caught-up', conversation: id, seq: events.length });
      }
    }
    this.isLive = true;
  }

  #act(frame) {
    const { clientMsgId, ref, type } = frame;
    if (type === 'message.send') {
      const { receiver, conversation = idOf(this.user, receiver), text, parentId, mentions } = frame;
      const event = this.#platform.log.post(conversation, this.user, clean({ text, parentId, mentions }), clientMsgId);
      if (event) {
        this.#platform.broadcast(event);
      }
      const { seq, data } = this.#platform.log.outcome(conversation, this.user, clientMsgId);
      this.#answer({ type: 'accepted', ref, clientMsgId, conversation, seq, messageId: data.message.id });
      return;
    }
    this.#platform.changeMessage(this, frame);
  }

  #answer(frame) {
    if (!this.#platform.mischief.withholds(frame)) {
      this.send(frame);
    }
  }
}

const HANDLERS = {
  hello(platform, socket, { device, resume }) {
    socket.device = device;
    const positions = resume ? socket.positions(resume) : undefined;
    if (!resume?.more) {
      socket.welcome(positions);
    }
  },
  resume(platform, socket, part) {
    const positions = socket.positions(part);
    if (positions) {
      socket.welcome(positions);
    }
  },
  ping(platform, socket, { ref }) {
    socket.send({ type: 'pong', ref });
  },
  pong() {},
  auth(platform, socket, { ref, token }) {
    const user = platform.userOf(token);
    if (user === socket.user) {
      socket.send({ type: 'auth-ok', ref, expiresAt: new Date(platform.expiryOf(token)).toISOString() });
    } else {
      socket.close(4001, 'token-invalid');
    }
  },
  receipt(platform, socket, { ref }) {
    socket.send({ type: 'receipt-ok', ref });
  },
  'presence.set'(platform, socket, { ref }) {
    socket.send({ type: 'presence-ok', ref });
  },
  'presence.watch'(platform, socket, { ref, users }) {
    socket.send({
      type: 'presence',
      ref,
      items: users.map((user) => ({ user, state: platform.presence.get(user) ?? 'offline' })),
    });
  },
  typing() {},
  transient() {},
  'conversation.open'() {},
  'conversation.close'() {},
};

function idOf(user, receiver) {
  const [[kind, id]] = Object.entries(receiver);
  return kind === 'group' ? `${RECEIVER.group}:${id}` : `${RECEIVER.user}:${[user, id].sort().join(':')}`;
}

function clean(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
