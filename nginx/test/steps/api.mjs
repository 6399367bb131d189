import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asUser } from '../platform.mjs';
import { until } from '../until.mjs';

/** Writes, reads, URLs that must arrive as they were sent, and refusals of an edge that must arrive as they are. */
export async function api({ main: { line }, platform, alice, bob, options }) {
  const text = platform.secret(`A message that no log may have ${randomUUID()}`);
  const body = JSON.stringify({ receiver: { user: bob.id }, text });
  const headers = asUser(alice.token, { 'Idempotency-Key': randomUUID(), 'X-Request-Id': 'given-by-the-client' });
  const sent = await line.request('POST', '/v1/messages', { headers, body });
  assert.equal(sent.status, 201, sent.text);
  assert.equal(sent.headers['x-request-id'], 'given-by-the-client');
  const { id, conversation, seq } = sent.json;
  const again = await line.request('POST', '/v1/messages', { headers, body });
  assert.equal(again.text, sent.text, 'the same key gives the same answer');
  const encoded = encodeURIComponent(conversation);
  const reacted = await line.request('PUT', `/v1/messages/${id}/reactions/%F0%9F%91%8D?conversation=${encoded}`, { headers: asUser(alice.token) });
  assert.equal(reacted.status, 200, reacted.text);
  const read = await line.request('GET', `/v1/conversations/${encoded}/messages?atLeastSeq=${seq}`, { headers: asUser(bob.token) });
  assert.equal(read.json.items[0].text, text);
  const stranger = await line.request('GET', '/v1/me');
  assert.equal(stranger.status, 401);
  assert.equal(stranger.json.code, 'token-missing');
  assert.ok(stranger.headers['www-authenticate']);
  const page = await line.request('GET', '/console/');
  assert.ok(page.status === 404 || page.headers['content-security-policy'].includes("script-src 'self'"), 'the page keeps its own policy');
  await invite(line, platform, alice);
  await addresses(line, options.logs);
  return 'POST, retry, PUT, GET, 401 and the chat page';
}

/** The code of an invite is a secret in a path. */
async function invite(line, platform, alice) {
  const id = `g-${randomUUID().slice(0, 8)}`;
  const headers = asUser(alice.token);
  await line.request('POST', '/v1/groups', { headers, body: JSON.stringify({ id, name: 'Team', access: 'private' }) });
  const made = await line.request('POST', `/v1/groups/${id}/invites`, { headers, body: '{"uses":5}' });
  const code = platform.secret(made.json.code);
  for (const path of [`/v1/invites/${code}/accept`, `/v1/%69nvites/${code}/accept`, `/v1//invites/${code}/accept`, `/v1/x/../invites/${code}/accept`]) {
    const answer = await line.request('POST', path, { headers, body: '{}' });
    assert.ok(answer.status < 500, `${path}: ${answer.status}`);
  }
}

/** The platform sees the client's address, and not what the client says of it. */
async function addresses(line, logs) {
  const forged = { 'X-Forwarded-For': '203.0.113.77', Forwarded: 'for=203.0.113.77', 'X-Real-IP': '203.0.113.77' };
  const id = `address-${randomUUID()}`;
  const { status } = await line.from('127.0.0.7').request('GET', '/v1/me', { headers: { ...forged, 'X-Request-Id': id } });
  assert.equal(status, 401);
  for (const log of logs) {
    const logged = await until('the refusal is logged', () => readFileSync(log, 'utf8').split('\n').find((each) => each.includes(id)));
    assert.match(logged, /address=127\.0\.0\.7( |$)/);
  }
}
