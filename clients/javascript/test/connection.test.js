import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comeBack, online, scene, told } from './fake/client.js';
import { until } from './fake/until.js';

test('says hello with a ticket as subprotocol, and is online after the welcome', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const socket = await stage.platform.socket('alice');
  assert.equal(client.status.state, 'online');
  assert.equal(client.user, 'alice');
  assert.deepEqual(socket.of('hello'), [{ type: 'hello', device: 'alice-1' }]);
  assert.equal(stage.platform.requestsTo('POST', '/v1/socket-tickets').length, 1);
});

test('keeps the ticket out of the address, unless it is told to put it there', async (t) => {
  const stage = await scene(t);
  await online(stage, 'alice');
  await online(stage, 'bob', { ticketIn: 'url' });
  const [asProtocol, inUrl] = stage.platform.handshakes;
  assert.equal(asProtocol.url, '/v1/socket');
  assert.match(asProtocol.offered[1], /^parley\.ticket\./);
  assert.match(inUrl.url, /^\/v1\/socket\?ticket=/);
  assert.deepEqual(inUrl.offered, ['parley.v1+json']);
});

test('comes back after a cut with growing delays, and resumes where it was', async (t) => {
  const stage = await scene(t);
  stage.platform.log.post('d:alice:bob', 'bob', { text: 'one' });
  const client = await online(stage, 'alice');
  const delays = [];
  client.on('status', ({ state, retryAt }) => state === 'waiting' && delays.push(retryAt - stage.clock.now()));
  for (let n = 1; n <= 3; n++) {
    (await stage.platform.socket('alice', n)).cut();
    await comeBack(stage, client);
  }
  const last = await stage.platform.socket('alice', 4);
  assert.deepEqual(delays, [200, 400, 800]);
  assert.deepEqual(last.of('hello')[0].resume, { conversations: { 'd:alice:bob': 1 }, more: false });
});

test('begins with short delays again after a connection that lasted', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  (await stage.platform.socket('alice')).cut();
  await comeBack(stage, client);
  stage.clock.advance(10_000);
  (await stage.platform.socket('alice', 2)).cut();
  const { retryAt } = await until('waiting', () => client.status.state === 'waiting' && client.status);
  assert.equal(retryAt - stage.clock.now(), 200);
});

const ENDS = [
  {
    name: 'going-away tells when to come back',
    frame: { type: 'going-away', reconnectAfterMs: 4_000 },
    code: 4010,
    delayMs: 5_000,
    error: 'stopping',
  },
  { name: 'a slow reader resumes', code: 1013, delayMs: 200, error: 'too-busy' },
  {
    name: 'an error before the end tells when to come back',
    frame: { type: 'error', code: 'store-unavailable', detail: '', retryAfterMs: 2_000 },
    code: 1013,
    delayMs: 2_500,
    error: 'too-busy',
  },
  { name: 'an end without a reason', code: 1011, delayMs: 200, error: 'offline' },
];

for (const { name, frame, code, delayMs, error } of ENDS) {
  test(`after an end: ${name}`, async (t) => {
    const stage = await scene(t);
    const client = await online(stage, 'alice');
    const socket = await stage.platform.socket('alice');
    if (frame) {
      socket.send(frame);
    }
    socket.close(code, '');
    const status = await until('waiting', () => client.status.state === 'waiting' && client.status);
    assert.equal(status.retryAt - stage.clock.now(), delayMs);
    assert.equal(status.error.code, error);
    await comeBack(stage, client);
  });
}

test('is told that another connection of the device took over, and stays away until the app asks', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  (await stage.platform.socket('alice')).close(4009, 'the device opened another socket');
  await until('replaced', () => client.status.state === 'replaced');
  stage.clock.advance(600_000);
  assert.equal(client.status.state, 'replaced');
  assert.equal(stage.platform.sockets.length, 1);
  client.reconnect();
  await stage.platform.socket('alice', 2);
});

test('asks for a new token after 4001, and comes back with it', async (t) => {
  const stage = await scene(t);
  const asked = [];
  const token = (why) => {
    asked.push(why);
    return stage.platform.token('alice');
  };
  const client = await online(stage, 'alice', { token });
  (await stage.platform.socket('alice')).close(4001, 'token-revoked');
  await stage.platform.socket('alice', 2);
  await until('online', () => client.status.state === 'online');
  assert.deepEqual(asked, ['start', 'refused']);
});

test('gives up where no token is accepted', async (t) => {
  const stage = await scene(t);
  const asked = [];
  const client = stage.client('alice', { token: (why) => asked.push(why) && 'nonsense' });
  await assert.rejects(client.ready, { code: 'token-invalid', status: 401 });
  assert.equal(client.status.state, 'refused');
  assert.deepEqual(asked, ['start', 'refused']);
});

test('waits as long as the platform asks when it has no ticket to give', async (t) => {
  const stage = await scene(t);
  stage.platform.mischief.answerOnce('POST', '/v1/socket-tickets', {
    status: 503,
    body: { code: 'too-busy' },
    headers: { 'Retry-After': '7' },
  });
  const client = stage.client('alice');
  const status = await until('waiting', () => client.status.state === 'waiting' && client.status);
  assert.equal(status.retryAt - stage.clock.now(), 8_750);
  assert.equal(status.error.code, 'too-busy');
  await comeBack(stage, client);
});

test('tries again where the app has no token for the moment', async (t) => {
  const stage = await scene(t);
  let isAway = true;
  const client = stage.client('alice', {
    token: () => {
      if (isAway) {
        throw new Error('no network');
      }
      return stage.platform.token('alice');
    },
  });
  const status = await until('waiting', () => client.status.state === 'waiting' && client.status);
  assert.equal(status.error.code, 'token-unavailable');
  isAway = false;
  await comeBack(stage, client);
});

test('renews its token before the end on the open socket', async (t) => {
  const stage = await scene(t);
  const { clock, platform } = stage;
  const asked = [];
  const token = (why) => {
    asked.push(why);
    const expiresAt = clock.now() + 600_000;
    return { token: platform.token('alice', expiresAt), expiresAt: new Date(expiresAt).toISOString() };
  };
  platform.heartbeatMs = 3_600_000;
  await online(stage, 'alice', { token });
  clock.advance(600_000 - 75_000);
  const auth = await platform.frame('auth');
  assert.equal(platform.userOf(auth.token), 'alice');
  assert.deepEqual(asked, ['start', 'expiring']);
  assert.equal(platform.sockets.length, 1);
});

test('looks into a token for its end where the app does not say', async (t) => {
  const stage = await scene(t);
  const exp = stage.clock.now() / 1000 + 600;
  const claims = Buffer.from(JSON.stringify({ exp })).toString('base64url');
  let count = 0;
  const token = () => `head.${claims}.${++count}`;
  stage.platform.userOf = () => 'alice';
  stage.platform.expiryOf = () => exp * 1000;
  stage.platform.heartbeatMs = 3_600_000;
  await online(stage, 'alice', { token });
  stage.clock.advance(540_000);
  assert.equal((await stage.platform.frame('auth')).token, `head.${claims}.2`);
});

test('pings each heartbeat, and notices a dead connection after two', async (t) => {
  const stage = await scene(t);
  const { clock, platform } = stage;
  const client = await online(stage, 'alice');
  const socket = await platform.socket('alice');
  clock.advance(25_000);
  await platform.frame('ping');
  socket.send({
    type: 'event',
    conversation: 'g:x',
    seq: 1,
    messageNo: 0,
    eventId: '',
    event: 'unknown',
    at: '',
    data: {},
  });
  await until('an event, after the pong', () => client.positionOf('g:x') === 1);
  platform.mischief.ignore('ping');
  clock.advance(49_999);
  assert.equal(client.status.state, 'online');
  clock.advance(1);
  assert.equal(client.status.state, 'waiting');
  assert.equal(client.status.error.code, 'time-out');
  await comeBack(stage, client);
});

test('says in its pings whether the user is away', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  client.setIdle(true);
  assert.deepEqual(await stage.platform.frame('ping'), { type: 'ping', idle: true });
  client.setIdle(false);
  assert.deepEqual(await stage.platform.frame('ping', 2), { type: 'ping', idle: false });
});

test('answers a ping of the server', async (t) => {
  const stage = await scene(t);
  await online(stage, 'alice');
  (await stage.platform.socket('alice')).send({ type: 'ping' });
  await stage.platform.frame('pong');
});

test('ends a connection that brings no welcome', async (t) => {
  const stage = await scene(t);
  const heard = stage.platform.mischief.ignore('hello');
  const client = stage.client('alice');
  await stage.platform.frame('hello');
  heard();
  stage.clock.advance(15_000);
  assert.equal(client.status.state, 'waiting');
  await comeBack(stage, client);
});

test('names many positions in several frames', async (t) => {
  const stage = await scene(t);
  const positions = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`g:group-number-${i}`, i]));
  await online(stage, 'alice', { positions });
  const socket = await stage.platform.socket('alice');
  const parts = [socket.of('hello')[0].resume, ...socket.of('resume')];
  assert.deepEqual(Object.assign({}, ...parts.map((part) => part.conversations)), positions);
  assert.deepEqual(
    parts.map((part) => part.more),
    parts.map((_, i) => i < parts.length - 1),
  );
  socket.received.forEach((frame) => assert.ok(JSON.stringify(frame).length < stage.platform.frameBytes));
});

test('tells frames that it does not know to who listens, and ends with a frame that is not JSON', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const socket = await stage.platform.socket('alice');
  const news = told(client, 'news');
  socket.send({ type: 'news', x: 1 });
  await until('the frame', () => news.length === 1);
  socket.sendText('{');
  await until('the end', () => client.status.state === 'waiting');
  await comeBack(stage, client);
});

test('a listener that throws keeps nobody from being told', async (t) => {
  const stage = await scene(t);
  const reported = [];
  globalThis.reportError = (e) => reported.push(e.message);
  t.after(() => delete globalThis.reportError);
  const client = stage.client('alice');
  client.on('status', () => {
    throw new Error('a defect of the app');
  });
  const statuses = told(client, 'status');
  await client.ready;
  assert.deepEqual(
    statuses.map(({ state }) => state),
    ['online'],
  );
  assert.deepEqual(reported, ['a defect of the app']);
});

test('stops for good, and lets go of every timer', async (t) => {
  const stage = await scene(t);
  const client = await online(stage, 'alice');
  const socket = await stage.platform.socket('alice');
  client.stop();
  assert.equal(client.status.state, 'stopped');
  await until('the close', () => socket.closed === 1000);
  assert.equal(stage.clock.timers, 0);
  await assert.rejects(client.send({ receiver: { user: 'bob' }, text: 'late' }), { code: 'stopped' });
  await assert.rejects(client.api('GET', '/v1/me'), { code: 'stopped' });
});
