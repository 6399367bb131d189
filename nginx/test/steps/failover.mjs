import assert from 'node:assert/strict';
import { startRelay } from '../edges.mjs';
import { Load } from '../load.mjs';
import { asUser } from '../platform.mjs';
import { pause, until } from '../until.mjs';

const SECOND = '127.0.0.22';
/** NGINX keeps an answer of the name server for a second here. */
const RESOLVED_MS = 2_500;

/** One edge dies, and another one with another address takes over, found by its name. */
export async function failover(world) {
  const { main, platform, alice, bob, client, names, relay, clean } = world;
  const { line } = main;
  const load = new Load(line, alice, bob);
  const second = await startRelay(SECOND, relay.port, platform.address);
  clean(() => second.kill());
  names.addresses = [relay.address, SECOND];
  await pause(RESOLVED_MS);
  await relay.kill();
  await pause(RESOLVED_MS);
  names.addresses = [SECOND];
  await until('the client is back', () => client.status.state === 'online');
  await pause(RESOLVED_MS);
  const faults = await load.end();
  // A request that the dying edge had may end with 502, and its outcome is not known; the same key asks again.
  assert.ok(faults.every((fault) => fault.startsWith('502 ') && fault.includes('edge-unreachable')), faults.join('\n'));
  assert.ok(faults.length <= 4, faults.join('\n'));
  const asked = new Set(main.requests.slice(-10).map(({ edge }) => edge));
  assert.deepEqual([...asked], [`${SECOND}:${relay.port}`]);
  const sent = await client.send({ receiver: { user: bob.id }, text: 'after the change' });
  const { json } = await line.request('GET', `/v1/conversations/${encodeURIComponent(sent.conversation)}/messages?limit=200&atLeastSeq=${sent.seq}`, { headers: asUser(bob.token) });
  const read = new Set(json.items.map(({ text }) => text));
  const answered = load.texts.length - faults.length;
  assert.ok(load.texts.filter((text) => read.has(text)).length >= answered, 'what was answered is there');
  return `${load.reads + load.texts.length} requests, ${faults.length} unanswered, sockets back on ${SECOND}`;
}
