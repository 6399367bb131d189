// What there is: dashboards with their queries, alerts, runbooks, and what the code measures.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const home = dirname(folder);

const files = (path, ending) => readdirSync(join(folder, path)).filter((name) => name.endsWith(ending)).sort();
export const read = (path) => readFileSync(join(folder, path), 'utf8');

export const exceptions = JSON.parse(read('checks/exceptions.json'));

export const dashboards = files('grafana', '.json').map((file) => ({ file, json: JSON.parse(read(join('grafana', file))) }));

/** Panels of a dashboard, those in collapsed rows too. */
export const panelsOf = (dashboard) =>
  dashboard.panels.flatMap((panel) => (panel.type === 'row' ? (panel.panels ?? []) : [panel]));

/** Every query of every dashboard: of panels, of variables and of annotations. */
export const queries = dashboards.flatMap(({ file, json }) => [
  ...panelsOf(json).flatMap((panel) =>
    panel.targets.map((target) => ({ where: `${file}: ${panel.title} ${target.refId}`, expr: target.expr }))),
  ...json.templating.list
    .filter((variable) => variable.type === 'query')
    .map((variable) => ({ where: `${file}: variable ${variable.name}`, expr: variable.query.query.replace(/^label_values\((.*), \w+\)$/, '$1') })),
]);

/** Names, expressions and runbooks of the alerts. */
export const alerts = files('rules', '.yml').flatMap((file) =>
  read(join('rules', file))
    .split(/^ {6}- (?=alert: )/m)
    .slice(1)
    .map((text) => ({ file, name: /^alert: (\w+)/.exec(text)[1], runbook: /^ +runbook: (.*)$/m.exec(text)?.[1], text })));

/** What the tests of rules say of an alert: "fires" or "is silent". */
export const tests = files('rules/tests', '.yml').flatMap((file) =>
  [...read(join('rules/tests', file)).matchAll(/^ {2}- name: (\w+) (fires|is silent)\n[^]*?alertname: (\w+)\n +exp_alerts:( \[\])?/gm)]
    .map(([, name, kind, alert, none]) => ({ file, name, kind, alert, expects: none ? 'is silent' : 'fires' })));

export const runbooks = files('runbooks', '.md').map((file) => ({ name: file.replace(/\.md$/, ''), text: read(join('runbooks', file)) }));

/** Commands of a runbook that a reader can run as they are. */
export const commandsOf = (runbook) =>
  [...runbook.text.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block]) => block.split('\n').filter((line) => line.trim() !== ''));

const sources = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      return ['target', 'test', 'node_modules'].includes(entry.name) ? [] : sources(join(path, entry.name));
    }
    return entry.name.endsWith('.java') ? [readFileSync(join(path, entry.name), 'utf8')] : [];
  });

const services = ['runtime', 'edge', 'ingress', 'ws-fanout', 'topologies', 'sinks'];
export const code = services.flatMap((module) => sources(join(home, module, 'src', 'main', 'java'))).join('\n');

/** Names of metrics that stand in the code as they are. */
export const metricsInCode = [...new Set([...code.matchAll(/"(parley_(?:edge|ingress|ws_fanout|topologies|sinks|runtime|build)_[a-z_]*[a-z])"/g)].map(([, name]) => name))];

/** The words of an expression that can be names of metrics: not labels, functions, numbers or texts. */
export const metricsIn = (expr) => [
  ...new Set(
    [...expr.replace(/"[^"]*"/g, '').replace(/\{[^}]*\}/g, '').matchAll(/\b(?:parley|kafka|jvm|process|node|container|probe)[_:][a-z0-9_:]+/gi)].map(([name]) => name)),
];

/** A family of metrics without what a histogram or a summary appends. */
export const family = (name) => name.replace(/_(bucket|sum|count)$/, '');

export const report = (faults, done) => {
  if (faults.length > 0) {
    console.error(faults.join('\n'));
    console.error(`${faults.length} faults`);
    process.exit(1);
  }
  console.log(done);
};
