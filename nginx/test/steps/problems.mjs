import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { startRelay } from '../edges.mjs';
import { assertProblem } from '../line.mjs';
import { asUser } from '../platform.mjs';

const KIB = 1_024;

/** What NGINX answers by itself has the form of the platform's own answers. */
export async function problems(world) {
  const { main: { line }, alice, platform } = world;
  const headers = asUser(alice.token);
  for (const kib of [129, 137, 1_000]) {
    assertProblem(await line.request('POST', '/v1/messages', { headers, body: 'x'.repeat(kib * KIB) }), 413, 'body-too-large');
  }
  for (const [path, more] of [
    ['/v1/me', { 'X-Long': 'x'.repeat(17 * KIB) }],
    ['/v1/me', Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`X-Long-${i}`, 'x'.repeat(5 * KIB)]))],
    ['/v1/me', Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`X-Long-${i}`, 'x'.repeat(15 * KIB)]))],
    [`/v1/me?ticket=${platform.secret('t'.repeat(20 * KIB))}`, {}],
  ]) {
    const answer = await line.request('GET', path, { headers: { ...headers, ...more } });
    assert.equal(answer.status, 431);
    assert.equal(answer.json.code, 'head-too-large');
    assert.equal(answer.headers['content-type'], 'application/problem+json');
  }
  assertProblem(await line.request('TRACE', '/v1/me', { headers }), 405, 'method-not-allowed');
  for (const malformed of ['GET /v1/me HTTP/1.1\r\n\r\n', 'GET /v1/me\u0001 HTTP/1.1\r\nHost: x\r\n\r\n', 'NONSENSE\r\n\r\n']) {
    assert.match(await line.raw(malformed), /400 Bad Request[^]*"code":"request-invalid"/, malformed);
  }
  await noEdge(world, headers);
  await silentEdge(world, headers);
  return '413, 431, 405, 400, 502 and 504';
}

async function noEdge({ proxy, alice, platform }, headers) {
  const { line } = await proxy('no-edge', { INGRESS: '127.0.0.1:1', WS_FANOUT: '127.0.0.1:1' });
  assertProblem(await line.request('GET', '/v1/me', { headers }), 502, 'edge-unreachable');
  assertProblem(await line.request('POST', '/v1/messages', { headers, body: '{}' }), 502, 'edge-unreachable');
  // What would put a ticket into the log of errors.
  const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'MDEyMzQ1Njc4OWFiY2RlZg==' };
  const ticket = platform.secret('a-ticket-that-nobody-may-read');
  for (const path of [`/v1/socket?ticket=${ticket}`, `/v1/other?ticket=${ticket}`, `/metrics?ticket=${ticket}`]) {
    assert.ok((await line.request('GET', path, { headers: upgrade })).status >= 404);
  }
  const referer = await line.request('GET', '/v1/me', { headers: { Referer: `https://x.test/?token=${alice.token}` } });
  assert.equal(referer.status, 502);
}

/** An edge that does not even accept connections: its process stands, and its backlog is full. */
async function silentEdge({ proxy, platform, clean }, headers) {
  const relay = await startRelay('127.0.0.1', 0, platform.address, 1);
  clean(() => relay.kill());
  relay.freeze();
  const fillers = Array.from({ length: 8 }, () => connect({ host: '127.0.0.1', port: relay.port }).on('error', () => {}));
  clean(() => fillers.forEach((filler) => filler.destroy()));
  const { line } = await proxy('silent-edge', { INGRESS: `127.0.0.1:${relay.port}`, WS_FANOUT: `127.0.0.1:${relay.port}` });
  const begin = performance.now();
  assertProblem(await line.request('GET', '/v1/me', { headers }), 504, 'edge-silent');
  assert.ok(performance.now() - begin < 4_000, 'the connect time-out is short');
}
