/** The text of a message with its mentions, and what is attached. All of it is hostile: it becomes text, never markup. */

import { el } from './dom.js';

/** Strings and elements; a mention is marked where the text says `@` and the id. */
export function textParts(text, mentions, me) {
  const marks = [...new Set(mentions)].map((id) => (id.startsWith('@') ? id : `@${id}`)).sort((a, b) => b.length - a.length);
  const parts = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const mark = at < from ? undefined : marks.find((each) => text.startsWith(each, at));
    if (!mark) continue;
    parts.push(text.slice(from, at), el('span', { class: mark === `@${me}` || mark === '@all' ? 'mention me' : 'mention' }, mark));
    from = at + mark.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '');
}

/** The ids that a text mentions, of those that are members. */
export function mentionsIn(text, members) {
  const words = new Set(text.match(/@[^\s@,.;:!?()]+/gu) ?? []);
  const found = members.map((member) => member.user).filter((user) => words.has(`@${user}`));
  return words.has('@all') ? ['@all', ...found] : found;
}

export function attachmentView(attachment) {
  const address = webAddress(attachment.url);
  const label = `${attachment.name} (${sizeOf(attachment.size)})`;
  return el(
    'li',
    {},
    address ? el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, label) : label,
  );
}

/** Only addresses of the web become links. */
function webAddress(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
