import { isResumable } from './hello.js';
import { conversationPath } from './paths.js';
import { Sequencer } from './sequencer.js';

const PAGE = 200;
/** With back-off about a minute and a half, which the store may be behind the log. */
const READ_RETRIES = 20;
const JOINS = new Set(['member.joined', 'member.added']);

/** Brings the events of all conversations in order, each once, and knows how far each is. */
export class Events {
  #sequencers = new Map();
  #rest;
  #owner;
  #isResuming;

  /**
   * @param positions to resume after; undefined = live from the first welcome on
   * @param owner `tell(event)`, `resync({conversation, reason, seq})`, `moved()`, `user()`
   */
  constructor({ rest, positions, owner }) {
    this.#rest = rest;
    this.#owner = owner;
    this.resumeAfter(positions);
  }

  /** Before the first connection: what was kept of an earlier run. */
  resumeAfter(positions) {
    this.#isResuming = positions !== undefined;
    for (const [conversation, seq] of Object.entries(positions ?? {})) {
      this.#sequencerOf(conversation, seq);
    }
  }

  get positions() {
    const positions = {};
    for (const [conversation, { position }] of this.#sequencers) {
      if (position !== undefined) {
        positions[conversation] = position;
      }
    }
    return positions;
  }

  positionOf(conversation) {
    return this.#sequencers.get(conversation)?.position;
  }

  /** What a hello is to name; undefined = live only. */
  toResume() {
    const { positions } = this;
    return this.#isResuming && isResumable(positions) ? positions : undefined;
  }

  /** @param resumed what this connection's hello named */
  welcome(heads, resumed) {
    if (resumed === undefined) {
      for (const [conversation, head] of Object.entries(heads)) {
        // Those that are known were too many to be resumed.
        this.#sequencerOf(conversation).fillTo(head);
      }
    }
    // Without a position the server sends a conversation from the join on, from the next resume on.
    this.#isResuming = true;
    this.#owner.moved();
  }

  event(event) {
    const sequencer = this.#sequencerOf(event.conversation);
    if (JOINS.has(event.event) && event.data?.user === this.#owner.user() && sequencer.position < event.seq - 1) {
      // What happened between an earlier membership and this one is not for this user.
      sequencer.skipTo(event.seq - 1);
    }
    sequencer.offer(event);
  }

  caughtUp({ conversation, seq }) {
    this.#sequencerOf(conversation).fillTo(seq);
  }

  resync(frame) {
    const { conversation, reason, seq } = frame;
    if (reason === 'not-a-member' || seq === undefined) {
      this.#sequencers.get(conversation)?.stop();
      this.#sequencers.delete(conversation);
      this.#owner.resync(frame);
    } else if (reason === 'history-gone') {
      // The node cannot bring them; the store may have them.
      this.#sequencerOf(conversation).fillTo(seq);
    } else {
      this.#sequencerOf(conversation).skipTo(seq);
      this.#owner.resync(frame);
    }
    this.#owner.moved();
  }

  lost() {
    this.#sequencers.forEach((sequencer) => sequencer.forgetWaiting());
  }

  stop() {
    this.#sequencers.forEach((sequencer) => sequencer.stop());
  }

  #sequencerOf(conversation, position) {
    let sequencer = this.#sequencers.get(conversation);
    if (sequencer === undefined) {
      sequencer = new Sequencer(conversation, position, {
        tell: (event) => {
          this.#owner.tell(event);
          this.#owner.moved();
        },
        read: (...range) => this.#read(...range),
        giveUp: (of, seq, error) => this.#owner.resync({ conversation: of, reason: error.code ?? 'history-gone', seq }),
      });
      this.#sequencers.set(conversation, sequencer);
    }
    return sequencer;
  }

  async #read(conversation, afterSeq, atLeastSeq) {
    const path = conversationPath(conversation, '/events', { afterSeq, atLeastSeq, limit: PAGE });
    return (await this.#rest.call('GET', path, undefined, { retries: READ_RETRIES })).items;
  }
}
