import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comeBack, online, scene, told } from './fake/client.js';
import { until } from './fake/until.js';

const D = 'd:alice:bob';
/** How long the client waits for the answer to a frame. */
const ANSWER_MS = 15_000;

/** A frame that is answered after all that was sent before it: then those have arrived. */
async function arrived(stage, client, n = 1) {
  client.transient(D, { mark: n });
  await stage.platform.frame('transient', n);
}

test('receipts are told, and resolve when the platform has them', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  await Promise.all([client.read(D, 5), client.delivered(D, 7)]);
  await client.unread(D, 3);
  const [read, delivered, unread] = (await stage.platform.socket('alice'))
    .of('receipt')
    .map(({ type, ref, ...fields }) => fields);
  assert.deepEqual(read, { conversation: D, readUpTo: 5 });
  assert.deepEqual(delivered, { conversation: D, deliveredUpTo: 7 });
  assert.deepEqual(unread, { conversation: D, unreadAfter: 3 });
});

test('receipts that come while one is under way go together, and the last word counts', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  await Promise.all([
    client.read(D, 1),
    client.read(D, 2),
    client.unread(D, 1),
    client.delivered(D, 4),
    client.read(D, 9),
    client.read(D, 8),
  ]);
  const sent = (await stage.platform.socket('alice'))
    .of('receipt')
    .map(({ type, ref, conversation, ...fields }) => fields);
  assert.deepEqual(sent, [{ readUpTo: 1 }, { readUpTo: 9, deliveredUpTo: 4 }]);
});

test('a receipt that is lost with its connection is sent again', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const heard = stage.platform.mischief.ignore('receipt');
  const read = client.read(D, 5);
  await stage.platform.frame('receipt');
  heard();
  (await stage.platform.socket('alice')).cut();
  await comeBack(stage, client);
  await read;
  assert.equal((await stage.platform.socket('alice', 2)).of('receipt').length, 1);
});

test('a receipt that is refused rejects', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.mischief.ignore('receipt', ({ ref }, socket) => {
    socket.send({ type: 'rejected', ref, code: 'conversation-not-found', detail: 'Conversation not found.' });
  });
  await assert.rejects(client.read('g:other', 5), { code: 'conversation-not-found' });
});

test('a receipt is sent again where the log could not take it', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const heard = stage.platform.mischief.ignore('receipt', ({ ref }, socket) => {
    socket.send({ type: 'error', ref, code: 'log-unavailable', detail: '', retryAfterMs: 1_000 });
  });
  const read = client.read(D, 5);
  await stage.platform.frame('receipt');
  heard();
  await until('a wait', () => stage.clock.waits(1_250));
  stage.clock.advance(1_250);
  await read;
});

test('typing is said at the first keystroke, again while it goes on, and when it ends', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const said = async (n) => {
    await arrived(stage, client, n);
    return (await stage.platform.socket('alice')).of('typing').map(({ on }) => on);
  };
  client.typing(D);
  client.typing(D);
  assert.deepEqual(await said(1), [true]);
  stage.clock.advance(2_400);
  client.typing(D);
  stage.clock.advance(100);
  assert.deepEqual(await said(2), [true, true]);
  client.typing(D, false);
  client.typing(D, false);
  assert.deepEqual(await said(3), [true, true, false]);
});

test('typing ends by itself when the user stops', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  client.typing(D);
  stage.clock.advance(20_000);
  await arrived(stage, client);
  assert.deepEqual(
    (await stage.platform.socket('alice')).of('typing').map(({ on }) => on),
    [true, true, false],
  );
});

test('a message ends typing without a word', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  client.typing(D);
  await client.send({ conversation: D, text: 'hi' });
  stage.clock.advance(10_000);
  await arrived(stage, client);
  assert.equal((await stage.platform.socket('alice')).of('typing').length, 1);
});

test('transient data goes to a connection or nowhere, and has a limit', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  assert.equal(client.transient(D, { x: 1 }), true);
  assert.deepEqual(await stage.platform.frame('transient'), { type: 'transient', conversation: D, data: { x: 1 } });
  assert.throws(() => client.transient(D, { x: 'é'.repeat(2_048) }), { code: 'body-too-large', field: 'data' });
  (await stage.platform.socket('alice')).cut();
  await until('waiting', () => client.status.state === 'waiting');
  assert.equal(client.transient(D, { x: 1 }), false);
});

test('sets the own presence, with the next connection where there is none', async (t) => {
  const stage = await scene(t);
  const client = stage.client('alice');
  await client.setPresence('busy', { text: 'In a meeting', until: '2026-03-01T10:00:00.000Z' });
  const { ref, ...frame } = await stage.platform.frame('presence.set');
  assert.deepEqual(frame, {
    type: 'presence.set',
    state: 'busy',
    text: 'In a meeting',
    until: '2026-03-01T10:00:00.000Z',
  });
});

test('a platform without presence says type-unknown', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  for (const type of ['presence.set', 'presence.watch']) {
    stage.platform.mischief.ignore(type, ({ ref }, socket) =>
      socket.send({ type: 'error', ref, code: 'type-unknown', detail: '' }),
    );
  }
  await assert.rejects(client.setPresence('away'), { code: 'type-unknown' });
  await assert.rejects(client.watchPresence(['bob']), { code: 'type-unknown' });
});

test('what is throttled is said again when the platform allows it, the last word only', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const limits = ['presence.set', 'presence.watch'].map((type) =>
    stage.platform.mischief.ignore(type, ({ ref }, socket) =>
      socket.send({ type: 'rejected', ref, code: 'throttled', detail: '', retryAfterMs: 900 }),
    ),
  );
  const said = [client.setPresence('away'), client.watchPresence(['bob']), client.setPresence('busy')];
  await until('all refused', () => stage.clock.waits(900) && !stage.clock.waits(ANSWER_MS));
  limits.forEach((end) => end());
  stage.clock.advance(900);
  const [, items] = await Promise.all(said);
  assert.deepEqual(items, [{ user: 'bob', state: 'offline' }]);
  const states = (await stage.platform.socket('alice')).of('presence.set').map(({ state }) => state);
  assert.deepEqual(states, ['away', 'busy', 'busy']);
});

test('presence is unknown from the loss of a connection until it is told of anew', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  stage.platform.presence.set('bob', 'online');
  const presences = told(client, 'presence');
  assert.deepEqual(await client.watchPresence(['bob', 'cem', 'bob']), [
    { user: 'bob', state: 'online' },
    { user: 'cem', state: 'offline' },
  ]);
  (await stage.platform.socket('alice')).cut();
  await until('waiting', () => client.status.state === 'waiting');
  assert.deepEqual(presences.at(-1), {
    items: [
      { user: 'bob', state: 'unknown' },
      { user: 'cem', state: 'unknown' },
    ],
  });
  await comeBack(stage, client);
  await until('told anew', () => presences.at(-1).items[0].state === 'online');
  await assert.rejects(client.watchPresence(Array.from({ length: 501 }, (_, i) => `u${i}`)), {
    code: 'field-invalid',
    field: 'users',
  });
});

test('who is not watched any more is unknown', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const presences = told(client, 'presence');
  await client.watchPresence(['bob', 'cem']);
  await client.watchPresence(['cem']);
  assert.deepEqual(presences[1], { items: [{ user: 'bob', state: 'unknown' }] });
});

test('an open conversation is said again after each reconnect, until it is closed', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const presences = told(client, 'presence');
  client.openConversation(D);
  await stage.platform.frame('conversation.open');
  (await stage.platform.socket('alice')).send({ type: 'presence', items: [{ user: 'bob', state: 'online' }] });
  await until('told', () => presences.length === 1);
  (await stage.platform.socket('alice')).cut();
  await comeBack(stage, client);
  await stage.platform.frame('conversation.open', 2);
  (await stage.platform.socket('alice', 2)).send({ type: 'presence', items: [{ user: 'bob', state: 'online' }] });
  await until('told', () => presences.length === 3);
  client.closeConversation(D);
  await stage.platform.frame('conversation.close');
  assert.deepEqual(
    presences.map(({ items }) => items[0].state),
    ['online', 'unknown', 'online', 'unknown'],
  );
});

const SIGNALS = [
  { type: 'receipt', conversation: D, receipts: [{ user: 'bob', readUpTo: 1, deliveredUpTo: 2 }] },
  { type: 'typing', conversation: D, users: ['bob'], on: true, expiresInMs: 5_000 },
  { type: 'transient', conversation: D, user: 'bob', data: {}, at: '2026-03-01T09:00:00.000Z' },
  { type: 'throttled', feature: 'typing', retryAfterMs: 900 },
  { type: 'conversation.updated', conversation: D, pinned: true, archived: false, hiddenUpTo: 0, version: 1 },
];

test('signals are told as they come', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  for (const { type, ...fields } of SIGNALS) {
    const details = told(client, type);
    (await stage.platform.socket('alice')).send({ type, ...fields });
    await until(type, () => details.length === 1);
    assert.deepEqual(details, [fields]);
  }
});
