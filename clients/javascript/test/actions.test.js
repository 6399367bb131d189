import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comeBack, online, scene, told } from './fake/client.js';
import { FakeStorage } from './fake/storage.js';
import { until } from './fake/until.js';

const TO_BOB = { receiver: { user: 'bob' }, text: 'hi' };
const D = 'd:alice:bob';

function texts(platform, conversation = D) {
  return platform.log.conversation(conversation).events.map(({ data }) => data.message?.text);
}

test('a message is sent, and its outcome told', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const action = client.send(TO_BOB);
  const { clientMsgId } = action;
  assert.deepEqual(await action, {
    status: 'accepted',
    clientMsgId,
    conversation: D,
    seq: 1,
    messageId: 'm-d:alice:bob-1',
  });
  assert.deepEqual(client.pending(), []);
});

test('what is sent while offline arrives once, in its order', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  (await stage.platform.socket('alice')).cut();
  await until('waiting', () => client.status.state === 'waiting');
  const actions = ['one', 'two', 'three'].map((text) => client.send({ ...TO_BOB, text }));
  assert.equal(client.pending(D).length, 3);
  await comeBack(stage, client);
  await Promise.all(actions);
  assert.deepEqual(texts(stage.platform), ['one', 'two', 'three']);
});

test('what is sent before the first welcome arrives once', async (t) => {
  const stage = await scene(t);
  const client = stage.client('alice');
  assert.equal((await client.send(TO_BOB)).conversation, D);
  assert.deepEqual(texts(stage.platform), ['hi']);
});

test('an answer that is lost: the same clientMsgId again, and one message', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.withholdOutcomes(1);
  stage.platform.mischief.holdEvents();
  const action = client.send(TO_BOB);
  await stage.platform.frame('message.send');
  stage.clock.advance(15_000);
  stage.clock.advance(1_000);
  const { seq } = await action;
  const sent = (await stage.platform.socket('alice')).of('message.send');
  assert.equal(seq, 1);
  assert.deepEqual(
    sent.map((frame) => frame.clientMsgId),
    [action.clientMsgId, action.clientMsgId],
  );
  assert.deepEqual(texts(stage.platform), ['hi']);
});

test('a connection that is cut before the answer: the same clientMsgId on the next one', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.withholdOutcomes(2);
  stage.platform.mischief.holdEvents();
  const action = client.send(TO_BOB);
  await stage.platform.frame('message.send');
  (await stage.platform.socket('alice')).cut();
  await comeBack(stage, client);
  // The resume brings the event, which shows the outcome, before the second answer.
  assert.equal((await action).seq, 1);
  assert.deepEqual(texts(stage.platform), ['hi']);
});

test('its own event shows the outcome where the answer is lost', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.withholdOutcomes(1);
  const outcome = await client.send(TO_BOB);
  assert.equal(outcome.seq, 1);
  assert.equal(outcome.messageId, 'm-d:alice:bob-1');
});

const UNKNOWN = [
  'log-unavailable',
  'store-unavailable',
  'too-busy',
  'read-behind',
  'throttled',
  'outcome-unknown',
  'stopping',
];

for (const code of UNKNOWN) {
  test(`is sent again after ${code}, when the platform asks for it`, async (t) => {
    const stage = await scene(t);
    const client = await online(stage, 'alice');
    const listen = stage.platform.mischief.ignore('message.send', ({ ref, clientMsgId }, socket) => {
      const type = code === 'outcome-unknown' ? 'error' : 'rejected';
      socket.send({ type, ref, clientMsgId, code, detail: '', retryAfterMs: 4_000 });
    });
    const action = client.send(TO_BOB);
    const socket = await stage.platform.socket('alice');
    await stage.platform.frame('message.send');
    listen();
    await until('a wait', () => stage.clock.waits(5_000));
    stage.clock.advance(5_000);
    await action;
    assert.equal(socket.of('message.send').length, 2);
  });
}

test('a refusal says why, which field, and when to ask again', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.ignore('message.send', ({ ref, clientMsgId }, socket) => {
    socket.send({
      type: 'rejected',
      ref,
      clientMsgId,
      code: 'slow-mode',
      detail: 'Wait.',
      field: 'text',
      retryAfterMs: 900,
    });
  });
  const changes = told(client, 'action');
  await assert.rejects(client.send(TO_BOB), { code: 'slow-mode', detail: 'Wait.', field: 'text', retryAfterMs: 900 });
  assert.equal(changes.at(-1).error.code, 'slow-mode');
});

const ANSWERS = [
  { name: 'held', frame: { type: 'held', conversation: D }, status: 'held' },
  {
    name: 'scheduled',
    frame: { type: 'scheduled', scheduled: { id: 's1', conversation: D, sendAt: '2026-03-02T08:00:00.000Z' } },
    status: 'scheduled',
  },
];

for (const { name, frame, status } of ANSWERS) {
  test(`the outcome ${name}`, async (t) => {
    const stage = await scene(t);
    const client = await online(stage, 'alice');
    stage.platform.mischief.ignore('message.send', ({ ref, clientMsgId }, socket) =>
      socket.send({ ...frame, ref, clientMsgId }),
    );
    const outcome = await client.send(TO_BOB);
    assert.equal(outcome.status, status);
    assert.equal(outcome.conversation, D);
  });
}

test('an error without clientMsgId is of the request with its ref', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.ignore('message.pin', ({ ref }, socket) =>
    socket.send({ type: 'error', ref, code: 'type-unknown', detail: '' }),
  );
  await assert.rejects(client.pin({ id: 'm1', conversation: D }), { code: 'type-unknown' });
});

test('of one conversation the next action waits for the outcome of the one before; others do not wait', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const release = stage.platform.mischief.ignore('message.send');
  const one = client.send({ ...TO_BOB, text: 'one' });
  client.send({ ...TO_BOB, text: 'two' });
  client.send({ receiver: { user: 'cem' }, text: 'other' });
  await stage.platform.frame('message.send', 2);
  const socket = await stage.platform.socket('alice');
  assert.deepEqual(
    socket.of('message.send').map(({ text }) => text),
    ['one', 'other'],
  );
  release();
  socket.send({
    type: 'rejected',
    clientMsgId: one.clientMsgId,
    ref: socket.of('message.send')[0].ref,
    code: 'blocked',
    detail: '',
  });
  await assert.rejects(one, { code: 'blocked' });
  assert.equal((await stage.platform.frame('message.send', 3)).text, 'two');
});

const FRAMES = [
  [(c, m) => c.edit(m, { text: 'new', version: 3 }), 'message.edit', { text: 'new', version: 3 }],
  [(c, m) => c.delete(m), 'message.delete', {}],
  [(c, m) => c.react(m, '👍'), 'reaction.add', { emoji: '👍' }],
  [(c, m) => c.unreact(m, '👍'), 'reaction.remove', { emoji: '👍' }],
  [(c, m) => c.pin(m), 'message.pin', {}],
  [(c, m) => c.unpin(m), 'message.unpin', {}],
];

test('every action is a frame of its own', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const message = { id: 'm1', conversation: D, text: 'not part of a reference' };
  for (const [act, type, fields] of FRAMES) {
    const action = act(client, message);
    await action;
    const { ref, ...frame } = await stage.platform.frame(type);
    assert.deepEqual(frame, { type, clientMsgId: action.clientMsgId, messageId: 'm1', conversation: D, ...fields });
  }
  await client.reply(message, { text: 'in the thread' });
  const { conversation, parentId } = await stage.platform.frame('message.send');
  assert.deepEqual({ conversation, parentId }, { conversation: D, parentId: 'm1' });
});

test('the queue has a limit, and one entry for each clientMsgId', async (t) => {
  const stage = await scene(t);
  const client = stage.client('alice', { queueLimit: 2, token: () => new Promise(() => {}) });
  client.send({ ...TO_BOB, clientMsgId: 'c1' });
  await assert.rejects(client.send({ ...TO_BOB, clientMsgId: 'c1' }), {
    code: 'action-id-reused',
    field: 'clientMsgId',
  });
  client.send(TO_BOB);
  await assert.rejects(client.send(TO_BOB), { code: 'queue-full' });
});

test('takes back what was never sent', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.ignore('message.send');
  const sent = client.send(TO_BOB);
  const waits = client.send({ ...TO_BOB, text: 'two' });
  await stage.platform.frame('message.send');
  assert.equal(client.cancel(sent.clientMsgId), false);
  assert.equal(client.cancel(waits.clientMsgId), true);
  await assert.rejects(waits, { code: 'cancelled' });
});

test('refuses what the platform would close the socket for', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  await assert.rejects(client.send({ ...TO_BOB, text: 'x'.repeat(131_072) }), { code: 'body-too-large' });
  assert.equal((await client.send(TO_BOB)).seq, 1);
});

test('what has no outcome survives a reload, and goes before what the next run sends', async (t) => {
  const stage = await scene(t);
  const storage = new FakeStorage();
  const first = await online(stage, 'alice', { storage, user: 'alice' });
  const lost = stage.platform.mischief.ignore('message.send');
  const one = first.send({ ...TO_BOB, text: 'one' });
  first.send({ ...TO_BOB, text: 'two' });
  await stage.platform.frame('message.send');
  first.stop();
  await assert.rejects(one, { code: 'stopped' });
  lost();
  const second = stage.client('alice', { storage, user: 'alice' });
  const outcomes = told(second, 'action');
  await second.send({ ...TO_BOB, text: 'three' });
  assert.deepEqual(texts(stage.platform), ['one', 'two', 'three']);
  assert.equal(outcomes.filter(({ outcome }) => outcome).length, 3);
  const third = await online(stage, 'alice', { storage, user: 'alice' });
  assert.deepEqual(third.pending(), []);
});

test('asks who it is where the app does not say, and keeps the state of each user apart', async (t) => {
  const stage = await scene(t);
  const storage = new FakeStorage();
  const alice = await online(stage, 'alice', { storage });
  (await stage.platform.socket('alice')).cut();
  await until('waiting', () => alice.status.state === 'waiting');
  alice.send(TO_BOB);
  alice.stop();
  const carol = await online(stage, 'carol', { storage });
  assert.deepEqual(carol.pending(), []);
  carol.stop();
  stage.client('alice', { storage });
  await until('the message', () => texts(stage.platform)[0] === 'hi');
});

test('a storage that is full is told, and the message is sent', async (t) => {
  const stage = await scene(t);
  const storage = new FakeStorage();
  const client = await online(stage, 'alice', { storage, user: 'alice' });
  const problems = told(client, 'problem');
  storage.isFull = true;
  await client.send(TO_BOB);
  assert.equal(problems[0].code, 'storage-failed');
});

test('an id that the platform may have forgotten is not sent again', async (t) => {
  const stage = await scene(t);
  const storage = new FakeStorage();
  const first = await online(stage, 'alice', { storage, user: 'alice' });
  stage.platform.mischief.ignore('message.send');
  first.send(TO_BOB);
  await stage.platform.frame('message.send');
  first.stop();
  stage.clock.advance(24 * 3_600_000);
  const second = stage.client('alice', { storage, user: 'alice' });
  const changes = told(second, 'action');
  const { error } = await until('the end', () => changes.find((change) => change.error));
  assert.equal(error.code, 'outcome-unknown');
});
