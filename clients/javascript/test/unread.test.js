import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnreadCounter } from '../src/store/unread.js';

let seq = 10;
const of = (event, actor, data) => ({ event, actor, data, seq: ++seq });
const posted = (actor, more = {}, data = {}) =>
  of('message.created', actor, { message: { id: `m${seq + 1}`, ...more }, ...data });
const edited = (messageSeq, mentions, data = {}) =>
  of('message.edited', 'bob', { message: { mentions }, messageSeq, sender: 'bob', ...data });
const deleted = (messageSeq, more = {}) => of('message.deleted', 'bob', { messageSeq, sender: 'bob', ...more });
const joined = (user) => of('member.joined', user, { user });

/** Alice has read up to 5; as of 10 the platform counted 3 unread messages behind it, one of which names her. */
function counter() {
  seq = 10;
  const unread = new UnreadCounter('alice');
  unread.counted({ unread: 3, mentions: 1, markedUnread: false, readUpTo: 5, seq: 10 });
  return unread;
}

// What happens after that, and what is unread then: [messages, mentions, whether the platform must count].
const CASES = [
  ['nothing', () => [], [3, 1, false]],
  ['a message', () => [posted('bob')], [4, 1, false]],
  ['a message that names her', () => [posted('bob', { mentions: ['alice'] })], [4, 2, false]],
  ['a message that names another one', () => [posted('bob', { mentions: ['cem'] })], [4, 1, false]],
  ['a message to all', () => [posted('bob', { mentions: ['@all'] }, { mentionsAll: true })], [4, 2, false]],
  ['@all of one who may not call everybody', () => [posted('bob', { mentions: ['@all'] })], [4, 1, false]],
  ['a reply in a thread', () => [posted('bob', { parentId: 'm1', mentions: ['alice'] })], [3, 1, false]],
  ['her own message', () => [posted('bob'), posted('alice')], [0, 0, false]],
  ['her own reply', () => [posted('bob'), posted('alice', { parentId: 'm1' })], [4, 1, false]],
  ['a message that is deleted', () => [posted('bob', { mentions: ['alice'] }), deleted(11)], [3, 1, false]],
  ['a counted one is deleted', () => [deleted(8)], [2, 1, true]],
  ['the last counted one is deleted', () => [deleted(8), deleted(7), deleted(6)], [0, 0, true]],
  ['a read one is deleted', () => [deleted(5)], [3, 1, false]],
  ['a counted reply is deleted', () => [deleted(8, { parentId: 'm1' })], [3, 1, false]],
  ['one of her own is deleted', () => [deleted(8, { sender: 'alice' })], [3, 1, false]],
  ['an edit names her', () => [posted('bob'), edited(11, ['alice'])], [4, 2, false]],
  ['an edit names her no more', () => [posted('bob', { mentions: ['alice'] }), edited(11, [])], [4, 1, false]],
  ['an edit of the text alone', () => [posted('bob', { mentions: ['alice'] }), edited(11, undefined)], [4, 2, false]],
  ['an edit of a counted one changes who is named', () => [edited(8, ['alice'])], [3, 1, true]],
  ['an edit of a read one', () => [edited(5, ['alice'])], [3, 1, false]],
  ['she joins again', () => [posted('bob'), joined('alice')], [0, 0, false]],
  ['another one joins', () => [posted('bob'), joined('cem')], [4, 1, false]],
  ['what the platform counted already', () => [{ ...posted('bob'), seq: 10 }], [3, 1, false]],
];

for (const [name, events, [messages, mentions, isInexact]] of CASES) {
  test(`unread after: ${name}`, () => {
    const unread = counter();
    events().forEach((event) => unread.add(event));
    assert.deepEqual([unread.counts.unread, unread.counts.mentions, unread.isInexact], [messages, mentions, isInexact]);
  });
}

test('a read takes away what it covers', () => {
  const unread = counter();
  [posted('bob'), posted('bob')].forEach((event) => unread.add(event));
  unread.read(11);
  assert.deepEqual(unread.counts, { unread: 1, mentions: 0, markedUnread: false, readUpTo: 11 });
  unread.read(7);
  assert.equal(unread.counts.readUpTo, 11);
});

test('a read of some of what the platform counted leaves the count to the platform', () => {
  const unread = counter();
  unread.read(7);
  assert.equal(unread.isInexact, true);
  unread.counted({ unread: 1, mentions: 0, markedUnread: false, readUpTo: 7, seq: 10 });
  assert.deepEqual([unread.counts.unread, unread.isInexact], [1, false]);
});

test('marking as unread is undone by the next read', () => {
  const unread = counter();
  unread.read(10);
  unread.counted({ unread: 2, mentions: 0, markedUnread: true, readUpTo: 6, seq: 10 });
  assert.deepEqual(unread.counts, { unread: 2, mentions: 0, markedUnread: true, readUpTo: 6 });
  unread.marker(10);
  assert.deepEqual(unread.counts, { unread: 0, mentions: 0, markedUnread: false, readUpTo: 10 });
});

test('a marker that goes back without counts leaves the count to the platform', () => {
  const unread = counter();
  unread.marker(3);
  assert.deepEqual([unread.counts.markedUnread, unread.isInexact], [true, true]);
});

test('counts that are ahead of the events have them already', () => {
  const unread = counter();
  unread.counted({ unread: 5, mentions: 0, markedUnread: false, readUpTo: 5, seq: 12 });
  [posted('bob'), deleted(8), posted('bob')].forEach((event) => unread.add(event));
  assert.deepEqual([unread.counts.unread, unread.isInexact], [6, false]);
});

test('a read that is ahead of what the platform counted covers what comes up to there', () => {
  const unread = counter();
  unread.counted({ unread: 0, mentions: 0, markedUnread: false, readUpTo: 12, seq: 10 });
  [posted('bob'), posted('bob'), posted('bob')].forEach((event) => unread.add(event));
  assert.equal(unread.counts.unread, 1);
});

test('what the platform counted from a marker that is ahead leaves out what came up to there', () => {
  const unread = counter();
  [posted('bob'), posted('bob'), posted('bob')].forEach((event) => unread.add(event));
  unread.counted({ unread: 0, mentions: 0, markedUnread: false, readUpTo: 12, seq: 10 });
  assert.equal(unread.counts.unread, 1);
});
