const UTF_8 = new TextEncoder();

/** Names an action, a device, a write. */
export function newId() {
  if (globalThis.crypto?.randomUUID) {
    return globalThis.crypto.randomUUID();
  }
  // Pages that were not loaded by HTTPS have no randomUUID.
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The conversation of two users: their ids in the order of their UTF-8 bytes. */
export function directConversation(one, other) {
  return isBefore(UTF_8.encode(one), UTF_8.encode(other)) ? `d:${one}:${other}` : `d:${other}:${one}`;
}

/** The other user of a direct conversation; undefined for a group. */
export function otherUser(conversation, user) {
  if (!conversation.startsWith('d:')) {
    return undefined;
  }
  const [, one, other] = conversation.split(':');
  return one === user ? other : one;
}

/** Whether this names the direct conversation of the user with somebody, whether it has begun or not. */
export function isDirectOf(conversation, user) {
  const other = otherUser(conversation, user);
  return other !== undefined && other !== user && conversation === directConversation(user, other);
}

/** How many bytes a text has in UTF-8. */
export function utf8Length(text) {
  return UTF_8.encode(text).length;
}

function isBefore(one, other) {
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    if (one[i] !== other[i]) {
      return one[i] < other[i];
    }
  }
  return one.length < other.length;
}
