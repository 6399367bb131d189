const BATCH = 50;
const WELCOME_MS = 20_000;

/** One plain socket that only answers the server's pings. */
export class PlainSocket {
  frames = [];
  pings = 0;
  closed = undefined;

  /** Resolves after `welcome`. */
  static async open(line, token, device) {
    const socket = new PlainSocket();
    await socket.#open(line, token, device);
    return socket;
  }

  #open(line, token, device) {
    return new Promise((resolve, reject) => {
      const socket = new line.WebSocket(`wss://${line.host}:${line.port}/v1/socket`, ['parley.v1+json'], { headers: { Authorization: `Bearer ${token}` } });
      const patience = setTimeout(() => reject(new Error(`${device} got no welcome`)), WELCOME_MS);
      this.socket = socket;
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', device })));
      socket.on('message', (data) => {
        const frame = JSON.parse(data);
        if (frame.type === 'ping') {
          this.pings++;
          socket.send('{"type":"pong"}');
        } else if (frame.type === 'welcome') {
          clearTimeout(patience);
          resolve();
        } else {
          this.frames.push(frame);
        }
      });
      socket.on('close', (code) => {
        this.closed = code;
        clearTimeout(patience);
        reject(new Error(`${device} was closed with ${code} before its welcome`));
      });
      socket.on('error', reject);
    });
  }

  get isOpen() {
    return this.closed === undefined && this.socket.readyState === 1;
  }

  /** Whether a message of this text was received. */
  has(text) {
    return this.frames.some((frame) => frame.type === 'event' && frame.data?.message?.text === text);
  }

  end() {
    this.socket.terminate();
  }
}

/** Many sockets, of these users in turn, each a device of its own. */
export async function openMany(line, users, count) {
  const sockets = [];
  while (sockets.length < count) {
    const next = Array.from({ length: Math.min(BATCH, count - sockets.length) }, (_, i) => sockets.length + i);
    sockets.push(...(await Promise.all(next.map((n) => PlainSocket.open(line, users[n % users.length].token, `d${n}`)))));
  }
  return sockets;
}
