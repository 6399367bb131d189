/**
 * A page that loses its line again and again while both sides write, change and read: what its client holds and what it shows is in the
 * end what the platform has. OUTAGE_SECONDS is how long that goes on, 10 by default.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, launch, openAs, unique } from './browser.mjs';
import { Caller } from './caller.mjs';

const SECONDS = Number(process.env.OUTAGE_SECONDS ?? 10);
const CUT_MS = 600;
const WHOLE_MS = 500;
/** What the browser itself says of a line that is down. */
const OF_THE_LINE = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|WebSocket connection to/;

let browser;
let alice;
let bob;

before(async () => {
  browser = await launch();
  [alice, bob] = await Promise.all([openAs(browser, 'alice'), Caller.of('bob')]);
});

after(() => browser?.close());

test('a page whose line comes and goes holds and shows what the platform has', { timeout: (SECONDS + 60) * 1_000 }, async () => {
  const group = await alice.newGroup(unique('Outages'), ['Bob']);
  const conversation = `g:${group}`;
  await alice.page.evaluate(startClient, { group, conversation });
  const end = Date.now() + SECONDS * 1_000;
  const [, outages] = await Promise.all([bobActs(group, conversation, end), loseTheLine(end)]);
  assert.ok(outages >= SECONDS / 2, `${outages} outages`);
  const outcomes = await alice.page.evaluate(() => drill.settle());
  const rest = await Caller.of('alice');
  const { seq, messages } = await stored(rest, conversation, outcomes);
  const held = () => alice.page.evaluate(() => drill.held());
  // The page itself is a device of Alice as well, and may still be reading.
  await eventually(async () => {
    const [{ counted, receipts }, platform] = await Promise.all([held(), counts(rest, conversation)]);
    return JSON.stringify({ counted, receipts }) === JSON.stringify(platform) || { counted, receipts, platform };
  }, 'the client has come as far as the platform');
  const client = await held();
  assert.equal(client.counted.seq, seq);
  assert.deepEqual(client.messages, messages);
  const first = client.seqs[0];
  assert.deepEqual(client.seqs, Array.from({ length: seq - first + 1 }, (_, i) => first + i), 'each event once, by seq');
  for (const { messageId } of outcomes) {
    assert.equal(messages.filter(({ id }) => id === messageId).length, 1, `accepted ${messageId} is there once`);
  }
  await showsTheSame(messages);
  assert.deepEqual(alice.faults.splice(0).filter((fault) => !OF_THE_LINE.test(fault)), []);
});

/** In the page: a client of its own on the page's kind of line, as a second device, that writes, changes and reads all the time. */
async function startClient({ group, conversation }) {
  const { connect, createStore } = await import('/console/client/index.js');
  const { Line } = await import('/console/line.js');
  const line = new Line();
  const token = async () => (await (await line.fetch('/console/users/alice/token', { method: 'POST' })).json()).token;
  const parley = connect({ url: location.origin, user: 'alice', token, WebSocket: line.WebSocket, fetch: line.fetch });
  const store = createStore(parley);
  const seqs = [];
  const outcomes = [];
  const changes = [];
  parley.on('event', (event) => event.conversation === conversation && seqs.push(event.seq));
  await store.ready;
  // The group is new: everything else comes live, or by resuming.
  await Promise.all([store.loadOlder(conversation), store.loadReceipts(conversation)]);
  let count = 0;
  const act = () => {
    count += 1;
    const sent = parley.send({ receiver: { group }, text: `from the page ${count}` });
    outcomes.push(sent);
    const isEdited = count % 3 === 0;
    if (isEdited) changes.push(sent.then(({ messageId }) => parley.edit({ id: messageId, conversation }, { text: `edited ${messageId}` })));
    const { items } = store.messages(conversation);
    const other = items.findLast(({ sender, deleted, state }) => sender === 'bob' && !deleted && state === 'sent');
    // The other one may have deleted it meanwhile.
    if (other && count % 2 === 0) changes.push(parley.react(other, '👍').catch((e) => e.code === 'message-deleted' || Promise.reject(e)));
    if (count % 7 === 0) changes.push(store.markRead(conversation));
  };
  const acting = setInterval(act, 250);
  const shown = ({ id, text = null, deleted, pinned, reactions = [] }) => ({
    id,
    text,
    deleted,
    pinned: pinned !== undefined,
    reactions: reactions.map(({ emoji, count: users }) => `${emoji} ${users}`).sort(),
  });
  globalThis.drill = {
    shown,
    cut: () => line.cut(),
    restore: () => {
      line.restore();
      parley.reconnect();
    },
    settle: async () => {
      clearInterval(acting);
      await Promise.all(changes);
      return Promise.all(outcomes);
    },
    held: () => {
      const { seq, readUpTo, unread } = store.conversation(conversation);
      const receipts = store.receipts(conversation).filter(({ user }) => user === 'bob');
      return {
        seqs,
        counted: { seq, readUpTo, unread },
        messages: store.messages(conversation).items.map(shown),
        receipts: receipts.map(({ user, readUpTo: read }) => ({ user, readUpTo: read })),
      };
    },
  };
}

/** Bob writes, edits, reacts, deletes and reads until a time. */
async function bobActs(group, conversation, end) {
  const own = [];
  for (let count = 1; Date.now() < end; count += 1) {
    const { id, seq } = await bob.call('POST', '/v1/messages', { receiver: { group }, text: `from Bob ${count}` });
    own.push(id);
    const of = `?conversation=${encodeURIComponent(conversation)}`;
    const change = [
      () => bob.call('PATCH', `/v1/messages/${own.at(-1)}${of}`, { text: `edited by Bob ${count}` }),
      () => bob.call('PUT', `/v1/messages/${own.at(-1)}/reactions/%F0%9F%8E%89${of}`),
      () => bob.call('DELETE', `/v1/messages/${own.at(-2)}${of}`),
      () => bob.call('POST', `/v1/conversations/${encodeURIComponent(conversation)}/read`, { upToSeq: seq }),
    ];
    await change[count % change.length]();
  }
}

/** The line is cut by its button, or the whole browser is offline, in turn; returns how often. */
async function loseTheLine(end) {
  const context = alice.page.context();
  let count = 0;
  for (; Date.now() < end; count += 1) {
    const isCut = count % 2 === 0;
    if (isCut) await Promise.all([alice.button('Cut the line').click(), alice.page.evaluate(() => drill.cut())]);
    else await context.setOffline(true);
    await pause(CUT_MS);
    if (isCut) await Promise.all([alice.button('Restore the line').click(), alice.page.evaluate(() => drill.restore())]);
    else await context.setOffline(false);
    await pause(WHOLE_MS);
  }
  return count;
}

/** The messages as REST has them, once the store has all that was accepted. */
async function stored(rest, conversation, outcomes) {
  const path = `/v1/conversations/${encodeURIComponent(conversation)}`;
  const reached = Math.max(...outcomes.map(({ seq }) => seq));
  const { items } = await rest.call('GET', `${path}/events?afterSeq=${reached - 1}&atLeastSeq=${reached}&limit=200`);
  const { seq } = items.at(-1);
  const messages = [];
  for (let after = 0; after !== null; ) {
    const page = await rest.call('GET', `${path}/messages?limit=200&after=${after}&atLeastSeq=${seq}`);
    messages.push(...page.items);
    after = page.next;
  }
  return { seq, messages: await alice.page.evaluate((all) => all.map(drill.shown), messages) };
}

/** What REST says of the conversation, and how far Bob has read. */
async function counts(rest, conversation) {
  const path = `/v1/conversations/${encodeURIComponent(conversation)}`;
  const { seq, readUpTo, unread } = await rest.call('GET', path);
  const { items } = await rest.call('GET', `${path}/receipts`);
  const receipts = items.filter(({ user }) => user === 'bob').map(({ user, readUpTo: read }) => ({ user, readUpTo: read }));
  return { counted: { seq, readUpTo, unread }, receipts };
}

/** The page's own client has the last messages as texts on the screen. */
async function showsTheSame(messages) {
  const expected = messages.map(({ deleted, text }) => (deleted ? 'Message deleted' : text));
  await eventually(async () => {
    const texts = await alice.page.locator('#chat .text').allInnerTexts();
    const tail = expected.slice(-texts.length);
    return (texts.length > 0 && JSON.stringify(texts) === JSON.stringify(tail)) || { texts, tail };
  }, 'the page shows the same');
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
