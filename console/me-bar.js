/** Who one is, one's own presence, and the way to be somebody else. */

import { el, icon, iconButton, place } from './dom.js';
import { form } from './dialogs.js';
import { avatar, describePresence, presenceDot } from './people.js';
import { signOut } from './session.js';

const STATES = [
  ['online', 'Automatic: online while you are active'],
  ['away', 'Away'],
  ['busy', 'Busy'],
  ['invisible', 'Invisible: others see you offline'],
];

export class MeBar {
  #session;
  #box = document.getElementById('me');
  #seen = [];

  constructor(session) {
    this.#session = session;
  }

  update() {
    const { me, names, store } = this.#session;
    const seen = [names.of(me), store.presence(me)];
    if (this.#seen.length && seen.every((value, index) => value === this.#seen[index])) return;
    this.#seen = seen;
    const [name, presence] = seen;
    place(this.#box, [
      el('span', { class: 'avatar-box' }, avatar(me, name), presenceDot(presence)),
      el(
        'button',
        { type: 'button', class: 'me-button', title: 'Set your presence', onclick: () => this.#setPresence() },
        el('span', { class: 'me-name' }, name),
        el('span', { class: 'hint' }, describePresence(presence) || 'Set your presence'),
      ),
      iconButton('user', 'Be somebody else', signOut),
    ]);
  }

  #setPresence() {
    const fields = [
      { name: 'state', label: 'State', choices: STATES },
      { name: 'text', label: 'Text', hint: 'What others see beside it, at most 200 characters.' },
    ];
    return form('Your presence', fields, 'Set', ({ state, text }) =>
      this.#session.parley.setPresence(state, text ? { text } : {}),
    );
  }
}
