import assert from 'node:assert/strict';
import { replace } from '../certificates.mjs';
import { Load } from '../load.mjs';
import { until } from '../until.mjs';

/** A new certificate and new settings, under load, and nobody notices. */
export async function reload({ main, crowd, alice, bob }) {
  const { line } = main;
  const open = crowd.filter((socket) => socket.isOpen).length;
  const load = new Load(line, alice, bob);
  const old = (await line.handshake()).serial;
  const { certificate, key, serial } = main.authority.issue();
  assert.notEqual(serial, old);
  // As it is written, one file after the other.
  replace(main.file('certificate.pem'), certificate);
  await until('half of a pair is refused', () => main.read('output.log').includes('event=certificate-refused'));
  assert.equal((await line.handshake()).serial, old);
  replace(main.file('key.pem'), key);
  const begin = performance.now();
  await until('the new certificate is served', async () => (await line.handshake()).serial === serial);
  const seconds = (performance.now() - begin) / 1_000;
  assert.match(main.read('output.log'), /event=certificate-reloaded/);
  main.reload({ HSTS_SECONDS: 1_234 });
  await until('the new settings hold', async () => {
    const { headers } = await line.request('GET', '/v1/openapi.json');
    return headers['strict-transport-security'] === 'max-age=1234';
  });
  assert.throws(() => main.reload({ REQUESTS_PER_SECOND: 'many' }), /must be a whole number/);
  main.reload({ REQUESTS_PER_SECOND: 200 });
  assert.deepEqual(await load.end(), []);
  assert.equal(crowd.filter((socket) => socket.isOpen).length, open, 'sockets that are open');
  return `three reloads, ${open} sockets kept, ${load.reads + load.texts.length} requests answered, certificate after ${seconds.toFixed(1)} s`;
}
