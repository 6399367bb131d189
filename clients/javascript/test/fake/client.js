import { WebSocket } from 'ws';
import { connect } from '../../src/index.js';
import { FakeClock } from './clock.js';
import { FakePlatform } from './platform.js';
import { until } from './until.js';

/** A platform and clients of it, which end with the test. Jitter is at its middle: delays are as they are named. */
export async function scene(test) {
  const platform = await FakePlatform.start();
  const clock = new FakeClock();
  const clients = [];
  test.after(async () => {
    clients.forEach((client) => client.stop());
    await platform.stop();
  });
  return { platform, clock, client: (user, options) => track(clients, clientOf({ platform, clock }, user, options)) };
}

/** A client that is online. */
export async function online(stage, user, options) {
  const client = stage.client(user, options);
  await client.ready;
  await stage.platform.socket(user);
  return client;
}

/** Lets the time pass until a client connects again, and waits for that. */
export async function comeBack({ clock }, client) {
  const { retryAt } = await until('waiting', () => client.status.state === 'waiting' && client.status);
  clock.advance(retryAt - clock.now());
  await until('online', () => client.status.state === 'online');
}

/** All that a client tells of a type, from now on. */
export function told(client, type) {
  const details = [];
  client.on(type, (detail) => details.push(detail));
  return details;
}

function clientOf({ platform, clock }, user, options = {}) {
  const token = platform.token(user);
  return connect({
    url: platform.url,
    token: () => token,
    device: `${user}-1`,
    WebSocket,
    clock,
    random: () => 0.5,
    ...options,
  });
}

function track(clients, client) {
  clients.push(client);
  return client;
}
