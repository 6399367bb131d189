/**
 * The line to the platform, which the user can cut: sockets end, and neither a socket nor a call gets through until it is restored.
 * Given to the client in place of the browser's own `WebSocket` and `fetch`.
 */
export class Line {
  #sockets = new Set();
  #isCut = false;

  constructor() {
    const line = this;
    this.WebSocket = class {
      constructor(url, protocols) {
        return line.#isCut ? new DeadSocket() : line.#open(url, protocols);
      }
    };
    this.fetch = (...request) =>
      this.#isCut ? Promise.reject(new TypeError('The line is cut.')) : globalThis.fetch(...request);
  }

  get isCut() {
    return this.#isCut;
  }

  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.close();
  }

  restore() {
    this.#isCut = false;
  }

  #open(url, protocols) {
    const socket = new WebSocket(url, protocols);
    this.#sockets.add(socket);
    socket.addEventListener('close', () => this.#sockets.delete(socket));
    return socket;
  }
}

/** A socket that fails as one does without a network. */
class DeadSocket extends EventTarget {
  readyState = WebSocket.CONNECTING;
  protocol = '';
  bufferedAmount = 0;
  onopen = null;
  onmessage = null;
  onerror = null;
  onclose = null;

  constructor() {
    super();
    setTimeout(() => this.#fail());
  }

  send() {
    throw new DOMException('The line is cut.', 'InvalidStateError');
  }

  close() {}

  #fail() {
    this.readyState = WebSocket.CLOSED;
    this.#tell(new Event('error'));
    this.#tell(new CloseEvent('close', { code: 1006 }));
  }

  #tell(event) {
    this[`on${event.type}`]?.(event);
    this.dispatchEvent(event);
  }
}
