import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comeBack, online, scene, told } from './fake/client.js';
import { FakeStorage } from './fake/storage.js';
import { until } from './fake/until.js';

const G = 'g:team';

/** A group of which alice has seen three events, and a client of hers. */
async function group(t, options) {
  const stage = await scene(t);
  const { platform } = stage;
  platform.log.join(G, 'bob');
  platform.log.join(G, 'alice');
  platform.log.post(G, 'bob', { text: 'before' });
  const client = await online(stage, 'alice', options);
  const events = told(client, 'event');
  const socket = await platform.socket('alice');
  const post = () => platform.log.post(G, 'bob', { text: 'x' });
  const send = (...seqs) =>
    seqs.forEach((seq) => socket.send({ type: 'event', ...platform.log.conversation(G).events[seq - 1] }));
  return {
    ...stage,
    another: stage.client,
    client,
    events,
    socket,
    post,
    send,
    seqs: () => events.map(({ seq }) => seq),
  };
}

const CASES = [
  { name: 'in order', sent: [4, 5, 6], reads: 0 },
  { name: 'each twice', sent: [4, 4, 5, 5, 6, 6], reads: 0 },
  { name: 'known ones again', sent: [1, 2, 3, 4, 5, 6], reads: 0 },
  { name: 'out of order', sent: [6, 5, 4], reads: 1 },
  { name: 'a gap', sent: [4, 6], reads: 1 },
  { name: 'a gap at the begin', sent: [6], reads: 1 },
  { name: 'back and forth', sent: [4, 6, 4, 5, 6], reads: 1 },
];

for (const { name, sent, reads } of CASES) {
  test(`frames ${name}: each event once, by seq`, async (t) => {
    const { platform, send, post, seqs } = await group(t);
    [4, 5, 6].forEach(post);
    send(...sent);
    await until('all events', () => seqs().length >= 3);
    assert.deepEqual(seqs(), [4, 5, 6]);
    const asked = platform.requestsTo('GET', '/v1/conversations/g%3Ateam/events');
    assert.ok(asked.length <= reads, `${asked.length} reads`);
  });
}

test('a gap longer than a page is filled page by page', async (t) => {
  const { platform, send, post, seqs } = await group(t);
  for (let seq = 4; seq <= 504; seq++) {
    post();
  }
  send(504);
  await until('all events', () => seqs().length >= 501);
  assert.deepEqual(
    seqs(),
    Array.from({ length: 501 }, (_, i) => i + 4),
  );
  assert.equal(platform.requestsTo('GET', '/v1/conversations/g%3Ateam/events').length, 3);
});

test('while the store is behind, a gap waits', async (t) => {
  const { platform, clock, send, post, seqs } = await group(t);
  platform.mischief.answerOnce('GET', '/v1/conversations/g%3Ateam/events', {
    status: 503,
    body: { code: 'read-behind', retryAfterMs: 1_000 },
  });
  [4, 5].forEach(post);
  send(5);
  await until('a wait', () => clock.waits(1_250));
  assert.deepEqual(seqs(), []);
  clock.advance(1_250);
  await until('all events', () => seqs().length === 2);
});

test('a gap that cannot be filled is told, and what follows is told behind it', async (t) => {
  const { client, platform, send, post, seqs } = await group(t);
  const resyncs = told(client, 'resync');
  platform.mischief.answerOnce('GET', '/v1/conversations/g%3Ateam/events', {
    status: 404,
    body: { code: 'conversation-not-found' },
  });
  [4, 5, 6].forEach(post);
  send(6);
  await until('the resync', () => resyncs.length === 1 && seqs().length === 1);
  assert.deepEqual(resyncs, [{ conversation: G, reason: 'conversation-not-found', seq: 5 }]);
  assert.deepEqual(seqs(), [6]);
});

test('history-gone: what the node cannot bring is read from the store', async (t) => {
  const { client, socket, post, seqs } = await group(t);
  const resyncs = told(client, 'resync');
  [4, 5].forEach(post);
  socket.send({ type: 'resync', conversation: G, reason: 'history-gone', seq: 5 });
  await until('all events', () => seqs().length === 2);
  assert.deepEqual(seqs(), [4, 5]);
  assert.deepEqual(resyncs, []);
});

for (const reason of ['unknown-position', 'divergent']) {
  test(`${reason}: the app is told, and goes on where the platform stands`, async (t) => {
    const { client, socket, post, send, seqs } = await group(t);
    const resyncs = told(client, 'resync');
    [4, 5, 6].forEach(post);
    socket.send({ type: 'resync', conversation: G, reason, seq: 5 });
    send(6);
    await until('the event', () => seqs().length === 1);
    assert.deepEqual(resyncs, [{ conversation: G, reason, seq: 5 }]);
    assert.deepEqual(seqs(), [6]);
  });
}

test('not-a-member: the position is dropped, and not resumed', async (t) => {
  const stage = await group(t);
  const { client, socket, platform } = stage;
  socket.send({ type: 'resync', conversation: G, reason: 'not-a-member' });
  await until('no position', () => client.positionOf(G) === undefined);
  socket.cut();
  await comeBack(stage, client);
  assert.deepEqual((await platform.socket('alice', 2)).of('hello')[0].resume.conversations, {});
});

test('a member that joins again is not told what happened in between', async (t) => {
  const { platform, socket, seqs, post } = await group(t);
  [4, 5, 6].forEach(post);
  platform.log.join(G, 'alice');
  socket.send({ type: 'event', ...platform.log.conversation(G).events.at(-1) });
  await until('the event', () => seqs().length === 1);
  assert.deepEqual(seqs(), [7]);
  assert.deepEqual(platform.requestsTo('GET', '/v1/conversations/g%3Ateam/events'), []);
});

test('what happens while away comes with the resume, before what is live', async (t) => {
  const stage = await group(t);
  const { client, socket, platform, seqs, post } = stage;
  socket.cut();
  await until('waiting', () => client.status.state === 'waiting');
  [4, 5].forEach(post);
  await comeBack(stage, client);
  platform.post(G, 'bob', { text: 'live' });
  await until('all events', () => seqs().length === 3);
  assert.deepEqual(seqs(), [4, 5, 6]);
});

test('a caught-up that is ahead of the events is a gap', async (t) => {
  const { socket, seqs, post } = await group(t);
  [4, 5].forEach(post);
  socket.send({ type: 'caught-up', conversation: G, seq: 5 });
  await until('all events', () => seqs().length === 2);
});

test('a conversation that begins is told from its first event on', async (t) => {
  const { platform, events } = await group(t);
  platform.post('d:alice:bob', 'bob', { text: 'hi' });
  await until('the event', () => events.length === 1);
  assert.equal(events[0].conversation, 'd:alice:bob');
});

test('positions survive a reload', async (t) => {
  const storage = new FakeStorage();
  const stage = await group(t, { storage, user: 'alice' });
  stage.platform.post(G, 'bob', { text: 'four' });
  await until('the event', () => stage.seqs().length === 1);
  stage.client.stop();
  stage.post();
  const next = stage.another('alice', { storage, user: 'alice' });
  const socket = await stage.platform.socket('alice', 2);
  assert.deepEqual(socket.of('hello')[0].resume.conversations, { [G]: 4 });
  await until('the missed event', () => next.positionOf(G) === 5);
});

test('more positions than a socket resumes are brought up to date from the store', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`g:${i}`, 1]));
  const { seqs, events } = await group(t, { positions: { ...many, [G]: 1 } });
  await until('what was missed', () => events.length === 2 || seqs().length === 2);
});
