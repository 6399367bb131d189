import { systemClock } from './clock.js';
import { ParleyError } from './error.js';
import { Parley } from './parley.js';

/** Opens a connection, and keeps it until `stop()`. Options and result: ../parley.d.ts. */
export function connect(options) {
  const url = required(options.url, 'url').replace(/\/+$/, '');
  const parley = new Parley({
    storagePrefix: 'parley',
    queueLimit: 1_000,
    ticketIn: 'subprotocol',
    clock: systemClock,
    random: Math.random,
    ...options,
    url,
    token: required(options.token, 'token'),
    socketUrl: options.socketUrl ?? `${url.replace(/^http/, 'ws')}/v1/socket`,
    WebSocket: required(options.WebSocket ?? globalThis.WebSocket, 'WebSocket'),
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
  });
  parley.reconnect();
  return parley;
}

function required(value, name) {
  if (value === undefined || value === null) {
    throw new ParleyError('field-missing', `The option ${name} is required.`, { field: name });
  }
  return value;
}
