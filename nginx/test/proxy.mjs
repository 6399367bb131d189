import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replace } from './certificates.mjs';
import { Line } from './line.mjs';
import { until } from './until.mjs';

export const PROGRAM = fileURLToPath(new URL('../parley-nginx', import.meta.url));

/** One NGINX with a folder and ports of its own, started as in a container. */
export class Proxy {
  #process;
  #settings;

  /** @param settings by name, without `PARLEY_NGINX_` */
  constructor({ folder, authority, host, program, name, settings }) {
    this.folder = join(folder, name);
    this.authority = authority;
    this.host = host;
    this.#settings = { HOST: host, PROGRAM: program, LISTEN: '127.0.0.1', RUN: this.folder, WATCH_SECONDS: 1, WORKERS: 2, ...settings };
  }

  async start() {
    mkdirSync(this.folder);
    const [http, https, status] = await freePorts(3);
    Object.assign(this.#settings, {
      HTTP_PORT: http,
      HTTPS_PORT: https,
      PUBLIC_PORT: https,
      STATUS_LISTEN: `127.0.0.1:${status}`,
      CERTIFICATE: this.file('certificate.pem'),
      CERTIFICATE_KEY: this.file('key.pem'),
      ACCESS_LOG: this.file('access.log'),
      ERROR_LOG: this.file('error.log'),
    });
    this.httpPort = http;
    this.statusPort = status;
    this.installCertificate(this.authority.issue());
    this.#writeSettings();
    const output = openSync(this.file('output.log'), 'a');
    this.#process = spawn(PROGRAM, ['run', '--settings', this.file('settings.env')], { stdio: ['ignore', output, output] });
    closeSync(output);
    this.line = new Line({ port: https, host: this.host, ca: this.authority.pem });
    await until('NGINX answers', () => this.#isHealthy(), 10_000).catch((e) => {
      throw new Error(`${e.message}\n${this.read('output.log')}${this.read('error.log')}`);
    });
    return this;
  }

  installCertificate({ certificate, key }) {
    replace(this.file('certificate.pem'), certificate);
    replace(this.file('key.pem'), key);
  }

  /** Takes other settings over without a restart. */
  reload(settings) {
    Object.assign(this.#settings, settings);
    this.#writeSettings();
    const { status, stderr } = spawnSync(PROGRAM, ['reload', '--settings', this.file('settings.env')], { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(stderr);
    }
  }

  file(name) {
    return join(this.folder, name);
  }

  read(name) {
    return existsSync(this.file(name)) ? readFileSync(this.file(name), 'utf8') : '';
  }

  /** What was logged of requests. */
  get requests() {
    return this.read('access.log').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }

  async stop() {
    if (this.#process === undefined || this.#process.exitCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    await ended;
  }

  #writeSettings() {
    const lines = Object.entries(this.#settings).map(([name, value]) => `PARLEY_NGINX_${name}=${value}\n`);
    writeFileSync(this.file('settings.env'), lines.join(''));
  }

  #isHealthy() {
    if (this.#process.exitCode !== null) {
      throw new Error('NGINX ended at its start');
    }
    return new Promise((resolve) => {
      const request = get({ host: '127.0.0.1', port: this.statusPort, path: '/healthz', agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      request.on('error', () => resolve(false));
    });
  }
}

/** Ports that were free a moment ago, on all addresses. */
async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve) => {
    const server = createServer().listen(0, '0.0.0.0', () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
