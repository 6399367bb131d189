/** The address of a conversation, or of something in it. */
export function conversationPath(conversation, what = '', fields = {}) {
  return withQuery(`/v1/conversations/${encodeURIComponent(conversation)}${what}`, fields);
}

/** The address of a message, or of something of it. */
export function messagePath(id, what = '', fields = {}) {
  return withQuery(`/v1/messages/${encodeURIComponent(id)}${what}`, fields);
}

/** An address with those of the fields that are there as its query. */
export function withQuery(path, fields) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? path : `${path}?${query}`;
}
