import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TypingUsers } from '../src/store/typing-users.js';
import { FakeClock } from './fake/clock.js';

const D = 'd:alice:bob';

function typing() {
  const clock = new FakeClock();
  const changes = [];
  const users = new TypingUsers(clock, (conversation) => changes.push(conversation));
  const frame = (names, on = true, more = {}) =>
    users.frame({ conversation: D, users: names, on, expiresInMs: 5_000, ...more });
  const event = (name, actor, data = {}) => users.event({ event: name, conversation: D, actor, data });
  return { clock, users, changes, frame, event, now: () => users.of(D) };
}

const ENDS = [
  ['its time', ({ clock }) => clock.advance(5_000)],
  ['the word of the platform', ({ frame }) => frame(['bob'], false)],
  ['a message of the user', ({ event }) => event('message.created', 'bob')],
  ['leaving', ({ event }) => event('member.left', 'bob', { user: 'bob' })],
  ['a removal', ({ event }) => event('member.removed', 'carol', { user: 'bob' })],
  ['a ban', ({ event }) => event('member.banned', 'carol', { user: 'bob' })],
  ['a mute', ({ event }) => event('member.muted', 'carol', { user: 'bob' })],
  ['the loss of the connection', ({ users }) => users.clear()],
];

for (const [name, end] of ENDS) {
  test(`typing ends by ${name}`, () => {
    const scene = typing();
    scene.frame(['bob']);
    assert.deepEqual(scene.now(), { users: ['bob'], count: 1 });
    end(scene);
    assert.deepEqual(scene.now(), { users: [], count: 0 });
    assert.equal(scene.clock.timers, 0);
    assert.equal(scene.changes.length, 2);
  });
}

test('typing goes on while it is renewed', () => {
  const { clock, frame, now } = typing();
  frame(['bob']);
  for (let i = 0; i < 3; i++) {
    clock.advance(4_999);
    frame(['bob']);
  }
  assert.deepEqual(now().users, ['bob']);
});

test('a message of another user ends nothing', () => {
  const { frame, event, now } = typing();
  frame(['bob']);
  event('message.created', 'cem');
  event('member.left', 'cem', { user: 'cem' });
  assert.deepEqual(now().users, ['bob']);
});

test('of a large group the state is that of the whole group', () => {
  const { clock, frame, now } = typing();
  frame(['bob', 'cem', 'dan'], true, { count: 7, coalescedMs: 2_000 });
  assert.deepEqual(now(), { users: ['bob', 'cem', 'dan'], count: 7 });
  frame(['cem'], true, { count: 1, coalescedMs: 2_000 });
  assert.deepEqual(now(), { users: ['cem'], count: 1 });
  frame([], false, { count: 0 });
  assert.deepEqual(now(), { users: [], count: 0 });
  frame(['bob'], true, { count: 4 });
  clock.advance(5_000);
  assert.deepEqual(now(), { users: [], count: 0 });
});
