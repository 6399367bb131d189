import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { answering, OwnEdge } from '../edges.mjs';
import { assertProblem } from '../line.mjs';
import { until } from '../until.mjs';

const ORIGIN = 'https://app.example.com';
const BURST = 9;
const MOST_CALLS = 60;

/** Limits by an address that nobody chooses for themself. */
export async function limits({ proxy, clean }) {
  const edge = await OwnEdge.open('127.0.0.33', 0, answering(200));
  clean(() => edge.close());
  const settings = { INGRESS: edge.address, WS_FANOUT: edge.address, REQUESTS_PER_SECOND: 1, REQUESTS_BURST: BURST, REQUESTS_AT_ONCE: 2, SOCKETS_PER_SECOND: 1, SOCKETS_BURST: BURST };
  const { line } = await proxy('limits', { ...settings, BALANCERS: '127.0.0.1,192.0.2.0/24', CORS_ORIGINS: ORIGIN });
  await balancers(line);
  await networks(line);
  await strangers(line, edge);
  await isNew(() => line.request('GET', '/v1/socket', { headers: { 'X-Forwarded-For': '203.0.113.3' } }));
  await origins(line);
  await atOnce(line, edge);
  await proxyProtocol(proxy, edge, settings);
  return 'by address, by /64, sockets, requests at once; X-Forwarded-For and PROXY from balancers only';
}

/** The last address that is no balancer's counts. */
async function balancers(line) {
  await isNew(() => ask(line, '203.0.113.1'));
  await isKnown(() => ask(line, '203.0.113.1'));
  await isKnown(() => ask(line, '198.51.100.7, 203.0.113.1'));
  await isKnown(() => ask(line, '203.0.113.1, 192.0.2.9'));
  await isNew(() => ask(line, '203.0.113.1, 203.0.113.2'));
}

/** A customer of IPv6 has a /64. */
async function networks(line) {
  await isNew(() => ask(line, '2001:db8:0:1::1'));
  await isKnown(() => ask(line, '2001:db8:0:1:ffff::2'));
  await isNew(() => ask(line, '2001:db8:0:2::1'));
}

/** Who is no balancer has one address, whatever it says. */
async function strangers(line, edge) {
  const stranger = line.from('127.0.0.9');
  edge.requests.splice(0);
  let n = 0;
  await isNew(() => ask(stranger, '203.0.113.10', { Forwarded: 'for=203.0.113.99', 'X-Forwarded-Host': 'evil.test' }));
  await isKnown(() => ask(stranger, `203.0.113.${20 + n++}`));
  for (const { headers } of edge.requests) {
    assert.equal(headers['x-forwarded-for'], '127.0.0.9');
    assert.equal(headers['x-forwarded-proto'], 'https');
    assert.equal(headers.forwarded, undefined);
    assert.equal(headers['x-forwarded-host'], undefined);
  }
}

/** A web page of a known origin can read the refusal. */
async function origins(line) {
  for (const [origin, allowed] of [
    [ORIGIN, ORIGIN],
    ['https://other.example', undefined],
  ]) {
    const { answer } = await untilThrottled(() => ask(line, '203.0.113.1', { Origin: origin }));
    assert.equal(answer.headers['access-control-allow-origin'], allowed);
    assert.equal(answer.headers['access-control-expose-headers']?.includes('Retry-After'), allowed && true);
  }
}

async function atOnce(line, edge) {
  const waiting = [];
  edge.answer = (_, response) => waiting.push(response);
  const held = [ask(line, '203.0.113.4'), ask(line, '203.0.113.4')];
  await until('two requests wait', () => waiting.length === 2);
  assertProblem(await ask(line, '203.0.113.4'), 429, 'throttled');
  waiting.forEach((response) => response.end());
  await Promise.all(held);
  edge.answer = answering(200);
}

async function proxyProtocol(proxy, edge, settings) {
  const { line } = await proxy('proxy-protocol', { ...settings, BALANCERS: '127.0.0.1', BALANCER_PROTOCOL: 'proxy-protocol' });
  for (const [source, address] of [
    ['127.0.0.1', '203.0.113.5'],
    ['127.0.0.9', '127.0.0.9'],
  ]) {
    const socket = connect({ host: '127.0.0.1', port: line.port, localAddress: source });
    await new Promise((resolve, reject) => socket.on('connect', resolve).on('error', reject));
    socket.write('PROXY TCP4 203.0.113.5 127.0.0.1 4711 443\r\n');
    const answer = await line.raw(`GET /v1/things HTTP/1.1\r\nHost: ${line.host}\r\nConnection: close\r\n\r\n`, { socket });
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.equal(edge.requests.at(-1).headers['x-forwarded-for'], address);
  }
}

function ask(line, forwarded, headers = {}) {
  return line.request('GET', '/v1/things', { headers: { 'X-Forwarded-For': forwarded, ...headers } });
}

async function isNew(call) {
  const { passed, answer } = await untilThrottled(call);
  assert.ok(passed >= 1 + BURST, `${passed} passed`);
  assertProblem(answer, 429, 'throttled');
}

/** Counts as an address that was seen before. One request a second becomes free, however slow this machine is. */
async function isKnown(call) {
  const { passed } = await untilThrottled(call);
  assert.ok(passed <= BURST, `${passed} passed`);
}

async function untilThrottled(call) {
  for (let passed = 0; passed < MOST_CALLS; passed++) {
    const answer = await call();
    if (answer.status !== 200) {
      return { passed, answer };
    }
  }
  throw new Error('there is no limit');
}
