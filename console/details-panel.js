/** Who is in a conversation, and what is pinned in it. */

import { el, iconButton, place, setText } from './dom.js';
import { addMembers } from './new-conversations.js';
import { avatar, describePresence, presenceDot } from './people.js';
import { showError } from './toasts.js';
import { shortTime } from './times.js';

export class DetailsPanel {
  #session;
  #id;
  #about = el('div', { class: 'about' });
  #members = el('ul', { class: 'members', 'aria-label': 'Members' });
  #pins = el('ul', { class: 'pins', 'aria-label': 'Pinned messages' });
  #addButton = el('button', { type: 'button', class: 'button', onclick: () => addMembers(this.#session, this.#id) }, 'Add members');
  #leaveButton = el('button', { type: 'button', class: 'button', onclick: () => this.#leave() }, 'Leave the group');
  #archiveButton = el('button', { type: 'button', class: 'button', onclick: () => this.#archive() }, 'Archive');
  #hideButton = el('button', { type: 'button', class: 'button', title: 'It comes back with its next message', onclick: () => this.#hide() }, 'Hide');
  #page;
  #head;

  label = 'Details';
  nodes;

  /** @param page `{close, closeSide}` */
  constructor(session, id, page) {
    this.#session = session;
    this.#id = id;
    this.#page = page;
    this.#head = iconButton('close', 'Close the details', () => page.closeSide());
    const body = el(
      'div',
      { class: 'side-body' },
      this.#about,
      el('p', { class: 'buttons' }, this.#archiveButton, this.#hideButton),
      el('h3', {}, 'Members'),
      this.#members,
      id.startsWith('g:') && el('p', { class: 'buttons' }, this.#addButton, this.#leaveButton),
      el('h3', {}, 'Pinned messages'),
      this.#pins,
    );
    this.nodes = [el('header', { class: 'side-head' }, el('h2', {}, 'Details'), this.#head), body];
    session.store.loadPins(id).catch(showError);
  }

  focus() {
    this.#head.focus();
  }

  has() {
    return false;
  }

  close() {}

  update() {
    const { store, members, names } = this.#session;
    const conversation = store.conversation(this.#id);
    const group = conversation?.group;
    setText(this.#archiveButton, conversation?.archived ? 'Unarchive' : 'Archive');
    place(this.#about, group?.description ? [el('p', { dir: 'auto' }, group.description)] : []);
    place(this.#members, members.of(this.#id).map((member) => this.#memberItem(member)));
    const pins = store.pins(this.#id);
    place(
      this.#pins,
      pins.length
        ? pins.map((message) => el('li', {}, el('strong', {}, names.of(message.sender)), ` ${shortTime(message.at)} `, el('span', { dir: 'auto' }, message.text ?? '')))
        : [el('li', { class: 'hint' }, 'None. A message is pinned by its pin button.')],
    );
  }

  #memberItem({ user, role }) {
    const { store, names, me } = this.#session;
    const name = names.of(user);
    const presence = store.presence(user);
    const words = [user === me && 'you', role && role !== 'participant' && role, describePresence(presence)].filter(Boolean);
    return el(
      'li',
      {},
      el('span', { class: 'avatar-box' }, avatar(user, name), presenceDot(presence)),
      el('span', {}, el('span', { class: 'member-name', dir: 'auto' }, name), words.length > 0 && el('span', { class: 'hint' }, words.join(' · '))),
    );
  }

  #archive() {
    const { store } = this.#session;
    store.setArchived(this.#id, !store.conversation(this.#id)?.archived).catch(showError);
  }

  async #hide() {
    try {
      await this.#session.store.hide(this.#id);
      this.#page.close();
    } catch (error) {
      showError(error);
    }
  }

  #leave() {
    const group = encodeURIComponent(this.#id.slice(2));
    this.#session.parley.api('POST', `/v1/groups/${group}/leave`).catch(showError);
  }
}
