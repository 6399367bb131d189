import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { connect, createStore } from '../src/index.js';
import { until } from './fake/until.js';
import { Ledger } from './ledger.js';

const { PARLEY_URL: url, PARLEY_API_KEY: apiKey } = process.env;
const options = { skip: url && apiKey ? false : 'PARLEY_URL and PARLEY_API_KEY are not set', timeout: 60_000 };
const MESSAGES = 40;

async function asServer(method, path, body) {
  const headers = { 'X-Api-Key': apiKey, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
  const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
  return response.json();
}

/** A new user with a client whose connection the test can cut. */
async function user(t, name) {
  const id = `${name}-${randomUUID().slice(0, 8)}`;
  await asServer('POST', '/v1/users', { id, name });
  const sockets = [];
  class CuttableSocket extends WebSocket {
    constructor(...args) {
      super(...args);
      sockets.push(this);
    }
  }
  const token = () => asServer('POST', `/v1/users/${id}/tokens`, { device: 'js-1' });
  const client = connect({ url, token, WebSocket: CuttableSocket, device: 'js-1' });
  t.after(() => client.stop());
  const store = createStore(client);
  t.after(() => store.close());
  const ledger = new Ledger();
  client.on('event', (event) => ledger.add(event));
  await store.ready;
  return { id, client, store, ledger, cut: () => sockets.at(-1).terminate() };
}

test('two users chat, one is cut again and again, and nothing is lost, doubled or out of order', options, async (t) => {
  const [alice, bob] = await Promise.all([user(t, 'alice'), user(t, 'bob')]);
  const sent = Array.from({ length: MESSAGES }, (_, i) => `message ${i}`);
  const cuts = [alice, bob].map(({ client, cut }, i) => client.on('event', ({ seq }) => seq % 10 === 3 + i && cut()));
  const outcomes = sent.map((text) => alice.client.send({ receiver: { user: bob.id }, text }));
  const [{ conversation }] = await Promise.all(outcomes);
  for (const { ledger, store } of [alice, bob]) {
    await until('all messages', () => ledger.last >= MESSAGES && store.conversation(conversation)?.seq === ledger.last);
    assert.deepEqual(ledger.faults(), []);
    assert.deepEqual(ledger.texts, sent);
  }
  cuts.forEach((end) => end());
  const message = { id: (await outcomes[0]).messageId, conversation };
  await bob.client.react(message, '👍');
  await alice.client.edit(message, { text: 'edited' });
  await until('the edit', () => bob.store.message(conversation, message.id)?.text === 'edited');
  await bob.store.loadOlder(conversation);
  assert.deepEqual(bob.store.message(conversation, message.id).reactions, [{ emoji: '👍', count: 1, mine: true }]);
  assert.equal(bob.store.messages(conversation).items.length, MESSAGES);
  await reads(alice, bob, conversation);
});

async function reads(alice, bob, conversation) {
  assert.equal(bob.store.conversation(conversation).unread, MESSAGES);
  await bob.store.markRead(conversation);
  const { seq } = bob.store.conversation(conversation);
  await until('the receipt', () =>
    alice.store.receipts(conversation).some(({ user: who, readUpTo }) => who === bob.id && readUpTo >= seq),
  );
  const counted = await bob.client.api(
    'GET',
    `/v1/conversations/${encodeURIComponent(conversation)}?atLeastSeq=${seq}`,
  );
  assert.equal(counted.unread, bob.store.conversation(conversation).unread);
}

test('typing and presence, where the platform has them', options, async (t) => {
  const [alice, bob] = await Promise.all([user(t, 'alice'), user(t, 'bob')]);
  const { conversation } = await alice.client.send({ receiver: { user: bob.id }, text: 'hi' });
  await until('the message', () => bob.store.conversation(conversation));
  try {
    await alice.client.watchPresence([bob.id]);
  } catch (e) {
    assert.equal(e.code, 'type-unknown');
    t.skip('the platform has no presence yet');
    return;
  }
  await until('online', () => alice.store.presence(bob.id).state === 'online');
  bob.client.typing(conversation);
  await until('typing', () => alice.store.typing(conversation).users.includes(bob.id));
  await bob.client.send({ conversation, text: 'hi' });
  await until('no typing', () => alice.store.typing(conversation).count === 0);
});
