/** Begins: asks who one wants to be, then shows the chat. */

import { App } from './app.js';
import { el } from './dom.js';
import { avatar } from './people.js';
import { demoUsers, rememberedUser } from './session.js';

const signIn = document.getElementById('sign-in');

try {
  const users = await demoUsers();
  const me = users.find((user) => user.id === rememberedUser());
  if (me) enter(me.id, users);
  else offer(users);
} catch (error) {
  signIn.hidden = false;
  document.getElementById('sign-in-error').textContent = error.detail ?? error.message;
}

function offer(users) {
  signIn.hidden = false;
  document.getElementById('sign-in-users').replaceChildren(
    ...users.map((user) =>
      el(
        'li',
        {},
        el('button', { type: 'button', class: 'sign-in-user', 'data-user': user.id, onclick: () => enter(user.id, users) }, avatar(user.id, user.name, 'big'), el('span', {}, user.name)),
      ),
    ),
  );
  document.querySelector('.sign-in-user')?.focus();
}

function enter(me, users) {
  signIn.hidden = true;
  new App(me, users);
}
