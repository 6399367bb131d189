import { Backoff } from './backoff.js';
import { Timer } from './clock.js';
import { CLOSE, errorCodeOf } from './close-codes.js';
import { ParleyError } from './error.js';
import { Requests } from './requests.js';
import { Session } from './session.js';
import { TokenRenewal } from './token-renewal.js';

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 10_000;
/** A connection that lasted so long was a good one: the next delay is a short one again. */
const STABLE_AFTER_MS = 10_000;
const ANSWER_TIMEOUT_MS = 15_000;

/**
 * A connection that stays: it comes back after each loss, with jitter, until it is stopped, replaced, or no token is accepted.
 * Whoever sends asks `isOnline` first, and hears of each welcome and each loss.
 */
export class Connection {
  #options;
  #rest;
  #tokens;
  #clock;
  #owner;
  #backoff;
  #retry;
  #stable;
  #renewal;
  #session;
  #attempt = 0;
  #askedDelayMs = 0;
  #wasRefused = false;
  #status = { state: 'connecting' };
  requests;
  frameBytes = 131_072;

  /**
   * @param options `socketUrl`, `WebSocket`, `ticketIn`, `device`
   * @param owner `positions()` (undefined = live only), `welcome(frame)`, `frame(frame)`, `lost()`, `status(status)`, `isIdle()`
   */
  constructor({ options, rest, tokens, clock, random, owner }) {
    this.#options = options;
    this.#rest = rest;
    this.#tokens = tokens;
    this.#clock = clock;
    this.#owner = owner;
    this.#backoff = new Backoff({ firstMs: FIRST_DELAY_MS, longestMs: LONGEST_DELAY_MS, random });
    this.#retry = new Timer(clock);
    this.#stable = new Timer(clock);
    this.requests = new Requests(clock);
    this.#renewal = new TokenRenewal({ tokens, clock, random, connection: this });
  }

  get status() {
    return this.#status;
  }

  get isOnline() {
    return this.#session?.isWelcome === true;
  }

  /** Connects; at once where it waits to. Does nothing while a connection is there or being made. */
  start() {
    const { state } = this.#status;
    if (state === 'stopped' || state === 'online' || (state === 'connecting' && this.#attempt > 0)) {
      return;
    }
    this.#retry.clear();
    const attempt = ++this.#attempt;
    this.#become({ state: 'connecting', error: this.#status.error });
    this.#open(attempt).catch((e) => this.#failed(attempt, e));
  }

  /** Without a connection the frame is lost. */
  send(frame) {
    if (this.isOnline) {
      this.#session.send(frame);
    }
  }

  /** Sends a frame with a `ref`; `handler` hears of the answer, or that it is lost. */
  request(frame, handler) {
    this.send({ ...frame, ref: this.requests.add(handler, ANSWER_TIMEOUT_MS) });
  }

  /** Asks whether the line is still there: the page is shown again, or the network is another one. */
  probe() {
    if (this.isOnline) {
      this.#session.probe();
    } else if (this.#status.state === 'waiting') {
      this.start();
    }
  }

  stop() {
    if (this.#status.state !== 'stopped') {
      this.#attempt++;
      this.#retry.clear();
      this.#become({ state: 'stopped' });
      this.#session?.end(CLOSE.NORMAL, 'done');
    }
  }

  async #open(attempt) {
    const { ticket } = await this.#rest.call('POST', '/v1/socket-tickets', {}, { retries: 0 });
    const positions = await this.#owner.positions();
    // Stopped, or begun anew, meanwhile.
    if (attempt !== this.#attempt) {
      return;
    }
    const { socketUrl, WebSocket, ticketIn, device } = this.#options;
    this.#session = new Session({
      url: socketUrl,
      WebSocket,
      ticket,
      ticketIn,
      device,
      positions,
      clock: this.#clock,
      owner: {
        frame: (frame) => this.#frame(frame),
        welcome: (frame) => this.#welcome(frame),
        ended: (close) => this.#ended(close),
        isIdle: () => this.#owner.isIdle(),
      },
    });
  }

  #failed(attempt, e) {
    if (attempt !== this.#attempt) {
      return;
    }
    const error = e instanceof ParleyError ? e : new ParleyError('offline', `No connection: ${e?.message ?? e}`);
    // The token was renewed in between, so no other token is to be had.
    if (error.status === 401 || error.status === 403) {
      this.#become({ state: 'refused', error });
      return;
    }
    this.#again(error, error.retryAfterMs);
  }

  #welcome(frame) {
    this.frameBytes = frame.limits?.frameBytes ?? this.frameBytes;
    this.#wasRefused = false;
    this.#askedDelayMs = 0;
    this.#stable.set(() => this.#backoff.reset(), STABLE_AFTER_MS);
    this.#renewal.start();
    this.#become({ state: 'online' });
    this.#owner.welcome(frame);
  }

  #frame(frame) {
    if (frame.type === 'going-away') {
      this.#askedDelayMs = frame.reconnectAfterMs;
    } else if (!this.requests.answer(frame)) {
      // An error of no request says why the server is about to close, and when to come back.
      this.#askedDelayMs = frame.type === 'error' ? (frame.retryAfterMs ?? 0) : this.#askedDelayMs;
      this.#owner.frame(frame);
    }
  }

  #ended({ code, reason }) {
    this.#session = undefined;
    this.#stable.clear();
    this.#renewal.stop();
    const error = new ParleyError(errorCodeOf(code), reason || 'The connection was lost.');
    if (this.#status.state !== 'stopped') {
      this.#reactTo(code, error);
    }
    this.requests.loseAll();
    this.#owner.lost(error);
  }

  #reactTo(code, error) {
    if (code === CLOSE.REPLACED) {
      this.#become({ state: 'replaced', error });
    } else if (code === CLOSE.UNAUTHENTICATED && !this.#wasRefused) {
      this.#wasRefused = true;
      this.#become({ state: 'waiting', retryAt: this.#clock.now(), error });
      const attempt = this.#attempt;
      this.#tokens.renew('refused').then(
        () => attempt === this.#attempt && this.start(),
        (e) => this.#failed(attempt, e),
      );
    } else {
      this.#again(error, this.#askedDelayMs);
    }
  }

  #again(error, atLeastMs = 0) {
    const delayMs = this.#backoff.next(atLeastMs);
    this.#askedDelayMs = 0;
    this.#become({ state: 'waiting', retryAt: this.#clock.now() + delayMs, error });
    this.#retry.set(() => this.start(), delayMs);
  }

  #become(status) {
    this.#status = status;
    this.#owner.status(status);
  }
}
