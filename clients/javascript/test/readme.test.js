import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { FakePlatform } from './fake/platform.js';

const FOLDER = new URL('..', import.meta.url);
const example = readFileSync(new URL('example.mjs', FOLDER), 'utf8');
const readme = readFileSync(new URL('README.md', FOLDER), 'utf8');

test('the README shows the example, and has at most 60 lines', () => {
  assert.ok(readme.includes(`\`\`\`js\n${example}\`\`\``));
  assert.ok(readme.trimEnd().split('\n').length <= 60);
});

test('the example runs', async (t) => {
  const platform = await FakePlatform.start();
  t.after(() => platform.stop());
  platform.log.post('d:alice:bob', 'bob', { text: 'Hello, Alice' });
  const env = { ...process.env, PARLEY_URL: platform.url, PARLEY_TOKEN: platform.token('alice') };
  const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], {
    cwd: FOLDER,
    env,
    timeout: 30_000,
  });
  assert.match(stdout, /message 2 of d:alice:bob/);
  assert.match(stdout, /bob: Hello, Alice\nalice: Hello, Bob/);
});
