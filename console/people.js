/** Pictures and presence of users. */

import { el } from './dom.js';

const COLOURS = 8;

export const PRESENCE_WORDS = {
  online: 'online',
  away: 'away',
  busy: 'busy',
  offline: 'offline',
  invisible: 'invisible',
};

/** A circle with initials; its colour comes from the id, so that a user has the same one everywhere. */
export function avatar(id, name, more = '') {
  const initials = [...name.trim()].length ? name.trim().split(/\s+/).slice(0, 2).map((word) => [...word][0].toUpperCase()) : ['?'];
  return el('span', { class: `avatar colour-${colourOf(id)} ${more}`, 'aria-hidden': 'true' }, initials.join(''));
}

/** A dot for a state; none where it is not known. Beside it or in a label the state is also said in words. */
export function presenceDot(presence) {
  const words = PRESENCE_WORDS[presence.state];
  return words && el('span', { class: `dot ${presence.state}`, title: describePresence(presence) });
}

/** "away – at lunch"; empty where the state is not known. */
export function describePresence(presence) {
  const words = PRESENCE_WORDS[presence.state];
  if (!words) return '';
  return presence.text ? `${words} – ${presence.text}` : words;
}

function colourOf(id) {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.codePointAt(0)) % 1_000_003;
  return hash % COLOURS;
}
