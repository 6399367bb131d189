import assert from 'node:assert/strict';
import { get } from 'node:http';

const PATHS = [
  '/metrics', '/readyz', '/livez', '/metrics/', '/metrics/x', '/metrics?a=b', '//metrics', '/./metrics', '/%6detrics', '/metrics%2f', '/metrics;/v1/me',
  '/v1/../metrics', '/v1/%2e%2e/metrics', '/v1/..%2fmetrics', '/console/../metrics', '/.well-known/../metrics', '/v1/socket/../../metrics',
  '/metrics/../v1/me', '/metrics/../v1/socket', '/metrics/..%2fv1/me', '/metrics/%2e%2e/v1/openapi.json', '/readyz/../console/', '/livez/../.well-known/jwks.json',
  '/_problem/throttled', '/_problem/', '/healthz', '/status', '/', '/v2/me', '/v1x', '/consoles', '/.well-known/other', '/favicon.ico', '*',
];
const UPGRADE = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'MDEyMzQ1Njc4OWFiY2RlZg==' };

/** What is for operators cannot be had from outside, however it is written. */
export async function privatePaths({ main: { line, statusPort }, clean }) {
  for (const path of PATHS) {
    for (const headers of [{}, UPGRADE]) {
      const { status, text } = await line.request('GET', path, { headers });
      // As NGINX has it, "*" and a path above the root are no valid URLs.
      assert.ok(status === 404 || (status === 400 && path === '*'), `${path}: ${status} ${text.slice(0, 100)}`);
      assert.match(text, /"code":"(not-found|request-invalid)"/, path);
    }
  }
  for (const first of ['GET https://parley.test/metrics HTTP/1.1', 'GET /metrics HTTP/1.0', 'GET /../metrics HTTP/1.1', 'GET /v1/../../metrics HTTP/1.1']) {
    const answer = await line.raw(`${first}\r\nHost: ${line.host}\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 (404|400) /, first);
  }
  // For whoever runs it, on a port of its own.
  const status = await new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port: statusPort, path: '/status', agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part)).on('end', () => resolve(text));
    });
    request.on('error', reject);
    clean(() => request.destroy());
  });
  assert.match(status, /Active connections: \d+/);
  return `${PATHS.length + 4} ways to write a path`;
}
