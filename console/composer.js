/** The box in which a message is written or edited: Enter sends, Shift and Enter make a new line. */

import { el, icon, iconButton, setText } from './dom.js';
import { mentionsIn } from './message-text.js';

const MOST_BYTES = 65_536;
const MOST_ROWS_PX = 200;

export class Composer {
  #options;
  #text;
  #edited;
  #banner = el('div', { class: 'composer-banner', hidden: true }, el('span', {}, 'Editing'), iconButton('close', 'Stop editing', () => this.#stopEditing()));
  #error = el('p', { class: 'error', role: 'alert' });

  root;

  /** @param options `{label, id, members, send, edit, onTyping, onDraft, lastOwn}`: `members()` may be mentioned, `edit(message, change)` */
  constructor(options) {
    this.#options = options;
    this.#text = el('textarea', {
      id: options.id,
      rows: 1,
      'aria-label': options.label,
      placeholder: options.label,
      dir: 'auto',
      onkeydown: (event) => this.#onKey(event),
      oninput: () => this.#onInput(),
    });
    this.root = el(
      'form',
      { class: 'composer' },
      this.#banner,
      this.#error,
      el('div', { class: 'composer-row' }, this.#text, el('button', { class: 'icon-button send', 'aria-label': 'Send', title: 'Send (Enter)' }, icon('send'))),
    );
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  get text() {
    return this.#text.value;
  }

  get isFocused() {
    return document.activeElement === this.#text;
  }

  setText(text) {
    this.#text.value = text;
    this.#grow();
  }

  setEnabled(isEnabled, label) {
    this.#text.disabled = !isEnabled;
    this.#text.placeholder = label;
    this.#text.setAttribute('aria-label', label);
  }

  focus() {
    this.#text.focus();
  }

  edit(message) {
    this.#edited = { message, draft: this.#edited?.draft ?? this.text };
    this.#banner.hidden = false;
    this.setText(message.text ?? '');
    this.focus();
  }

  #stopEditing() {
    if (!this.#edited) return;
    this.setText(this.#edited.draft);
    this.#edited = undefined;
    this.#banner.hidden = true;
    this.focus();
  }

  #onKey(event) {
    // The Enter that ends the composition of a character does not send.
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'Escape' && this.#edited) {
      event.stopPropagation();
      this.#stopEditing();
    } else if (event.key === 'ArrowUp' && !this.text && !this.#edited) {
      const last = this.#options.lastOwn?.();
      if (last) {
        event.preventDefault();
        this.edit(last);
      }
    }
  }

  #onInput() {
    setText(this.#error, '');
    this.#grow();
    if (this.#edited) return;
    this.#options.onDraft?.(this.text);
    this.#options.onTyping?.(this.text !== '');
  }

  #submit() {
    const text = this.text.trim();
    if (!text) return;
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > MOST_BYTES) {
      setText(this.#error, `The message has ${bytes} bytes; at most ${MOST_BYTES} can be sent. Shorten it.`);
      return;
    }
    const mentions = mentionsIn(text, this.#options.members());
    if (this.#edited) {
      const { message } = this.#edited;
      this.#stopEditing();
      if (text !== message.text) this.#options.edit(message, { text, mentions, version: message.version });
      return;
    }
    this.setText('');
    this.#options.onDraft?.('');
    this.#options.send({ text, mentions: mentions.length ? mentions : undefined });
  }

  #grow() {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${Math.min(this.#text.scrollHeight, MOST_ROWS_PX)}px`;
  }
}
