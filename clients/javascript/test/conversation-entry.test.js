import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConversationEntry } from '../src/store/conversation-entry.js';

const D = 'd:alice:bob';
const AT = '2026-03-01T09:30:00.000Z';
const posted = (seq, text = `text ${seq}`) => ({
  conversation: D,
  seq,
  messageNo: seq,
  event: 'message.created',
  actor: 'bob',
  at: AT,
  data: { message: { id: `m${seq}`, kind: 'text', text } },
});
const deleted = (seq, messageSeq) => ({
  conversation: D,
  seq,
  messageNo: 9,
  event: 'message.deleted',
  actor: 'bob',
  at: AT,
  data: { messageId: `m${messageSeq}`, messageSeq, sender: 'bob', version: seq },
});

/** What the platform says of a conversation in which nothing was read. */
function loaded(seq, more = {}) {
  const own = { readUpTo: 0, deliveredUpTo: 0, unread: seq, mentions: 0, markedUnread: false };
  const settings = { pinned: false, archived: false, hidden: false, version: 3 };
  return {
    conversation: D,
    kind: 'direct',
    user: 'bob',
    former: false,
    seq,
    messageNo: seq,
    ...own,
    ...settings,
    lastActivityAt: AT,
    ...more,
  };
}

function entry(...steps) {
  const made = new ConversationEntry('alice');
  steps.forEach((step) => (step.event ? made.add(step) : made.load(step)));
  return made;
}

const summary = ({ data: { seq, unread, lastMessage } }) => [seq, unread, lastMessage?.id];

test('events that came before it was loaded are added', () => {
  assert.deepEqual(summary(entry(posted(4), posted(5), loaded(4))), [5, 5, 'm5']);
});

test('what is loaded may be ahead of the events', () => {
  assert.deepEqual(summary(entry(loaded(3), loaded(6), posted(4), posted(5), posted(6), posted(7))), [7, 7, 'm7']);
});

test('what is loaded and behind is brought up to date by the events that are known', () => {
  assert.deepEqual(summary(entry(loaded(3), posted(4), posted(5), loaded(3))), [5, 5, 'm5']);
});

test('what is loaded and too far behind takes nothing back', () => {
  const made = entry(loaded(3), posted(4));
  assert.equal(made.load(loaded(2, { unread: 0 })), false);
  assert.deepEqual(summary(made), [4, 4, 'm4']);
});

test('a hole in the events makes it stale, until it is loaded', () => {
  const made = entry(loaded(3), posted(5));
  assert.equal(made.isStale, true);
  made.load(loaded(5));
  assert.equal(made.isStale, false);
});

test('after a reset whatever is loaded counts', () => {
  const made = entry(loaded(9));
  made.reset();
  made.load(loaded(2));
  assert.deepEqual([made.seq, made.data.unread, made.isStale], [2, 2, false]);
});

test('the later setting counts, also where an older list is loaded after it', () => {
  const made = entry(loaded(3));
  const set = (version, more) => made.settings({ pinned: false, archived: false, hiddenUpTo: 0, version, ...more });
  set(5, { archived: true, mutedUntil: '9999-12-31T23:59:59.999Z' });
  set(4, {});
  assert.equal(made.data.archived, true);
  made.load(loaded(3, { version: 4 }));
  assert.deepEqual([made.data.archived, made.data.version], [true, 5]);
  set(6, {});
  assert.equal('mutedUntil' in made.data, false);
});

test('what the user writes goes before a draft from elsewhere', () => {
  const made = entry(loaded(3));
  made.localDraft('here');
  made.settings({ pinned: false, archived: false, hiddenUpTo: 0, draft: 'there', version: 4 });
  assert.equal(made.data.draft, 'here');
  made.localDraft(undefined);
  made.settings({ pinned: false, archived: false, hiddenUpTo: 0, draft: 'there', version: 5 });
  assert.equal(made.data.draft, 'there');
});

test('counts of a receipt that is behind the events are brought up to date', () => {
  const made = entry(loaded(3), posted(4), posted(5), deleted(6, 5));
  made.receipt({ readUpTo: 2, deliveredUpTo: 3 }, { unread: 1, mentions: 0, markedUnread: false, seq: 3 });
  assert.deepEqual([made.data.unread, made.data.readUpTo, made.isStale], [2, 2, false]);
});

test('counts of a receipt from before what was loaded are counted anew', () => {
  const made = entry(loaded(9));
  made.receipt({ readUpTo: 2, deliveredUpTo: 3 }, { unread: 1, mentions: 0, markedUnread: false, seq: 3 });
  assert.equal(made.isStale, true);
});

test('nothing is shown of what was never loaded', () => {
  const made = entry(posted(4));
  made.read(4);
  made.localDraft('x');
  assert.deepEqual([made.data, made.isStale, made.seq], [undefined, true, 4]);
});
