'use strict';
// What must hold of every service of the rendered stack. `docker stack config` has resolved anchors, settings and defaults before.
const fs = require('node:fs');
const YAML = require('yaml');

const SECOND = {h: 3600, m: 60, s: 1, ms: 0.001};

/** Seconds of a duration such as 2m20s. */
function seconds(text) {
  let sum = 0;
  for (const [, number, unit] of String(text ?? '').matchAll(/([0-9.]+)(ms|h|m|s)/g)) {
    sum += Number(number) * SECOND[unit];
  }
  return sum;
}

const isJob = service => service.deploy?.labels?.['dev.parley.job'] === 'true';
const list = value => value ?? [];

/** Each rule gets a service and the stack, and gives what is wrong, or nothing. */
const RULES = {
  'has a fixed image'({image}) {
    const name = image ?? '';
    const tag = name.split('/').pop().split(':')[1];
    return !name.includes('@sha256:') && (!tag || tag === 'latest') && `image ${name} has no fixed tag`;
  },
  'has limits and reservations'({deploy}) {
    const {limits = {}, reservations = {}} = deploy?.resources ?? {};
    const missing = ['cpus', 'memory', 'pids'].filter(each => !limits[each]).map(each => `limits.${each}`)
      .concat(['cpus', 'memory'].filter(each => !reservations[each]).map(each => `reservations.${each}`));
    return missing.length > 0 && `no ${missing.join(', ')}`;
  },
  'has a health check'(service) {
    return !isJob(service) && (!service.healthcheck?.test || service.healthcheck.disable) && 'no health check';
  },
  'is not root'({user, labels}) {
    return (!/^[1-9][0-9]*:[0-9]+$/.test(user ?? '')) && !labels?.['dev.parley.root'] && `user is "${user ?? ''}"`;
  },
  'has a read-only root'({read_only: isReadOnly}) {
    return !isReadOnly && 'the root file system can be written';
  },
  'has no capabilities'({cap_drop: dropped, labels}) {
    return !list(dropped).includes('ALL') && !labels?.['dev.parley.root'] && 'capabilities are not dropped';
  },
  'updates one by one, watched, and rolls back'(service) {
    if (isJob(service)) {
      return false;
    }
    const update = service.deploy?.update_config;
    const check = service.healthcheck ?? {};
    const needed = seconds(check.start_period) + seconds(check.interval) * (check.retries ?? 3);
    if (!update || update.parallelism !== 1 || update.failure_action !== 'rollback' || !service.deploy.rollback_config) {
      return 'update_config must have parallelism 1 and failure_action rollback, and there must be a rollback_config';
    }
    return seconds(update.monitor) < needed
      && `monitor is ${seconds(update.monitor)} s, less than start_period + interval x retries = ${needed} s`;
  },
  'starts no second task on the same port or volume'({ports, volumes, deploy}) {
    const isShared = list(ports).some(each => each.mode === 'host') || list(volumes).some(each => each.type === 'volume');
    return isShared && deploy?.update_config?.order === 'start-first' && 'order is start-first';
  },
  'is found by DNS, not by a virtual address'({deploy, ports}) {
    // A virtual address drops connections that are idle for 900 s.
    return deploy?.endpoint_mode !== 'dnsrr' && 'endpoint_mode is not dnsrr'
      || list(ports).some(each => each.mode !== 'host') && 'a port is not in host mode';
  },
  'keeps connections alive'({sysctls}) {
    const idle = Number(sysctls?.['net.ipv4.tcp_keepalive_time'] ?? 7200);
    return idle >= 900 && `tcp_keepalive_time is ${idle} s`;
  },
  'has no secret in its environment'({environment}) {
    const open = Object.entries(environment ?? {})
      .filter(([name, value]) => /PASSWORD|SECRET|TOKEN|API_KEY/.test(name) && !/(_FILE|__FILE)$/.test(name) && value);
    return open.length > 0 && `${open.map(([name]) => name).join(', ')}: give it as a file`;
  },
  'limits its logs'({logging}) {
    return !logging?.options?.['max-size'] && 'no max-size';
  },
  'has time to stop'({stop_grace_period: grace, deploy, ports}) {
    // With a port of the host the new task waits for the old one.
    const least = list(ports).length > 0 ? 10 : 15;
    return seconds(grace) < least && !isJob({deploy}) && `stop_grace_period is below ${least} s`;
  },
};

function networkFaults(networks) {
  return Object.entries(networks ?? {})
    .filter(([, network]) => network.driver !== 'overlay' || network.driver_opts?.encrypted !== 'true')
    .map(([name]) => `network ${name}: not an encrypted overlay`);
}

function nameFaults(stack) {
  return ['secrets', 'configs'].flatMap(kind => Object.entries(stack[kind] ?? {})
    .filter(([, each]) => !/_[0-9a-f]{12}$/.test(each.name ?? ''))
    .map(([name]) => `${kind} ${name}: its name does not hold a hash of its content`));
}

function faults(stack) {
  const found = [];
  for (const [name, service] of Object.entries(stack.services)) {
    for (const [rule, check] of Object.entries(RULES)) {
      const fault = check(service, stack);
      if (fault) {
        found.push(`service ${name}: ${rule}: ${fault}`);
      }
    }
  }
  return found.concat(networkFaults(stack.networks), nameFaults(stack));
}

/** One sin a rule; each must be found. */
const SINS = {
  'has a fixed image': s => { s.image = 'parley/ingress:latest'; },
  'has limits and reservations': s => { delete s.deploy.resources.limits.pids; },
  'has a health check': s => { delete s.healthcheck; },
  'is not root': s => { s.user = '0:0'; },
  'has a read-only root': s => { delete s.read_only; },
  'has no capabilities': s => { s.cap_drop = []; },
  'updates one by one, watched, and rolls back': s => { s.deploy.update_config.monitor = '5s'; },
  'starts no second task on the same port or volume': s => { s.volumes.push({type: 'volume', source: 'x', target: '/x'}); },
  'is found by DNS, not by a virtual address': s => { s.deploy.endpoint_mode = 'vip'; },
  'keeps connections alive': s => { delete s.sysctls; },
  'has no secret in its environment': s => { s.environment.PARLEY_SQL_PASSWORD = 'open'; },
  'limits its logs': s => { delete s.logging; },
  'has time to stop': s => { s.stop_grace_period = '10s'; },
};

function selfTest(text) {
  const missed = Object.keys(RULES).filter(rule => {
    const stack = YAML.parse(text);
    SINS[rule](stack.services.ingress);
    return !faults(stack).some(fault => fault.includes(rule));
  });
  for (const [kind, sin] of [
    ['encrypted', stack => { stack.networks.edge.driver_opts = {}; }],
    ['hash of its content', stack => { stack.secrets.token_keys.name = 'parley_token_keys'; }],
  ]) {
    const stack = YAML.parse(text);
    sin(stack);
    if (!faults(stack).some(fault => fault.includes(kind))) {
      missed.push(kind);
    }
  }
  return missed.map(rule => `the rule "${rule}" finds nothing`);
}

const isSelfTest = process.argv[2] === '--self-test';
const text = fs.readFileSync(process.argv.at(-1), 'utf8');
const found = isSelfTest ? selfTest(text) : faults(YAML.parse(text));
for (const fault of found) {
  console.error(`swarm/lint: ${fault}`);
}
if (found.length > 0) {
  process.exit(1);
}
if (!isSelfTest) {
  console.log(`swarm/lint: ${Object.keys(YAML.parse(text).services).length} services keep ${Object.keys(RULES).length} rules`);
}
