// Checks what can be seen in the files alone.
import { alerts, code, commandsOf, dashboards, exceptions, family, metricsIn, metricsInCode, panelsOf, queries, read, report, runbooks, tests } from './catalogue.mjs';

const faults = [];
const must = (holds, fault) => holds || faults.push(fault);
const twice = (names) => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];

const pages = new Set(runbooks.map(({ name }) => name));
const named = new Set(alerts.map(({ name }) => name));

for (const { file, json } of dashboards) {
  must(json.schemaVersion === 42, `${file}: schemaVersion is not 42`);
  must(`${json.uid}.json` === file, `${file}: its uid is ${json.uid}`);
  must(json.templating.list[0]?.type === 'datasource', `${file}: its first variable is not the data source`);
  must(json.description, `${file}: no description`);
  twice(panelsOf(json).map((panel) => panel.id)).forEach((id) => faults.push(`${file}: two panels have the id ${id}`));
  for (const panel of panelsOf(json)) {
    const where = `${file}: ${panel.title}`;
    must(panel.description, `${where}: no description`);
    must(panel.fieldConfig.defaults.unit, `${where}: no unit`);
    must(panel.targets.length > 0, `${where}: no query`);
    for (const target of panel.targets) {
      must(target.datasource.uid === '${datasource}', `${where}: a fixed data source`);
      must(!/\[\d+[smhd]\]/.test(target.expr), `${where}: a fixed range instead of $__rate_interval`);
    }
    for (const link of panel.links ?? []) {
      const page = /^\$\{runbooks\}\/(\w+)\.md$/.exec(link.url)?.[1];
      must(pages.has(page), `${where}: links to ${link.url}, which is no runbook`);
    }
  }
  for (let i = 0; i < json.panels.length; i++) {
    for (let j = i + 1; j < json.panels.length; j++) {
      const [a, b] = [json.panels[i].gridPos, json.panels[j].gridPos];
      must(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y, `${file}: ${json.panels[i].title} covers ${json.panels[j].title}`);
    }
  }
}

twice(alerts.map(({ name }) => name)).forEach((name) => faults.push(`two alerts are called ${name}`));
for (const alert of alerts) {
  must(pages.has(alert.name), `${alert.name}: no page runbooks/${alert.name}.md`);
  must(alert.runbook === `runbooks/${alert.name}.md`, `${alert.name}: names the runbook ${alert.runbook}`);
  must(/severity: (page|ticket|none)\}/.test(alert.text), `${alert.name}: its severity is not page, ticket or none`);
  for (const kind of ['fires', 'is silent']) {
    must(
      tests.some((test) => test.alert === alert.name && test.name === alert.name && test.kind === kind && test.expects === kind) ||
        exceptions.untested[`${alert.name} ${kind}`],
      `${alert.name}: no test that it ${kind}`);
  }
}
for (const runbook of runbooks) {
  must(named.has(runbook.name), `runbooks/${runbook.name}.md: there is no such alert`);
  must(commandsOf(runbook).length > 0, `runbooks/${runbook.name}.md: no command to run`);
  for (const heading of ['What it means', 'How to look', 'What to do']) {
    must(runbook.text.includes(`\n## ${heading}\n`), `runbooks/${runbook.name}.md: no "${heading}"`);
  }
  for (const [, event] of runbook.text.matchAll(/event=([a-z-]+)/g)) {
    must(code.includes(`event=${event}`) || exceptions.eventsElsewhere[event], `runbooks/${runbook.name}.md: nothing logs event=${event}`);
  }
}
for (const [, event] of read('logs.md').matchAll(/event="([a-z-]+)"/g)) {
  must(code.includes(`event=${event}`) || exceptions.eventsElsewhere[event], `logs.md: nothing logs event=${event}`);
}

const shown = new Set(queries.flatMap(({ expr }) => metricsIn(expr)).map(family));
for (const metric of metricsInCode) {
  must(shown.has(family(metric)) || exceptions.leftOut[metric], `${metric} is in no dashboard and not left out`);
}

report(faults, `files: ${dashboards.length} dashboards, ${queries.length} queries, ${alerts.length} alerts with runbooks, ${metricsInCode.length} metrics of the code`);
