import assert from 'node:assert/strict';
import { answering, OwnEdge } from '../edges.mjs';
import { assertProblem } from '../line.mjs';

const ROUNDS = 12;

/** Another edge is asked where that is safe, and nowhere else. */
export async function retries({ proxy, clean }) {
  const edges = [];
  for (const address of ['127.0.0.31', '127.0.0.32']) {
    edges.push(await OwnEdge.open(address, 0, answering(200)));
  }
  clean(() => edges.forEach((edge) => edge.close()));
  const [bad, good] = edges;
  const addresses = edges.map(({ address }) => address).join();
  const { line } = await proxy('retries', { INGRESS: addresses, WS_FANOUT: addresses });
  const call = (method, headers = {}) => line.request(method, '/v1/things', { headers, body: method === 'GET' ? undefined : '{}' });
  const keyed = { 'Idempotency-Key': 'k' };

  bad.answer = answering(503, '{"code":"stopping"}');
  assert.equal(await refused(call, 'GET'), 0);
  assert.equal(await refused(call, 'POST', keyed), 0);
  const { json } = await firstRefusal(call, 'POST');
  assert.equal(json.code, 'stopping', 'the words of the edge');

  bad.answer = (request) => request.socket.destroy();
  assert.equal(await refused(call, 'POST', keyed), 0);
  assert.equal(await refused(call, 'PATCH', keyed), 0);
  edges.forEach((edge) => edge.requests.splice(0));
  const unanswered = await firstRefusal(call, 'POST');
  assertProblem(unanswered, 502, 'edge-unreachable');
  const posts = [...bad.requests, ...good.requests];
  assert.equal(posts.length, unanswered.rounds, 'no edge was asked a second time');

  bad.close();
  assert.equal(await refused(call, 'POST'), 0, 'a connection that is refused was no request');
  const kept = new Set(good.requests.map(({ port }) => port));
  assert.ok(kept.size < good.requests.length / 2, 'connections to an edge are used again');
  return 'reads and keyed writes only; nothing is sent twice without a key';
}

async function refused(call, method, headers) {
  let count = 0;
  for (let i = 0; i < ROUNDS; i++) {
    count += (await call(method, headers)).status === 200 ? 0 : 1;
  }
  return count;
}

/** The edges are asked in turns, so one of a few calls meets the bad one. */
async function firstRefusal(call, method) {
  for (let rounds = 1; rounds <= ROUNDS; rounds++) {
    const answer = await call(method);
    if (answer.status !== 200) {
      return Object.assign(answer, { rounds });
    }
  }
  throw new Error(`${method} was never refused`);
}
