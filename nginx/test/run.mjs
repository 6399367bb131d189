#!/usr/bin/env node
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Authority } from './certificates.mjs';
import { startRelay } from './edges.mjs';
import { Names } from './names.mjs';
import { Platform } from './platform.mjs';
import { Proxy } from './proxy.mjs';
import { PlainSocket } from './sockets.mjs';
import { api } from './steps/api.mjs';
import { failover } from './steps/failover.mjs';
import { limits } from './steps/limits.mjs';
import { idle, sockets } from './steps/live.mjs';
import { privatePaths } from './steps/private.mjs';
import { problems } from './steps/problems.mjs';
import { reload } from './steps/reload.mjs';
import { retries } from './steps/retries.mjs';
import { secrets } from './steps/secrets.mjs';
import { settings } from './steps/settings.mjs';
import { tls } from './steps/tls.mjs';

const help = () => `run.mjs [options]

Tests the configuration of NGINX in front of a running platform (./parley up). Needs nginx and openssl, and once: npm ci in
clients/javascript.

  --url URL           of the platform; else PARLEY_URL
  --api-key KEY       of its tenant; else PARLEY_API_KEY (both are in data/demo.env)
  --log FILE          of the platform, started with PARLEY_TRUSTED_PROXIES=127.0.0.1: looked through for secrets, and for whom a
                      request came from; may be given several times
  --sockets N         how many sockets at once, 1000 unless given
  --idle SECONDS      a socket that says nothing for so long, e.g. 600, behind the default time-out; else 45 s behind one of 40 s
  --only STEP,STEP    some of: ${Object.keys(STEPS).join(', ')}
  --nginx PROGRAM     another NGINX
  --keep              leaves the folder with configurations and logs
  --help              prints this`;

const HOST = 'parley.test';
const STEPS = { settings, tls, api, problems, privatePaths, retries, limits, sockets, reload, failover, idle, secrets };

function readOptions() {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: process.env.PARLEY_URL },
      'api-key': { type: 'string', default: process.env.PARLEY_API_KEY },
      log: { type: 'string', multiple: true, default: [] },
      sockets: { type: 'string', default: '1000' },
      idle: { type: 'string' },
      only: { type: 'string' },
      nginx: { type: 'string', default: 'nginx' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help());
    process.exit(0);
  }
  if (!values.url || !values['api-key']) {
    console.error('Give --url and --api-key, or set PARLEY_URL and PARLEY_API_KEY: . data/demo.env');
    process.exit(2);
  }
  return {
    url: values.url,
    apiKey: values['api-key'],
    logs: values.log,
    sockets: Number(values.sockets),
    idle: values.idle === undefined ? { seconds: 45, timeoutSeconds: 40 } : { seconds: Number(values.idle), timeoutSeconds: 75 },
    only: values.only?.split(',') ?? Object.keys(STEPS),
    nginx: values.nginx,
    keep: values.keep,
  };
}

/** What all steps have in common: the platform behind one relay, NGINX before it, and two users. */
async function open(world) {
  const { options, folder, clean } = world;
  const platform = new Platform(options.url, options.apiKey);
  const authority = new Authority(folder, HOST);
  const proxy = async (name, settings) => {
    const made = new Proxy({ folder, authority, host: HOST, program: options.nginx, name, settings });
    world.proxies.push(made);
    clean(() => made.stop());
    return made.start();
  };
  const names = await new Names().open();
  clean(() => names.close());
  const relay = await startRelay('127.0.0.21', 0, platform.address);
  clean(() => relay.kill());
  names.addresses = [relay.address];
  const edge = `edge.parley.test:${relay.port}`;
  const main = await proxy('main', {
    INGRESS: edge,
    WS_FANOUT: edge,
    RESOLVER: names.address,
    RESOLVE_SECONDS: 1,
    SOCKET_TIMEOUT_SECONDS: options.idle.timeoutSeconds,
  });
  const [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map((name) => platform.user(name)));
  // Past the relay that is killed, so that it may be silent to the end.
  const calm = await proxy('calm', { INGRESS: platform.address.join(':'), WS_FANOUT: platform.address.join(':'), SOCKET_TIMEOUT_SECONDS: options.idle.timeoutSeconds });
  const silent = { socket: await PlainSocket.open(calm.line, carol.token, 'silent'), since: performance.now() };
  clean(() => silent.socket.end());
  Object.assign(world, { platform, proxy, names, relay, main, alice, bob, silent });
}

async function run() {
  const options = readOptions();
  const folder = mkdtempSync(join(tmpdir(), 'parley-nginx-test-'));
  // The workers are another user, and their logs and certificates are in here.
  chmodSync(folder, 0o755);
  const cleanups = [];
  const world = { options, folder, proxies: [], clean: (task) => cleanups.push(task) };
  let failed = 0;
  try {
    await open(world);
    for (const name of options.only) {
      failed += (await attempt(name, () => STEPS[name](world))) ? 0 : 1;
    }
  } catch (e) {
    failed++;
    console.log(`FAIL  ${e.stack}`);
  } finally {
    for (const task of cleanups.reverse()) {
      await task();
    }
    if (options.keep || failed > 0) {
      console.log(`Configurations and logs: ${folder}`);
    } else {
      rmSync(folder, { recursive: true });
    }
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

async function attempt(name, step) {
  const begin = performance.now();
  const seconds = () => `${((performance.now() - begin) / 1_000).toFixed(1)} s`;
  try {
    console.log(`ok    ${name}: ${await step()} (${seconds()})`);
    return true;
  } catch (e) {
    console.log(`FAIL  ${name} (${seconds()}): ${e.stack}`);
    return false;
  }
}

await run();
