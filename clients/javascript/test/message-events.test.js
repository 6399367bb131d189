import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, messageOf } from '../src/store/message-events.js';

const AT = '2026-03-01T09:30:00.000Z';
const MESSAGE = messageOf({
  conversation: 'd:alice:bob',
  seq: 4,
  messageNo: 3,
  actor: 'bob',
  at: AT,
  clientMsgId: 'c1',
  data: { message: { id: 'm4', kind: 'text', text: 'hi', mentions: ['alice'], tags: ['x'] } },
});
const event = (name, data) => ({ event: name, at: '2026-03-01T09:31:00.000Z', data });
const reacted = (name, emoji, user, count) => event(name, { messageId: 'm4', emoji, user, count });
const after = (...events) => events.reduce((message, each) => changed(message, each, 'alice'), MESSAGE);

test('a message as its event brings it', () => {
  const { id, sender, seq, version, edited, deleted, state, text, clientMsgId } = MESSAGE;
  assert.deepEqual(
    { id, sender, seq, version, edited, deleted, state, text, clientMsgId },
    {
      id: 'm4',
      sender: 'bob',
      seq: 4,
      version: 4,
      edited: false,
      deleted: false,
      state: 'sent',
      text: 'hi',
      clientMsgId: 'c1',
    },
  );
});

test('an edit changes the fields that it names; null clears one', () => {
  const edited = after(
    event('message.edited', { message: { id: 'm4', text: 'hello', metadata: null, mentions: [] }, version: 7 }),
  );
  assert.deepEqual(
    [edited.text, edited.mentions, edited.tags, edited.edited, edited.version],
    ['hello', [], ['x'], true, 7],
  );
  assert.equal('metadata' in edited, false);
});

test('an edit that is older than what is known changes nothing', () => {
  const edited = after(event('message.edited', { message: { id: 'm4', text: 'new' }, version: 7 }));
  const same = changed(edited, event('message.edited', { message: { id: 'm4', text: 'old' }, version: 6 }), 'alice');
  assert.equal(same, edited);
});

test('a deletion leaves a tombstone without content, and nothing brings it back', () => {
  const deleted = after(
    reacted('reaction.added', '👍', 'bob', 1),
    event('message.deleted', { messageId: 'm4', version: 8 }),
    event('message.edited', { message: { id: 'm4', text: 'back' }, version: 9 }),
    reacted('reaction.added', '👍', 'bob', 1),
  );
  assert.deepEqual(Object.keys(deleted).sort(), [
    'at',
    'clientMsgId',
    'conversation',
    'deleted',
    'deletedAt',
    'edited',
    'id',
    'kind',
    'messageNo',
    'sender',
    'seq',
    'state',
    'version',
  ]);
  assert.deepEqual([deleted.deleted, deleted.version], [true, 8]);
});

test('reactions are absolute counts, the most frequent first, and know what is the own', () => {
  const message = after(
    reacted('reaction.added', '👍', 'bob', 1),
    reacted('reaction.added', '👍', 'bob', 1),
    reacted('reaction.added', '🎉', 'alice', 2),
    reacted('reaction.added', '❤', 'cem', 1),
    reacted('reaction.removed', '❤', 'cem', 0),
  );
  assert.deepEqual(message.reactions, [
    { emoji: '🎉', count: 2, mine: true },
    { emoji: '👍', count: 1 },
  ]);
  const without = changed(message, reacted('reaction.removed', '🎉', 'alice', 1), 'alice');
  assert.deepEqual(
    without.reactions.find(({ emoji }) => emoji === '🎉'),
    { emoji: '🎉', count: 1, mine: false },
  );
});

test('pins and threads', () => {
  const pinned = after(event('message.pinned', { messageId: 'm4', by: 'cem' }));
  assert.deepEqual(pinned.pinned, { by: 'cem', at: '2026-03-01T09:31:00.000Z' });
  assert.equal('pinned' in changed(pinned, event('message.unpinned', { messageId: 'm4' }), 'alice'), false);
  const thread = after(event('thread.updated', { messageId: 'm4', replies: 2, lastReplyAt: AT, lastReplySeq: 9 }));
  assert.deepEqual(thread.thread, { replies: 2, lastReplyAt: AT, lastReplySeq: 9 });
});

test('an event that a newer platform knows changes nothing', () => {
  assert.equal(after(event('message.something', { messageId: 'm4' })), MESSAGE);
});
