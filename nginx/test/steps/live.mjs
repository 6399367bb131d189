import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openMany } from '../sockets.mjs';
import { until } from '../until.mjs';

/** Sockets by ticket and by the hundred, which the later steps go on with. */
export async function sockets(world) {
  const { main: { line }, platform, alice, bob, options, clean } = world;
  world.client = await platform.client(line, alice);
  clean(() => world.client.stop());
  const ticket = await platform.ticket(line, bob);
  const socket = new line.WebSocket(`${line.url.replace('https', 'wss')}/v1/socket`, ['parley.v1+json', `parley.ticket.${ticket}`]);
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  assert.equal(socket.protocol, 'parley.v1+json', 'the answer does not repeat the ticket');
  socket.terminate();
  const begin = performance.now();
  world.crowd = await openMany(line, [alice, bob], options.sockets);
  clean(() => world.crowd.forEach((each) => each.end()));
  const seconds = (performance.now() - begin) / 1_000;
  const text = `To all ${randomUUID()}`;
  await world.client.send({ receiver: { user: bob.id }, text });
  await until('each socket has the message', () => world.crowd.every((each) => each.has(text)));
  return `${world.crowd.length} sockets in ${seconds.toFixed(1)} s, each got the message`;
}

/** Sockets that say nothing outlive the time-out of NGINX, since the server pings them. */
export async function idle({ silent, options }) {
  const { seconds, timeoutSeconds } = options.idle;
  const remaining = silent.since + seconds * 1_000 - performance.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, remaining)));
  assert.ok(silent.socket.isOpen, `closed with ${silent.socket.closed}`);
  assert.ok(silent.socket.pings > 0, 'the server pinged');
  return `silent for ${Math.round((performance.now() - silent.since) / 1_000)} s behind a time-out of ${timeoutSeconds} s, ${silent.socket.pings} pings`;
}
