import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:tls';

const { WebSocket } = createRequire(new URL('../../clients/javascript/package.json', import.meta.url))('ws');

const TIMEOUT_MS = 20_000;
const SECURITY = {
  'strict-transport-security': /^max-age=\d+$/,
  'content-security-policy': /default-src 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
};

/** The way from a client to one NGINX. Every answer that comes this way is held against what all must have. */
export class Line {
  answers = 0;

  /** @param source address that requests come from */
  constructor({ port, host, ca, source = '127.0.0.1' }) {
    Object.assign(this, { port, host, ca, source });
  }

  get url() {
    return `https://${this.host}:${this.port}`;
  }

  /** The same line for a client at another address. */
  from(source) {
    return Object.assign(new Line(this), { source });
  }

  /** `{status, headers, text, json}`; rejects where there is no answer. The path is sent as it is. */
  request(method, path, { headers = {}, body, agent = false } = {}) {
    return new Promise((resolve, reject) => {
      const options = { ...this.tls, method, path, agent, localAddress: this.source, headers: { Host: this.host, ...headers }, timeout: TIMEOUT_MS };
      const request = httpsRequest(options, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          try {
            resolve(this.#answer(response, Buffer.concat(parts).toString()));
          } catch (e) {
            reject(e);
          }
        });
      });
      request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${path.slice(0, 80)}`)));
      request.on('error', reject);
      request.end(body);
    });
  }

  /** As `fetch`, as much of it as the JavaScript client uses. */
  get fetch() {
    return async (url, { method = 'GET', headers, body } = {}) => {
      const { pathname, search } = new URL(url);
      const answer = await this.request(method, pathname + search, { headers, body });
      const { status, text } = answer;
      return { ok: status < 300, status, headers: { get: (name) => answer.headers[name.toLowerCase()] ?? null }, text: async () => text };
    };
  }

  /** The class of sockets that take this line. */
  get WebSocket() {
    const line = this;
    return class extends WebSocket {
      constructor(url, protocols, options = {}) {
        const headers = { Host: line.host, ...options.headers };
        super(url.replace(line.host, line.tls.host), protocols, { ...line.tls, localAddress: line.source, ...options, headers });
      }
    };
  }

  /** All that comes back to these bytes, until the other end closes. */
  raw(text, options = {}) {
    return new Promise((resolve, reject) => {
      const parts = [];
      const socket = connect({ ...this.tls, localAddress: this.source, ...options }, () => socket.write(text));
      socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('the other end does not close')));
      socket.on('data', (part) => parts.push(part));
      socket.on('error', reject);
      socket.on('close', () => resolve(Buffer.concat(parts).toString()));
    });
  }

  /** The connection after its handshake, `{protocol, cipher, alpn, serial}`; rejects where there is none. */
  handshake(options = {}) {
    return new Promise((resolve, reject) => {
      const socket = connect({ ...this.tls, ALPNProtocols: ['h2', 'http/1.1'], ...options }, () => {
        const { serialNumber } = socket.getPeerCertificate();
        resolve({ protocol: socket.getProtocol(), cipher: socket.getCipher().name, alpn: socket.alpnProtocol, serial: serialNumber.replace(/^0+/, '') });
        socket.end();
      });
      socket.on('error', reject);
    });
  }

  get tls() {
    return { host: '127.0.0.1', port: this.port, servername: this.host, ca: this.ca };
  }

  #answer(response, text) {
    const { statusCode: status, headers } = response;
    this.answers++;
    for (const [name, form] of Object.entries(SECURITY)) {
      const values = response.rawHeaders.filter((_, i) => i % 2 === 1 && response.rawHeaders[i - 1].toLowerCase() === name);
      assert.equal(values.length, 1, `${name} of ${status} ${text.slice(0, 100)}: ${values}`);
      assert.match(values[0], form);
    }
    assert.equal(headers.server, 'nginx', 'the version is not told');
    return { status, headers, text, get json() { return JSON.parse(text); } };
  }
}

/** Holds an answer against the form of problems. */
export function assertProblem(answer, status, code) {
  assert.equal(answer.status, status, answer.text.slice(0, 200));
  assert.equal(answer.headers['content-type'], 'application/problem+json');
  const problem = answer.json;
  assert.equal(problem.code, code);
  assert.equal(problem.status, status);
  assert.equal(problem.type, `urn:parley:problem:${code}`);
  assert.ok(problem.title && problem.detail.endsWith('.'));
  assert.match(answer.headers['x-request-id'], /^[A-Za-z0-9._-]{1,64}$/);
  if ([429, 502, 503, 504].includes(status)) {
    const seconds = Number(answer.headers['retry-after']);
    assert.ok(seconds >= 1 && seconds <= 10, `Retry-After ${answer.headers['retry-after']}`);
    assert.ok(problem.retryAfterMs > 0 && problem.retryAfterMs <= seconds * 1_000);
  }
}
