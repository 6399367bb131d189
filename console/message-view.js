/** One message: who, when, what, what came of it, and what one can do with it. */

import { el, fill, icon, iconButton } from './dom.js';
import { attachmentView, textParts } from './message-text.js';
import { avatar } from './people.js';
import { progressMark } from './receipts.js';
import { fullTime, timeOfDay } from './times.js';

/**
 * Fills the list item of a message.
 *
 * @param shown `{message, name, isFollowing, progress, isInThread}`: what is shown, `progress` of one's own messages only
 * @param actions what its buttons call
 */
export function fillMessage(item, shown, session, actions) {
  const { message, name, isFollowing } = shown;
  const isMine = message.sender === session.me;
  item.className = ['message', isMine ? 'mine' : 'theirs', message.state, isFollowing && 'following'].filter(Boolean).join(' ');
  item.dataset.message = message.id;
  fill(
    item,
    isMine || isFollowing ? el('span', { class: 'avatar-gap' }) : avatar(message.sender, name),
    el(
      'div',
      { class: 'message-body' },
      el(
        'div',
        { class: 'bubble' },
        el('p', { class: isMine || isFollowing ? 'unseen' : 'sender' }, isMine ? 'You' : name),
        ...contentOf(message, session),
        footOf(shown),
      ),
      reactionsOf(message, session, actions),
      threadLink(shown, actions),
      message.state === 'failed' && failureOf(message, actions),
    ),
    message.state === 'sent' && !message.deleted && toolsOf(shown, isMine, session, actions),
  );
}

function contentOf(message, session) {
  if (message.deleted) return [el('p', { class: 'text gone' }, 'Message deleted')];
  const parts = [];
  if (message.text) {
    const text = textParts(message.text, message.mentions ?? [], session.me);
    parts.push(el('p', { class: `text${isEmojiOnly(message.text) ? ' large' : ''}`, dir: 'auto' }, ...text));
  }
  if (message.attachments?.length) {
    parts.push(el('ul', { class: 'attachments', 'aria-label': 'Attachments' }, ...message.attachments.map(attachmentView)));
  }
  if (!parts.length) parts.push(el('p', { class: 'text gone' }, message.content ? 'This message cannot be shown' : `A message of kind ${message.kind}`));
  return parts;
}

function footOf({ message, progress }) {
  return el(
    'p',
    { class: 'foot' },
    message.pinned && el('span', { class: 'mark', title: 'Pinned' }, icon('pin'), el('span', { class: 'unseen' }, 'pinned')),
    message.edited && !message.deleted && el('span', { title: message.editedAt && fullTime(message.editedAt) }, 'edited'),
    el('time', { datetime: message.at, title: fullTime(message.at) }, timeOfDay(message.at)),
    progress && !message.deleted && progressMark(progress),
  );
}

function reactionsOf(message, session, actions) {
  if (!message.reactions?.length) return undefined;
  return el(
    'div',
    { class: 'reactions', role: 'group', 'aria-label': 'Reactions' },
    ...message.reactions.map((reaction) =>
      el(
        'button',
        {
          type: 'button',
          class: `reaction${reaction.mine ? ' mine' : ''}`,
          'data-do': `react-${reaction.emoji}`,
          'aria-pressed': String(Boolean(reaction.mine)),
          'aria-label': `${reaction.emoji}, ${reaction.count}`,
          onclick: () => actions.toggleReaction(message, reaction.emoji),
        },
        el('span', {}, reaction.emoji),
        el('span', { class: 'reaction-count' }, String(reaction.count)),
      ),
    ),
  );
}

function threadLink({ message, isInThread }, actions) {
  if (isInThread || !message.thread?.replies) return undefined;
  const { replies } = message.thread;
  return el(
    'button',
    { type: 'button', class: 'thread-link', 'data-do': 'thread-link', onclick: () => actions.openThread(message) },
    icon('thread'),
    replies === 1 ? '1 reply' : `${replies} replies`,
  );
}

function failureOf(message, actions) {
  return el(
    'p',
    { class: 'failure', role: 'alert' },
    el('span', {}, message.error?.detail ?? 'It was refused.'),
    el('button', { type: 'button', class: 'link', onclick: () => actions.resend(message) }, 'Try again'),
    el('button', { type: 'button', class: 'link', onclick: () => actions.discard(message) }, 'Discard'),
  );
}

function toolsOf({ message, isInThread }, isMine, session, actions) {
  const button = (shape, label, task, name) => iconButton(shape, label, task, { 'data-do': name });
  return el(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'Actions' },
    button('smile', 'React', (event) => actions.pickReaction(message, event.currentTarget), 'pick'),
    !isInThread && button('thread', 'Reply in thread', () => actions.openThread(message), 'thread'),
    isMine && message.text !== undefined && button('edit', 'Edit', () => actions.edit(message), 'edit'),
    button('pin', message.pinned ? 'Unpin message' : 'Pin message', () => actions.togglePin(message), 'pin'),
    button('trash', 'Delete', () => actions.delete(message, isMine), 'delete'),
  );
}

function isEmojiOnly(text) {
  return text.length <= 12 && /^(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u.test(text);
}
