import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** No secret in any log, and yet each request in it. */
export async function secrets({ folder, main, proxies, platform, options }) {
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  const logs = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.log'))
    .map((name) => join(folder, name));
  assert.ok(logs.length >= 3 * proxies.length);
  for (const log of [...logs, ...options.logs]) {
    const text = readFileSync(log, 'utf8');
    for (const secret of platform.secrets) {
      // Encoded or cut, its first half still is one.
      const at = text.indexOf(secret.slice(0, Math.max(12, secret.length / 2)));
      assert.equal(at, -1, `${log} has a secret: ${text.slice(Math.max(0, at - 200), at + 20)}...`);
    }
  }
  assertComplete(main);
  return `${platform.secrets.size} secrets, ${logs.length + options.logs.length} logs`;
}

function assertComplete({ requests, line }) {
  assert.ok(requests.length >= line.answers);
  assert.ok(requests.some(({ path }) => path === '/v1/invites/...'), 'an invite without its code');
  assert.ok(requests.some(({ path, status, limit, edge }) => path === '/v1/socket' && status === 101 && limit === 'PASSED PASSED' && edge !== ''));
  assert.ok(requests.every(({ address, id, seconds }) => address !== '' && id !== '' && seconds >= 0));
}
