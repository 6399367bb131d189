/** Tells screen readers of new messages, and the window's title of unread ones. */

import { el } from './dom.js';

const MOST_CHARACTERS = 300;
const MOST_LINES = 5;

/**
 * @param isOpen whether a conversation is shown
 * @param titleOf what a conversation is called
 */
export function announceMessages(session, isOpen, titleOf) {
  session.parley.on('event', (event) => {
    if (event.event !== 'message.created' || event.actor === session.me || !isLive(session, event)) return;
    const sender = session.names.of(event.actor);
    const text = (event.data.message.text ?? 'an attachment').slice(0, MOST_CHARACTERS);
    announce(isOpen(event.conversation) ? `${sender}: ${text}` : `${sender} in ${titleOf(event.conversation)}: ${text}`);
  });
}

export function announce(text) {
  const region = document.getElementById('announcer');
  region.append(el('p', {}, text));
  while (region.children.length > MOST_LINES) region.firstElementChild.remove();
}

export function showUnreadInTitle(count) {
  document.title = count > 0 ? `(${count}) Parley` : 'Parley';
}

/** What is read back after a while offline is not read out one by one. */
function isLive(session, event) {
  return session.parley.status.state === 'online' && Date.now() - Date.parse(event.at) < 30_000;
}
