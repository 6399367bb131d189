import assert from 'node:assert/strict';
import { test } from 'node:test';
import { online, scene } from './fake/client.js';
import { until } from './fake/until.js';

test('a write has an idempotency key, which is kept over retries', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const { mischief } = stage.platform;
  mischief.answerOnce('POST', '/v1/groups', { status: 503, body: { code: 'outcome-unknown', retryAfterMs: 300 } });
  mischief.answerOnce('POST', '/v1/groups', {
    status: 429,
    body: { code: 'throttled' },
    headers: { 'Retry-After': '1' },
  });
  mischief.answerOnce('POST', '/v1/groups', { status: 201, body: { id: 'team' } });
  const created = client.api('POST', '/v1/groups', { id: 'team' });
  for (const ms of [375, 1_250]) {
    await until(`a wait of ${ms} ms`, () => stage.clock.waits(ms));
    stage.clock.advance(ms);
  }
  assert.deepEqual(await created, { id: 'team' });
  const sent = stage.platform.requestsTo('POST', '/v1/groups');
  assert.equal(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size, 1);
  assert.equal(sent.length, 3);
});

/** The answers that are under way are read. */
async function settled() {
  for (let i = 0; i < 50; i++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const REFUSALS = [
  {
    status: 404,
    body: { code: 'group-not-found', detail: 'Group not found.' },
    error: { code: 'group-not-found', detail: 'Group not found.', status: 404 },
  },
  {
    status: 400,
    body: { code: 'field-invalid', field: 'id' },
    error: { code: 'field-invalid', field: 'id', status: 400 },
  },
  { status: 413, body: undefined, error: { code: 'http-413', status: 413 } },
  {
    status: 429,
    body: { code: 'throttled' },
    headers: { 'Retry-After': '3600' },
    error: { code: 'throttled', retryAfterMs: 3_600_000 },
  },
];

for (const { error, ...answer } of REFUSALS) {
  test(`a refusal with ${answer.status} is a ParleyError`, async (t) => {
    const stage = await scene(t);
    const client = await online(stage, 'alice');
    stage.platform.mischief.answerOnce('GET', '/v1/groups/team', answer);
    await assert.rejects(client.api('GET', '/v1/groups/team'), { name: 'ParleyError', ...error });
    assert.equal(stage.platform.requestsTo('GET', '/v1/groups/team').length, 1);
  });
}

test('no body is undefined; what is not JSON is an error', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.answerOnce('PUT', '/v1/x', { status: 204 });
  assert.equal(await client.api('PUT', '/v1/x'), undefined);
  const { fetch } = globalThis;
  const broken = await online(stage, 'bob', {
    fetch: async (url, init) => (url.endsWith('/v1/x') ? new Response('<html>') : fetch(url, init)),
  });
  await assert.rejects(broken.api('GET', '/v1/x'), { code: 'invalid-answer' });
});

test('a token that is refused is renewed once, for all calls', async (t) => {
  const stage = await scene(t);
  const tokens = [];
  const token = async (why) => {
    tokens.push([why, stage.platform.token('alice')]);
    // The app takes its time: both calls are refused by then.
    await until('both', () => why === 'start' || answers === 2);
    await settled();
    return tokens.at(-1)[1];
  };
  let answers = 0;
  const { fetch } = globalThis;
  const counting = async (url, init) => {
    const response = await fetch(url, init);
    answers += url.endsWith('/v1/me') ? 1 : 0;
    return response;
  };
  const client = await online(stage, 'alice', { token, fetch: counting });
  stage.platform.revoke(tokens[0][1]);
  const [one, two] = await Promise.all([client.api('GET', '/v1/me'), client.api('GET', '/v1/me')]);
  assert.deepEqual([one.id, two.id], ['alice', 'alice']);
  assert.deepEqual(
    tokens.map(([why]) => why),
    ['start', 'refused'],
  );
});

test('a call ends where the app cancels it', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const abort = new AbortController();
  stage.platform.mischief.answerOnce('GET', '/v1/slow', new Promise(() => {}));
  const call = client.api('GET', '/v1/slow', undefined, { signal: abort.signal });
  await until('the request', () => stage.platform.requestsTo('GET', '/v1/slow').length === 1);
  abort.abort();
  await assert.rejects(call, { code: 'cancelled' });
});

test('a call without an answer ends by its time, and is tried again as often as the app says', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.answerOnce('GET', '/v1/slow', new Promise(() => {}));
  const call = client.api('GET', '/v1/slow', undefined, { retries: 0 });
  await until('the request', () => stage.platform.requestsTo('GET', '/v1/slow').length === 1);
  stage.clock.advance(15_000);
  await assert.rejects(call, { code: 'time-out' });
});

test('a server that cannot be reached', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice', {
    fetch: async (url, init) => {
      if (url.endsWith('/v1/x')) {
        throw new TypeError('fetch failed');
      }
      return fetch(url, init);
    },
  });
  await assert.rejects(client.api('GET', '/v1/x', undefined, { retries: 0 }), { code: 'offline' });
});

for (const given of [undefined, '', { expiresAt: '2026-03-01T10:00:00.000Z' }]) {
  test(`a token that is none (${JSON.stringify(given)}) is said to be none`, async (t) => {
    const stage = await scene(t);
    const client = stage.client('alice', { token: () => given });
    await assert.rejects(client.api('GET', '/v1/me'), { code: 'token-unavailable' });
  });
}
