/** A few emoji beside a button. One for the whole page. */

import { el } from './dom.js';

const COLUMNS = 6;
const EMOJI = [
  ['👍', 'thumbs up'], ['❤️', 'heart'], ['😂', 'tears of joy'], ['🎉', 'party'], ['👀', 'eyes'], ['🙏', 'thanks'],
  ['👏', 'applause'], ['🔥', 'fire'], ['🤔', 'thinking'], ['😮', 'astonished'], ['😢', 'sad'], ['👎', 'thumbs down'],
  ['✅', 'done'], ['❌', 'no'], ['🚀', 'rocket'], ['💡', 'idea'], ['☕', 'coffee'], ['🐛', 'bug'],
];

let chosen = () => {};
let origin;

const picker = el(
  'div',
  { class: 'picker', popover: 'auto', role: 'dialog', 'aria-label': 'React with', onkeydown: onKey, ontoggle: onToggle },
  ...EMOJI.map(([emoji, name]) =>
    el('button', { type: 'button', 'aria-label': name, title: name, onclick: () => choose(emoji) }, emoji),
  ),
);

/** Opens it beside a button; Escape and a click elsewhere close it. */
export function pickEmoji(button, onChosen) {
  if (!picker.isConnected) document.body.append(picker);
  chosen = onChosen;
  origin = button;
  picker.showPopover();
  const { top, bottom, left } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = picker;
  picker.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  picker.style.top = `${top - height - 4 > 8 ? top - height - 4 : Math.min(bottom + 4, innerHeight - height - 8)}px`;
  picker.firstElementChild.focus();
}

function choose(emoji) {
  picker.hidePopover();
  chosen(emoji);
}

function onToggle(event) {
  if (event.newState === 'closed' && (document.activeElement === document.body || picker.contains(document.activeElement))) {
    origin?.focus();
  }
}

function onKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...picker.children];
  buttons[buttons.indexOf(document.activeElement) + step]?.focus();
}
