/** Failures in words, for a while, at the edge of the page. */

import { el, iconButton } from './dom.js';

const SHOWN_MS = 10_000;
const MOST = 4;

export function showError(error) {
  show(error.detail || error.message || 'This failed without a reason.', error.code);
}

export function show(text, code) {
  const box = document.getElementById('toasts');
  const toast = el(
    'div',
    { class: 'toast' },
    el('span', { class: 'toast-text' }, text, code && el('code', {}, code)),
    iconButton('close', 'Dismiss', () => toast.remove()),
  );
  box.append(toast);
  while (box.children.length > MOST) box.firstElementChild.remove();
  setTimeout(() => toast.remove(), SHOWN_MS);
}
