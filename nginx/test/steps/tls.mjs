import assert from 'node:assert/strict';
import { connect } from 'node:http2';
import { get } from 'node:http';
import { assertProblem } from '../line.mjs';

/** Versions, suites, HTTP/2, and the way from HTTP to HTTPS. */
export async function tls({ main }) {
  const { line } = main;
  const only = (version, more) => ({ minVersion: version, maxVersion: version, ...more });
  assert.equal((await line.handshake(only('TLSv1.3'))).protocol, 'TLSv1.3');
  for (const suite of ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305']) {
    assert.equal((await line.handshake(only('TLSv1.2', { ciphers: suite }))).cipher, suite);
  }
  for (const suite of ['AES128-SHA', 'AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES128-SHA256']) {
    await assert.rejects(line.handshake(only('TLSv1.2', { ciphers: `${suite}:@SECLEVEL=0` })), /handshake failure/, suite);
  }
  for (const version of ['TLSv1', 'TLSv1.1']) {
    await assert.rejects(line.handshake(only(version, { ciphers: 'DEFAULT:@SECLEVEL=0' })), /protocol version/, version);
  }
  await assert.rejects(line.handshake({ servername: 'other.test' }), /unrecognized name/);
  const wrongHost = await line.raw('GET /v1/me HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n');
  assert.match(wrongHost, /^HTTP\/1.1 421 [^]*"code":"host-unknown"/);
  await http2(line);
  await redirect(main);
  assertProblem(await line.request('GET', '/v1/nothing'), 404, 'not-found');
  return 'TLS 1.2 and 1.3 with forward secrecy only, HTTP/2, 308 from HTTP';
}

async function http2(line) {
  assert.equal((await line.handshake()).alpn, 'h2');
  const session = connect(line.url, { ...line.tls });
  const stream = session.request({ ':path': '/v1/openapi.json', ':authority': line.host });
  let text = '';
  const status = await new Promise((resolve, reject) => {
    session.on('error', reject);
    stream.on('error', reject);
    stream.on('response', (headers) => stream.on('data', (part) => (text += part)).on('end', () => resolve(headers[':status'])));
  });
  session.close();
  assert.equal(status, 200);
  assert.equal(JSON.parse(text).openapi, '3.1.0');
}

/** Always to the platform's own name, whatever the request says. */
async function redirect({ httpPort, line }) {
  const answer = await new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: httpPort, path: '/v1/me?a=%20b', headers: { Host: 'evil.test' }, agent: false };
    get(options, (response) => resolve(response.resume())).on('error', reject);
  });
  assert.equal(answer.statusCode, 308);
  assert.equal(answer.headers.location, `${line.url}/v1/me?a=%20b`);
  assert.equal(answer.headers['strict-transport-security'], undefined, 'browsers ignore it there');
  const plain = await new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: line.port, path: '/v1/me', headers: { Host: line.host }, agent: false }, (response) => resolve(response.resume())).on('error', reject);
  });
  assert.equal(plain.statusCode, 308, 'plain HTTP on the port of HTTPS');
}
