import { conversationOf, frameOf } from './action-frames.js';
import { Backoff } from './backoff.js';
import { Timer } from './clock.js';
import { ParleyError } from './error.js';
import { utf8Length } from './ids.js';
import { outcomeOfEvent, readAnswer } from './outcome.js';

/** The platform knows an id for 24 h; later the same id would be a second message. */
const LONGEST_RETRY_MS = 23 * 3_600_000;

/**
 * Actions until their outcome is known. Of one conversation one at a time is under way, in the order of the app, so that an answer
 * that is lost cannot change the order.
 */
export class Outbox {
  #ports;
  #lines = new Map();
  #actions = new Map();

  /**
   * @param ports `connection`, `clock`, `random`, `limit`, `user()`, `save(actions)`, `told({action, outcome?, error?})`
   */
  constructor(ports) {
    this.#ports = ports;
  }

  /** Takes an action; rejects where there are too many. */
  add(action) {
    return new Promise((resolve, reject) => {
      if (this.#actions.size >= this.#ports.limit) {
        reject(new ParleyError('queue-full', `${this.#ports.limit} actions wait for their outcome; retry later.`));
      } else if (this.#actions.has(action.clientMsgId)) {
        reject(
          new ParleyError('action-id-reused', 'An action with this clientMsgId waits already.', {
            field: 'clientMsgId',
          }),
        );
      } else {
        const entry = { action: { ...action, createdAt: this.#ports.clock.now(), sent: false }, resolve, reject };
        this.#put(entry);
        this.#save();
        this.#tell(entry);
        this.#next(entry.action.conversation);
      }
    });
  }

  /** What an earlier run of the app left; goes before what this run asked for. */
  restore(actions) {
    const ignore = () => {};
    const asked = [...this.#actions.values()];
    const isAsked = ({ clientMsgId }) => this.#actions.has(clientMsgId);
    const left = actions.filter((action) => !isAsked(action));
    this.#actions.clear();
    this.#lines.clear();
    left.forEach((action) => this.#put({ action, resolve: ignore, reject: ignore }));
    asked.forEach((entry) => this.#put(entry));
    this.#save();
    left.forEach((action) => this.#ports.told({ action: { ...action } }));
  }

  pending(conversation) {
    const actions = [...this.#actions.values()].map((entry) => ({ ...entry.action }));
    return conversation === undefined ? actions : actions.filter((action) => action.conversation === conversation);
  }

  cancel(clientMsgId) {
    const entry = this.#actions.get(clientMsgId);
    if (entry === undefined || entry.action.sent) {
      return false;
    }
    this.#finish(entry, { error: new ParleyError('cancelled', 'The app took it back.') });
    return true;
  }

  /** A connection is there: sends what waits. */
  welcome() {
    this.#nameConversations();
    [...this.#lines.keys()].forEach((conversation) => this.#next(conversation));
  }

  /** An answer that no request waits for: to an earlier one. */
  answer(frame) {
    const entry = this.#actions.get(frame.clientMsgId);
    if (entry?.action.sent) {
      this.#answered(entry, frame);
    }
  }

  /** An event shows the outcome of the action behind it. */
  event(event) {
    const entry = this.#actions.get(event.clientMsgId);
    if (entry && event.actor === this.#ports.user() && entry.action.conversation === event.conversation) {
      this.#finish(entry, { outcome: outcomeOfEvent(event) });
    }
  }

  /** Ends all promises; what is kept is sent by the next run. */
  stop(error) {
    for (const entry of this.#actions.values()) {
      entry.retry?.clear();
      entry.reject(error);
    }
    this.#actions.clear();
    this.#lines.clear();
  }

  #put(entry) {
    this.#actions.set(entry.action.clientMsgId, entry);
    const { conversation } = entry.action;
    this.#lines.set(conversation, [...(this.#lines.get(conversation) ?? []), entry]);
  }

  /** A first message to a user, sent before it was known who sends. */
  #nameConversations() {
    const nameless = this.#lines.get(undefined) ?? [];
    this.#lines.delete(undefined);
    for (const entry of nameless) {
      entry.action.conversation = conversationOf(entry.action.fields.receiver, this.#ports.user());
      this.#put(entry);
    }
  }

  #next(conversation) {
    const entry = this.#lines.get(conversation)?.[0];
    if (entry && !entry.isUnderWay && !entry.retry?.isSet && this.#ports.connection.isOnline) {
      this.#send(entry);
    }
  }

  #send(entry) {
    const { action } = entry;
    const error = this.#refusal(action);
    if (error) {
      this.#finish(entry, { error });
      return;
    }
    entry.isUnderWay = true;
    if (!action.sent) {
      action.sent = true;
      action.sentAt = this.#ports.clock.now();
      this.#save();
      this.#tell(entry);
    }
    this.#ports.connection.request(frameOf(action), {
      answered: (frame) => this.#answered(entry, frame),
      lost: () => this.#again(entry, 0),
    });
  }

  /** What the server would close the socket for, or could take for something new. */
  #refusal(action) {
    const { frameBytes } = this.#ports.connection;
    if (utf8Length(JSON.stringify(frameOf(action))) > frameBytes - 64) {
      return new ParleyError('body-too-large', `A frame has at most ${frameBytes} bytes.`);
    }
    return action.sent && this.#ports.clock.now() - action.sentAt > LONGEST_RETRY_MS
      ? new ParleyError(
          'outcome-unknown',
          'No answer came within a day; look whether it happened, then send it under a new id.',
        )
      : undefined;
  }

  #answered(entry, frame) {
    const { retryAfterMs, ...result } = readAnswer(frame, entry.action);
    if (retryAfterMs === undefined) {
      this.#finish(entry, result);
    } else {
      this.#again(entry, retryAfterMs);
    }
  }

  /** Under the same id. Without a connection the next welcome does it. */
  #again(entry, atLeastMs) {
    entry.isUnderWay = false;
    if (!this.#ports.connection.isOnline || !this.#actions.has(entry.action.clientMsgId)) {
      return;
    }
    const { clock, random } = this.#ports;
    entry.backoff ??= new Backoff({ firstMs: 100, longestMs: 5_000, random });
    entry.retry ??= new Timer(clock);
    entry.retry.set(() => this.#next(entry.action.conversation), entry.backoff.next(atLeastMs));
  }

  #finish(entry, result) {
    const { clientMsgId, conversation } = entry.action;
    if (!this.#actions.delete(clientMsgId)) {
      return;
    }
    entry.retry?.clear();
    const line = this.#lines.get(conversation).filter((other) => other !== entry);
    if (line.length > 0) {
      this.#lines.set(conversation, line);
    } else {
      this.#lines.delete(conversation);
    }
    this.#save();
    this.#tell(entry, result);
    if (result.error) {
      entry.reject(result.error);
    } else {
      entry.resolve(result.outcome);
    }
    this.#next(conversation);
  }

  #tell(entry, result) {
    this.#ports.told({ action: { ...entry.action }, ...result });
  }

  #save() {
    this.#ports.save([...this.#actions.values()].map((entry) => entry.action));
  }
}
