/** One demo user on one connection: everything that the parts of the page share. */

import { connect, createStore, ParleyError } from './client/index.js';
import { Line } from './line.js';
import { Members } from './members.js';
import { Names } from './names.js';

const USER_KEY = 'parley-console-user';

/** The users that one may be, `{id, name}`. */
export async function demoUsers() {
  return (await answerOf(await fetch('users'))).items;
}

/** Whom this window was before it was reloaded. */
export function rememberedUser() {
  return sessionStorage.getItem(USER_KEY) ?? undefined;
}

/** Forgets this window's user and begins anew. What was not sent yet is kept for when the window is that user again. */
export function signOut() {
  sessionStorage.removeItem(USER_KEY);
  location.hash = '';
  location.reload();
}

/** @param onChange called when something is known that is not in the store: names, members */
export function openSession(me, users, onChange) {
  sessionStorage.setItem(USER_KEY, me);
  const line = new Line();
  const parley = connect({
    url: location.origin,
    user: me,
    token: () => tokenOf(me, line),
    // Of this window: two windows are two devices, a reloaded one is the same.
    storage: sessionStorage,
    WebSocket: line.WebSocket,
    fetch: line.fetch,
  });
  const store = createStore(parley);
  const names = new Names(users, (id) => parley.api('GET', `/v1/users/${encodeURIComponent(id)}`), onChange);
  const members = new Members(parley, store, onChange);
  return { me, parley, store, line, names, members };
}

async function tokenOf(user, line) {
  const answer = await line.fetch(`users/${encodeURIComponent(user)}/token`, { method: 'POST' });
  return (await answerOf(answer)).token;
}

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new ParleyError(body.code ?? `http-${response.status}`, body.detail ?? 'The platform gave no answer; is it running?', {
    status: response.status,
  });
}
