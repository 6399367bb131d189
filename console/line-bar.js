/** The state of the connection, what waits for it, and the button that cuts it. */

import { el, icon, place, setText } from './dom.js';

export class LineBar {
  #session;
  #state = el('p', { class: 'line-state', role: 'status' });
  #button = el('button', { type: 'button', class: 'button line-button', onclick: () => this.#toggle() });
  #again = el('button', { type: 'button', class: 'button', hidden: true, onclick: () => this.#session.parley.reconnect() }, 'Connect');
  #timer;

  constructor(session) {
    this.#session = session;
    document.getElementById('line').replaceChildren(this.#state, el('span', { class: 'buttons' }, this.#again, this.#button));
    for (const type of ['status', 'action']) session.parley.on(type, () => this.update());
    this.update();
  }

  update() {
    clearTimeout(this.#timer);
    const { parley, line } = this.#session;
    const { state } = parley.status;
    const waiting = parley.pending().length;
    setText(this.#state, `${this.#stateText()}${waiting && state !== 'online' ? ` ${waiting} waiting to be sent.` : ''}`);
    this.#state.dataset.state = line.isCut ? 'cut' : state;
    this.#again.hidden = line.isCut || !['replaced', 'refused', 'waiting'].includes(state);
    const label = line.isCut ? 'Restore the line' : 'Cut the line';
    if (this.#button.textContent !== label) place(this.#button, [icon(line.isCut ? 'line' : 'lineOff'), el('span', {}, label)]);
    this.#button.setAttribute('aria-pressed', String(line.isCut));
    if (state === 'waiting') this.#timer = setTimeout(() => this.update(), 1_000);
  }

  #stateText() {
    const { parley, line } = this.#session;
    const { state, retryAt, error } = parley.status;
    if (line.isCut) return 'The line is cut.';
    if (state === 'online') return 'Connected';
    if (state === 'connecting') return 'Connecting …';
    if (state === 'waiting') {
      const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1_000));
      return `No connection${seconds ? `; trying again in ${seconds} s` : ''}.`;
    }
    if (state === 'replaced') return 'Another window took this one’s place.';
    return error?.detail ?? 'Not connected.';
  }

  #toggle() {
    const { line, parley } = this.#session;
    if (line.isCut) {
      line.restore();
      parley.reconnect();
    } else {
      line.cut();
    }
    this.update();
  }
}
