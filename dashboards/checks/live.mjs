// Asks a Prometheus that has watched a platform under load every query of the dashboards, and runs the commands of the runbooks.
import { spawnSync } from 'node:child_process';
import { alerts, commandsOf, exceptions, family, metricsIn, queries, report, runbooks } from './catalogue.mjs';

const prometheus = process.env.PROMETHEUS;
const without = process.argv.flatMap((argument, i) => (argument === '--without' ? [process.argv[i + 1]] : []));
const faults = [];

/** Exporters that do not run here: their queries must be understood, and may be empty. */
const absent = ['container_', 'probe_', ...(without.includes('node') ? ['node_'] : []), ...(without.includes('kafka') ? exceptions.ofBrokers : [])];

const ask = async (path, parameters = {}) => {
  const json = await (await fetch(`${prometheus}/api/v1/${path}?${new URLSearchParams(parameters)}`)).json();
  if (json.status !== 'success') {
    throw new Error(json.error);
  }
  return json.data;
};

const names = new Set(await ask('label/__name__/values'));
const families = new Set([...names].map(family));

const filled = (expr) =>
  expr
    .replaceAll('$__rate_interval', '15s')
    .replaceAll('$__range', '1m')
    .replace(/"\$\{?\w+\}?"/g, '".+"');

const isAbsent = (metric) => absent.some((prefix) => metric.startsWith(prefix));
const now = Date.now() / 1000;
/** Whether there was a number at any time of the load. */
const hasValues = (result) => result.some(({ values }) => values.some(([, value]) => value !== 'NaN'));

let asked = 0;
for (const { where, expr } of queries) {
  asked++;
  try {
    const { result } = await ask('query_range', { query: filled(expr), start: now - 120, end: now, step: 1 });
    const metrics = metricsIn(expr);
    if (metrics.some(isAbsent)) {
      continue;
    }
    metrics
      .filter((metric) => !names.has(metric) && !exceptions.onlyInTrouble[metric])
      .forEach((metric) => faults.push(`${where}: there is no metric ${metric}`));
    if (!hasValues(result) && !metrics.some((metric) => exceptions.onlyInTrouble[metric]) && !exceptions.emptyQueries[where]) {
      faults.push(`${where}: empty: ${filled(expr)}`);
    }
  } catch (e) {
    faults.push(`${where}: ${e.message}`);
  }
}

const used = new Set(queries.flatMap(({ expr }) => metricsIn(expr)).map(family));
for (const metric of families) {
  const isOurs = metric.startsWith('parley_') || metric.startsWith('kafka_');
  if (isOurs && !used.has(metric) && !exceptions.leftOut[metric]) {
    faults.push(`${metric} is in no dashboard and not left out`);
  }
}
for (const alert of alerts) {
  const expr = alert.text.slice(alert.text.indexOf('expr:'), alert.text.indexOf('labels:'));
  metricsIn(expr.replace(/'/g, ''))
    .filter((metric) => !names.has(metric) && !isAbsent(metric) && !exceptions.onlyInTrouble[metric])
    .forEach((metric) => faults.push(`${alert.name}: there is no metric ${metric}`));
}

const { alerts: firing } = await ask('alerts');
firing
  .filter(({ state, labels }) => state === 'firing' && !exceptions.mayFire[labels.alertname])
  .forEach(({ labels }) => faults.push(`${labels.alertname} fires on a healthy platform: ${JSON.stringify(labels)}`));

let ran = 0;
for (const runbook of runbooks) {
  for (const command of commandsOf(runbook)) {
    ran++;
    const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8', timeout: 20_000 });
    if (status !== 0 && !command.includes('| head')) {
      faults.push(`runbooks/${runbook.name}.md: ${command}: ${stderr}`);
    }
  }
}

report(faults, `live: ${asked} queries answered, ${names.size} metrics, ${ran} commands of runbooks ran`);
