import { Timer } from './clock.js';
import { CLOSE } from './close-codes.js';
import { Heartbeat } from './heartbeat.js';
import { helloFrames } from './hello.js';

const SUBPROTOCOL = 'parley.v1+json';
const TICKET_PREFIX = 'parley.ticket.';
const WELCOME_TIMEOUT_MS = 15_000;
const SHORTEST_HEARTBEAT_MS = 1_000;

/** One socket, from its opening to its end, of which the owner hears once: `ended({code, reason})`. */
export class Session {
  #owner;
  #socket;
  #clock;
  #patience;
  #heartbeat;
  #isEnded = false;
  isWelcome = false;

  /**
   * @param owner `frame(frame)`, `welcome(frame)`, `ended({code, reason})`, `isIdle()`
   * @param positions to resume after; undefined = live only
   */
  constructor({ url, WebSocket, ticket, ticketIn, device, positions, clock, owner }) {
    this.#owner = owner;
    this.#clock = clock;
    this.#socket =
      ticketIn === 'url'
        ? new WebSocket(withTicket(url, ticket), [SUBPROTOCOL])
        : new WebSocket(url, [SUBPROTOCOL, TICKET_PREFIX + ticket]);
    this.#patience = new Timer(clock);
    this.#patience.set(() => this.end(CLOSE.TIMED_OUT, 'no welcome'), WELCOME_TIMEOUT_MS);
    this.#socket.onopen = () => helloFrames(device, positions).forEach((frame) => this.send(frame));
    this.#socket.onmessage = (message) => this.#received(message.data);
    this.#socket.onclose = (close) => this.#ended(close.code, close.reason);
    // A close follows; without a listener some implementations throw.
    this.#socket.onerror = () => {};
  }

  /** Without an open socket the frame is lost. */
  send(frame) {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text) {
    if (!this.#isEnded && this.#socket.readyState === 1) {
      this.#socket.send(text);
    }
  }

  /** Asks whether the connection lives. */
  probe() {
    this.#heartbeat?.probe();
  }

  /** Closes the socket, and tells the owner at once: on a dead line the socket itself would tell minutes later. */
  end(code, reason) {
    try {
      this.#socket.close(code, reason);
    } catch {
      // Not open yet, in implementations that refuse that; its events are not listened to any more.
    }
    this.#ended(code, reason);
  }

  #received(text) {
    if (this.#isEnded) {
      return;
    }
    const frame = read(text);
    if (frame === undefined) {
      this.end(CLOSE.TIMED_OUT, 'a frame that is not JSON');
      return;
    }
    this.#heartbeat?.heard();
    if (frame.type === 'ping') {
      this.send({ type: 'pong' });
    } else if (frame.type === 'welcome') {
      this.#welcome(frame);
    } else if (frame.type !== 'pong') {
      this.#owner.frame(frame);
    }
  }

  #welcome(frame) {
    this.isWelcome = true;
    this.#patience.clear();
    this.#heartbeat = new Heartbeat({
      clock: this.#clock,
      intervalMs: Math.max(SHORTEST_HEARTBEAT_MS, frame.heartbeatMs),
      ping: () => this.send({ type: 'ping', idle: this.#owner.isIdle() }),
      dead: () => this.end(CLOSE.TIMED_OUT, 'server silent'),
    });
    this.#owner.welcome(frame);
  }

  #ended(code, reason) {
    if (this.#isEnded) {
      return;
    }
    this.#isEnded = true;
    this.#patience.clear();
    this.#heartbeat?.stop();
    this.#owner.ended({ code, reason });
  }
}

function withTicket(url, ticket) {
  return `${url}${url.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}`;
}

/** Undefined where it is no JSON object. */
function read(text) {
  try {
    const frame = JSON.parse(text);
    return typeof frame === 'object' && frame !== null ? frame : undefined;
  } catch {
    return undefined;
  }
}
