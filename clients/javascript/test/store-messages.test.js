import assert from 'node:assert/strict';
import { test } from 'node:test';
import { D, chat, shown, texts } from './fake/chat.js';
import { until } from './fake/until.js';

test('history is loaded page by page, oldest first, and live messages follow', async (t) => {
  const { platform, store } = await chat(t, { pageSize: 2 });
  assert.deepEqual([texts(store.messages(D)), store.messages(D).hasOlder], [[], true]);
  assert.equal(await store.loadOlder(D), true);
  assert.deepEqual(texts(store.messages(D)), ['two', 'three']);
  platform.post(D, 'bob', { text: 'four' });
  await until('the message', () => store.messages(D).items.length === 3);
  assert.equal(await store.loadOlder(D), false);
  assert.deepEqual(texts(store.messages(D)), ['one', 'two', 'three', 'four']);
  const list = store.messages(D);
  assert.equal(list, store.messages(D));
  assert.equal(list.hasOlder, false);
});

test('live messages are there before the first page, without a hole between', async (t) => {
  const { platform, store } = await chat(t);
  platform.post(D, 'bob', { text: 'four' });
  await until('the message', () => store.messages(D).items.length === 1);
  await store.loadOlder(D);
  assert.deepEqual(texts(store.messages(D)), ['one', 'two', 'three', 'four']);
});

test('a page that cannot be loaded says why, and can be asked for again', async (t) => {
  const { platform, store } = await chat(t);
  platform.mischief.answerOnce('GET', '/v1/conversations/d%3Aalice%3Abob/messages', {
    status: 500,
    body: { code: 'internal' },
  });
  await assert.rejects(store.loadOlder(D), { code: 'internal' });
  assert.equal(store.messages(D).error.code, 'internal');
  await store.loadOlder(D);
  assert.equal(store.messages(D).error, undefined);
});

test('a direct conversation that has not begun is empty, and goes on with its first message', async (t) => {
  const { platform, store } = await chat(t);
  const notFound = { status: 404, body: { code: 'conversation-not-found' } };
  const begun = 'd:alice:cem';
  platform.mischief.answerOnce('GET', '/v1/conversations/d%3Aalice%3Acem/messages', notFound);
  assert.equal(await store.loadOlder(begun), false);
  assert.deepEqual(store.messages(begun), { items: [], hasOlder: false, loading: false });
  platform.post(begun, 'cem', { text: 'hello' });
  await until('the message', () => store.messages(begun).items.length === 1);
  for (const other of ['d:bob:cem', 'd:cem:alice', 'd:alice:alice', 'g:cem']) {
    platform.mischief.answerOnce('GET', `/v1/conversations/${encodeURIComponent(other)}/messages`, notFound);
    await assert.rejects(store.loadOlder(other), { code: 'conversation-not-found' });
  }
});

test('an edit that comes while its page is loaded is not lost', async (t) => {
  const { platform, store } = await chat(t);
  let answer;
  const path = '/v1/conversations/d%3Aalice%3Abob/messages';
  platform.mischief.answerOnce('GET', path, new Promise((resolve) => (answer = resolve)));
  const loading = store.loadOlder(D);
  await until('the request', () => platform.requestsTo('GET', path).length === 1);
  const { data, ...first } = platform.log.conversation(D).events[0];
  platform.happen(D, 'message.edited', 'bob', {
    message: { id: data.message.id, text: 'ONE' },
    messageSeq: 1,
    sender: 'bob',
    version: 4,
  });
  await until('the edit', () => store.conversation(D).seq === 4);
  const old = {
    ...data.message,
    conversation: D,
    seq: first.seq,
    sender: 'bob',
    at: first.at,
    edited: false,
    deleted: false,
    version: 1,
  };
  answer({ body: { items: [old], next: null } });
  await loading;
  assert.deepEqual(texts(store.messages(D)), ['ONE']);
});

test('edits, deletions, reactions, pins and thread counts change messages', async (t) => {
  const { platform, store } = await chat(t);
  await store.loadOlder(D);
  const [one, two, three] = store.messages(D).items;
  const about = { sender: 'bob', messageSeq: 1 };
  platform.happen(D, 'message.edited', 'bob', { message: { id: one.id, text: 'ONE' }, ...about, version: 4 });
  platform.happen(D, 'message.deleted', 'bob', { messageId: two.id, sender: 'bob', messageSeq: 2, version: 5 });
  platform.happen(D, 'reaction.added', 'alice', { messageId: three.id, emoji: '👍', user: 'alice', count: 1 });
  platform.happen(D, 'message.pinned', 'bob', { messageId: one.id, by: 'bob' });
  platform.happen(D, 'thread.updated', 'bob', { messageId: one.id, replies: 1, lastReplyAt: one.at, lastReplySeq: 3 });
  await until('all', () => store.conversation(D).seq === 8);
  const [first, second, third] = store.messages(D).items;
  assert.deepEqual([first.text, first.edited, first.pinned.by, first.thread.replies], ['ONE', true, 'bob', 1]);
  assert.deepEqual([second.deleted, second.text], [true, undefined]);
  assert.deepEqual(third.reactions, [{ emoji: '👍', count: 1, mine: true }]);
  assert.equal(store.message(D, one.id), first);
  assert.notEqual(one, first);
});

test('an own message is shown at once as pending, and then once', async (t) => {
  const { client, store, platform } = await chat(t);
  await store.loadOlder(D);
  const held = platform.mischief.holdEvents();
  const action = client.send({ conversation: D, text: 'mine' });
  assert.deepEqual(texts(store.messages(D)), ['one', 'two', 'three', 'mine']);
  assert.equal(store.messages(D).items[3].state, 'pending');
  await action;
  assert.equal(store.messages(D).items[3].state, 'sent');
  held.forEach(({ socket, frame }) => socket.send(frame));
  await until('the event', () => store.conversation(D).seq === 4);
  assert.deepEqual(texts(store.messages(D)), ['one', 'two', 'three', 'mine']);
  assert.equal(store.messages(D).items[3].seq, 4);
  assert.deepEqual(shown(store), { unread: 0, mentions: 0, last: 'mine', seq: 4 });
});

test('a refused message stays until the user discards it, or sends it again', async (t) => {
  const { client, store, platform } = await chat(t);
  const heard = platform.mischief.ignore('message.send', ({ ref, clientMsgId }, socket) => {
    socket.send({ type: 'rejected', ref, clientMsgId, code: 'muted', detail: 'You are muted.' });
  });
  await assert.rejects(client.send({ conversation: D, text: 'mine' }), { code: 'muted' });
  const [failed] = store.messages(D).items;
  assert.deepEqual([failed.state, failed.error.code], ['failed', 'muted']);
  heard();
  await store.resend(failed);
  assert.deepEqual(texts(store.messages(D)), ['mine']);
  assert.equal(store.messages(D).items[0].state, 'sent');
});

test('a failed message can be discarded', async (t) => {
  const { client, store, platform } = await chat(t);
  platform.mischief.ignore('message.send', ({ ref, clientMsgId }, socket) => {
    socket.send({ type: 'rejected', ref, clientMsgId, code: 'muted', detail: '' });
  });
  await assert.rejects(client.send({ conversation: D, text: 'mine' }));
  store.discard(store.messages(D).items[0]);
  assert.deepEqual(store.messages(D).items, []);
});

test('replies are in their thread alone', async (t) => {
  const { client, platform, store } = await chat(t, { pageSize: 2 });
  await store.loadOlder(D);
  const parent = store.messages(D).items[0];
  for (const text of ['r1', 'r2', 'r3']) {
    platform.post(D, 'bob', { text, parentId: parent.id });
  }
  await until('the replies', () => store.conversation(D).seq === 6);
  assert.deepEqual(shown(store), { unread: 3, mentions: 0, last: 'three', seq: 6 });
  assert.equal(await store.loadThread(parent), true);
  assert.deepEqual(texts(store.thread(parent)), ['r1', 'r2']);
  platform.post(D, 'bob', { text: 'r4', parentId: parent.id });
  await until('the reply', () => store.conversation(D).seq === 7);
  assert.deepEqual(texts(store.thread(parent)), ['r1', 'r2']);
  assert.equal(await store.loadThread(parent), false);
  await client.reply(parent, { text: 'mine' });
  await until('the reply', () => store.thread(parent).items.at(-1).seq === 8);
  assert.deepEqual(texts(store.thread(parent)), ['r1', 'r2', 'r3', 'r4', 'mine']);
  assert.equal(store.thread(parent).parent.text, 'two');
  assert.deepEqual(texts(store.messages(D)), ['two', 'three']);
});

test('a message that is hidden for the user alone goes from the list', async (t) => {
  const { client, store } = await chat(t);
  await store.loadOlder(D);
  await client.hideMessage(store.messages(D).items[1]);
  assert.deepEqual(texts(store.messages(D)), ['one', 'three']);
});
