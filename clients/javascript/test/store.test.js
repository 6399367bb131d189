import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../src/index.js';
import { D, G, chat, shown } from './fake/chat.js';
import { comeBack, online, scene, told } from './fake/client.js';
import { until } from './fake/until.js';

test('conversations are loaded and kept up to date', async (t) => {
  const { platform, store } = await chat(t);
  assert.deepEqual(shown(store), { unread: 3, mentions: 0, last: 'three', seq: 3 });
  platform.post(D, 'bob', { text: 'four', mentions: ['alice'] });
  await until('the message', () => store.conversation(D).seq === 4);
  assert.deepEqual(shown(store), { unread: 4, mentions: 1, last: 'four', seq: 4 });
  assert.equal(store.totalUnread(), 4);
});

test('pinned conversations first, then the latest activity', async (t) => {
  const { platform, store } = await chat(t);
  platform.post('d:alice:cem', 'cem', { text: 'hi' });
  platform.log.join(G, 'alice');
  platform.post(G, 'bob', { text: 'hi all' });
  await until('both', () => store.conversations().length === 3);
  assert.deepEqual(
    store.conversations().map(({ conversation }) => conversation),
    [G, 'd:alice:cem', D],
  );
  await store.setPinned(D, true);
  assert.deepEqual(
    store.conversations().map(({ conversation }) => conversation),
    [D, G, 'd:alice:cem'],
  );
});

test('what another device sets is shown; an older setting is not', async (t) => {
  const { store, socket } = await chat(t);
  const set = (more) =>
    socket.send({
      type: 'conversation.updated',
      conversation: D,
      pinned: false,
      archived: false,
      hiddenUpTo: 0,
      ...more,
    });
  set({ archived: true, draft: 'well', version: 5 });
  await until('the setting', () => store.conversation(D).archived);
  set({ version: 4 });
  set({ hiddenUpTo: 3, version: 6 });
  await until('hidden', () => store.conversations().length === 0);
  assert.equal(store.conversation(D).draft, undefined);
});

test('a hidden conversation is shown again with its next message', async (t) => {
  const { store, socket, platform } = await chat(t);
  socket.send({
    type: 'conversation.updated',
    conversation: D,
    pinned: false,
    archived: false,
    hiddenUpTo: 3,
    version: 6,
  });
  await until('hidden', () => store.conversations().length === 0);
  platform.post(D, 'bob', { text: 'four' });
  await until('shown', () => store.conversations().length === 1);
});

test('a deletion of an unread message lowers the count at once, and the platform counts again', async (t) => {
  const { platform, store } = await chat(t);
  const { data } = platform.log.conversation(D).events[1];
  const counts = [];
  store.subscribe(({ type }) => type === 'conversation' && counts.push(store.conversation(D).unread));
  platform.happen(D, 'message.deleted', 'bob', {
    messageId: data.message.id,
    messageSeq: 2,
    sender: 'bob',
    version: 4,
  });
  await until('counted again', () => platform.requestsTo('GET', '/v1/conversations/d%3Aalice%3Abob').length === 1);
  await until('counted again', () => counts.length >= 2);
  assert.deepEqual(new Set(counts), new Set([2]));
});

test('reading is shown at once and told to the platform; nothing is sent where nothing is unread', async (t) => {
  const { platform, store } = await chat(t);
  const read = store.markRead(D);
  assert.equal(store.conversation(D).unread, 0);
  await read;
  await store.markRead(D);
  const { ref, ...frame } = await platform.frame('receipt');
  assert.deepEqual(frame, { type: 'receipt', conversation: D, readUpTo: 3 });
  assert.equal((await platform.socket('alice')).of('receipt').length, 1);
});

test('counts of the own receipts count, whatever is known here', async (t) => {
  const { socket, store, platform } = await chat(t);
  const own = (readUpTo, more) =>
    socket.send({
      type: 'receipt',
      conversation: D,
      receipts: [{ user: 'alice', readUpTo, deliveredUpTo: 3 }],
      ...more,
    });
  own(2, { unread: 1, mentions: 0, markedUnread: false, seq: 3 });
  await until('read elsewhere', () => store.conversation(D).unread === 1);
  platform.post(D, 'bob', { text: 'four' });
  await until('the message', () => store.conversation(D).unread === 2);
  own(0, { unread: 3, mentions: 0, markedUnread: true, seq: 3 });
  await until('marked as unread', () => store.conversation(D).markedUnread);
  assert.equal(store.conversation(D).unread, 4);
});

test('a conversation that begins is read, and shown', async (t) => {
  const { platform, store } = await chat(t);
  platform.post('d:alice:zoe', 'zoe', { text: 'hello' });
  await until('the conversation', () => store.conversation('d:alice:zoe'));
  assert.deepEqual(shown(store, 'd:alice:zoe'), { unread: 1, mentions: 0, last: 'hello', seq: 1 });
});

test('who is removed from a group does not see it any more', async (t) => {
  const { platform, store } = await chat(t);
  platform.log.join(G, 'alice');
  platform.post(G, 'bob', { text: 'hi all' });
  await until('the group', () => store.conversation(G));
  platform.happen(G, 'member.removed', 'bob', { user: 'alice', by: 'bob', memberCount: 1 });
  await until('the end', () => store.conversation(G).former);
  assert.deepEqual(
    store.conversations().map(({ conversation }) => conversation),
    [D],
  );
});

test('group events change the group', async (t) => {
  const { platform, store } = await chat(t);
  platform.log.join(G, 'alice');
  platform.happen(G, 'group.updated', 'bob', { name: 'The team', description: null, version: 2 });
  await until('the group', () => store.conversation(G));
  platform.happen(G, 'group.updated', 'bob', { name: 'Our team', version: 3 });
  platform.happen(G, 'member.role-changed', 'bob', { user: 'alice', role: 'admin', by: 'bob' });
  platform.happen(G, 'member.joined', 'cem', { user: 'cem', role: 'participant', memberCount: 3 });
  await until('all', () => store.conversation(G).seq === 5);
  const { name, role, memberCount } = store.conversation(G).group;
  assert.deepEqual({ name, role, memberCount }, { name: 'Our team', role: 'admin', memberCount: 3 });
});

test('after a resync a conversation is read again', async (t) => {
  const { store, socket, platform } = await chat(t);
  await store.loadOlder(D);
  ['four', 'five'].forEach((text) => platform.log.post(D, 'bob', { text }));
  socket.send({ type: 'resync', conversation: D, reason: 'divergent', seq: 5 });
  await until('all of it', () => store.messages(D).items.length === 5 && store.conversation(D).seq === 5);
  assert.deepEqual(shown(store), { unread: 5, mentions: 0, last: 'five', seq: 5 });
});

test('after a lost connection counts and settings of other devices are read again', async (t) => {
  const stage = await chat(t);
  const { store, socket, platform, client } = stage;
  socket.cut();
  await until('waiting', () => client.status.state === 'waiting');
  platform.readUpTo(D, 'alice', 3);
  platform.set(D, 'alice', { pinned: true });
  await comeBack(stage, client);
  await until('read again', () => store.conversation(D).pinned);
  assert.equal(store.conversation(D).unread, 0);
});

test('typing is shown, and ends when the connection is lost', async (t) => {
  const { store, socket, client } = await chat(t);
  socket.send({ type: 'typing', conversation: D, users: ['bob'], on: true, expiresInMs: 5_000 });
  await until('typing', () => store.typing(D).count === 1);
  socket.cut();
  await until('waiting', () => client.status.state === 'waiting');
  assert.equal(store.typing(D).count, 0);
});

test('presence is shown, and unknown when the connection is lost', async (t) => {
  const { store, socket, client, platform } = await chat(t);
  platform.presence.set('bob', 'away');
  await client.watchPresence(['bob']);
  assert.equal(store.presence('bob').state, 'away');
  assert.equal(store.presence('cem').state, 'unknown');
  socket.cut();
  await until('waiting', () => client.status.state === 'waiting');
  assert.equal(store.presence('bob').state, 'unknown');
});

test('how far others have got is loaded, told, and moved by their messages', async (t) => {
  const { store, socket, platform } = await chat(t);
  platform.readUpTo(D, 'bob', 1);
  await store.loadReceipts(D);
  assert.deepEqual(store.receipts(D), [{ user: 'bob', readUpTo: 1, deliveredUpTo: 1 }]);
  socket.send({ type: 'receipt', conversation: D, receipts: [{ user: 'bob', readUpTo: 2, deliveredUpTo: 3 }] });
  await until('told', () => store.receipts(D)[0].readUpTo === 2);
  platform.post(D, 'bob', { text: 'four' });
  await until('moved', () => store.receipts(D)[0].readUpTo === 4);
});

test('messages of others are reported as delivered, together', async (t) => {
  const { store, platform, clock } = await chat(t);
  platform.post(D, 'bob', { text: 'four' });
  await until('the first', () => store.conversation(D).seq === 4);
  clock.advance(900);
  platform.post(D, 'bob', { text: 'five' });
  await until('the second', () => store.conversation(D).seq === 5);
  clock.advance(100);
  const { deliveredUpTo } = await platform.frame('receipt');
  assert.equal(deliveredUpTo, 5);
  assert.equal((await platform.socket('alice')).of('receipt').length, 1);
});

test('a draft is shown at once, saved when the user pauses, and cleared', async (t) => {
  const { store, platform, clock } = await chat(t);
  store.setDraft(D, 'I wou');
  clock.advance(900);
  store.setDraft(D, 'I would say');
  assert.equal(store.conversation(D).draft, 'I would say');
  clock.advance(1_000);
  const saved = () => platform.requestsTo('PATCH', '/v1/conversations/d%3Aalice%3Abob').map(({ body }) => body);
  await until('saved', () => saved().length === 1);
  store.setDraft(D, '');
  assert.equal(store.conversation(D).draft, undefined);
  clock.advance(1_000);
  await until('saved', () => saved().length === 2);
  assert.deepEqual(saved(), [{ draft: 'I would say' }, { draft: null }]);
});

test('a platform that is too busy for the list is asked again', async (t) => {
  const stage = await scene(t);
  stage.platform.log.post(D, 'bob', { text: 'one' });
  stage.platform.mischief.answerOnce('GET', '/v1/conversations', { status: 500, body: { code: 'internal' } });
  const client = stage.client('alice');
  const store = createStore(client);
  t.after(() => store.close());
  await until('a wait', () => stage.clock.waits(5_000));
  stage.clock.advance(5_000);
  await store.ready;
  assert.equal(store.conversations().length, 1);
});

test('a store that is made later has the same', async (t) => {
  const stage = await scene(t);
  stage.platform.log.post(D, 'bob', { text: 'one' });
  const client = await online(stage, 'alice');
  const store = createStore(client);
  t.after(() => store.close());
  await store.ready;
  assert.equal(store.conversation(D).unread, 1);
});

test('changes are told with their conversation', async (t) => {
  const { platform, store, changes } = await chat(t);
  const end = store.subscribe(() => assert.fail('it was ended'));
  end();
  changes.length = 0;
  platform.post(D, 'bob', { text: 'four' });
  await until('the message', () => store.conversation(D).seq === 4);
  assert.deepEqual(
    new Set(changes.map(({ type, conversation }) => `${type} ${conversation}`)),
    new Set([`conversation ${D}`, `messages ${D}`]),
  );
});

test('after close the store stands still and the connection goes on', async (t) => {
  const { client, store, platform } = await chat(t);
  const events = told(client, 'event');
  store.close();
  platform.post(D, 'bob', { text: 'four' });
  await until('the event', () => events.length === 1);
  assert.equal(store.conversation(D).seq, 3);
});
