/** How far one's own message has got, in a sign and in words. */

import { el, icon } from './dom.js';

/**
 * @param others receipts of the other members
 * @param memberCount all members, oneself included
 */
export function progressOf(message, others, memberCount, names) {
  if (message.state === 'pending') return { state: 'sending', sign: 'clock', words: 'Sending' };
  if (message.state === 'held') return { state: 'held', sign: 'clock', words: 'Held: a moderator decides' };
  if (message.state === 'failed') return { state: 'failed', sign: 'close', words: 'Not sent' };
  const read = others.filter((receipt) => receipt.readUpTo >= message.seq);
  const delivered = others.filter((receipt) => receipt.deliveredUpTo >= message.seq);
  const all = Math.max(memberCount - 1, 1);
  if (read.length >= all) return { state: 'read', sign: 'checks', words: all === 1 ? 'Read' : 'Read by all' };
  if (read.length > 0) {
    return { state: 'read-by-some', sign: 'checks', words: `Read by ${names.list(read.map((receipt) => receipt.user))}` };
  }
  if (delivered.length >= all) return { state: 'delivered', sign: 'checks', words: 'Delivered' };
  return delivered.length > 0
    ? { state: 'delivered', sign: 'checks', words: `Delivered to ${names.list(delivered.map((receipt) => receipt.user))}` }
    : { state: 'sent', sign: 'check', words: 'Sent' };
}

export function progressMark(progress) {
  return el(
    'span',
    { class: `progress ${progress.state}`, title: progress.words },
    icon(progress.sign),
    el('span', { class: progress.state === 'sending' ? 'progress-words' : 'unseen' }, progress.words),
  );
}
