import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { PROGRAM } from '../proxy.mjs';

/** What is rendered, for old and new versions of NGINX, and what is refused before NGINX sees it. */
export async function settings({ options }) {
  const run = (command, env) => {
    const named = Object.entries(env).map(([name, value]) => [`PARLEY_NGINX_${name}`, value]);
    const { PATH } = process.env;
    return spawnSync(PROGRAM, [command], { encoding: 'utf8', env: { PATH, PARLEY_NGINX_PROGRAM: options.nginx, ...Object.fromEntries(named) } });
  };
  const HOST = 'chat.example.com';
  assert.match(run('--help', {}).stdout, /render/);
  assert.match(run('--print-config', { HOST }).stdout, /PARLEY_NGINX_SOCKET_TIMEOUT_SECONDS=75\n/);
  const rendered = (env) => {
    const { stdout, stderr, status } = run('render', { HOST, ...env });
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stdout, /\{\{/);
    return stdout;
  };
  assert.match(rendered({ UPSTREAM_FORM: 'resolve', INGRESS: 'a:1,b:2' }), /server a:1 max_fails=0 resolve;\n +server b:2 max_fails=0 resolve;\n +keepalive/);
  assert.match(rendered({ UPSTREAM_FORM: 'variable' }), /set \$ingress ingress:8080;[^]*proxy_pass http:\/\/\$ingress;/);
  assert.match(rendered({ INGRESS: '10.0.0.5:8080', WS_FANOUT: '[fd00::5]:8080' }), /server 10\.0\.0\.5:8080 max_fails=0;/);
  assert.match(rendered({ RESOLVER: '192.0.2.53', RESOLVE_SECONDS: '7' }), /resolver 192\.0\.2\.53 valid=7s/);
  assert.match(rendered({ BALANCERS: '10.0.0.0/8' }), /set_real_ip_from 10\.0\.0\.0\/8;\n +real_ip_header X-Forwarded-For;/);
  assert.doesNotMatch(rendered({}), /set_real_ip_from|acme-challenge/);

  const refused = run('render', { HOST: 'a; return 200', INGRESS: 'edge:80\nx', HTTPS_PORT: '443 ssl', BALANCERS: '10.0.0.0/8; }', CERTIFICATE: '/a b', NONSENSE: '1' });
  assert.equal(refused.status, 1);
  assert.equal(refused.stdout, '');
  for (const name of ['HOST', 'INGRESS', 'HTTPS_PORT', 'BALANCERS', 'CERTIFICATE', 'NONSENSE']) {
    assert.match(refused.stderr, new RegExp(`PARLEY_NGINX_${name} is `), 'all at once');
  }
  assert.match(run('render', {}).stderr, /PARLEY_NGINX_HOST is missing/);
  assert.match(run('render', { HOST, UPSTREAM_FORM: 'variable', INGRESS: 'a:1,b:1' }).stderr, /must be one name each/);
  return 'both forms of upstreams; what has a meaning for NGINX is refused';
}
