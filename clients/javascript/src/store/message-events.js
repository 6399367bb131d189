/** What events make of messages. Messages are never changed; what changed is a new object. */

/** The message that `message.created` brought. */
export function messageOf({ conversation, seq, messageNo, actor, at, clientMsgId, data }) {
  return withoutUndefined({
    ...data.message,
    conversation,
    seq,
    messageNo,
    sender: actor,
    at,
    clientMsgId,
    edited: false,
    deleted: false,
    version: seq,
    state: 'sent',
  });
}

/** Which message an event is about; undefined where it is about none. */
export function subjectOf({ data }) {
  return data?.messageId ?? data?.message?.id;
}

/** The message after an event about it; the same object where nothing changed. */
export function changed(message, event, self) {
  const change = CHANGES[event.event];
  return change ? change(message, event, self) : message;
}

const CHANGES = {
  'message.edited': edited,
  'message.deleted': deleted,
  'reaction.added': reacted,
  'reaction.removed': reacted,
  'message.pinned': (message, { at, data }) => ({ ...message, pinned: { by: data.by, at } }),
  'message.unpinned': ({ pinned: _, ...message }) => message,
  'thread.updated': (message, { data: { replies, lastReplyAt, lastReplySeq } }) =>
    message.thread?.lastReplySeq > lastReplySeq
      ? message
      : { ...message, thread: { replies, lastReplyAt, lastReplySeq } },
};

function edited(message, { at, data }) {
  // A page of history may be ahead of the events.
  if (message.deleted || data.version <= message.version) {
    return message;
  }
  const fields = withoutNull({ ...message, ...data.message });
  return { ...fields, edited: true, editedAt: at, version: data.version };
}

function deleted(message, { at, data }) {
  if (message.deleted) {
    return message;
  }
  const { id, conversation, seq, messageNo, sender, kind, parentId, replyToId, clientMsgId, thread } = message;
  const kept = {
    id,
    conversation,
    seq,
    messageNo,
    sender,
    at: message.at,
    kind,
    parentId,
    replyToId,
    clientMsgId,
    thread,
  };
  const { edited: isEdited, editedAt, state } = message;
  return withoutUndefined({
    ...kept,
    edited: isEdited,
    editedAt,
    deleted: true,
    deletedAt: at,
    version: data.version,
    state,
  });
}

/** Counts are absolute, so that a reaction that is told twice counts once. */
function reacted(message, { event, data: { emoji, user, count } }, self) {
  if (message.deleted) {
    return message;
  }
  const known = message.reactions?.find((reaction) => reaction.emoji === emoji);
  const mine = user === self ? event === 'reaction.added' : known?.mine;
  const others = (message.reactions ?? []).filter((reaction) => reaction !== known);
  const reactions = count > 0 ? [...others, withoutUndefined({ emoji, count, mine })] : others;
  return withReactions(message, reactions);
}

/** The most frequent first; absent where there is none. */
export function withReactions({ reactions: _, ...message }, reactions) {
  const sorted = [...reactions].sort((one, other) => other.count - one.count || (one.emoji < other.emoji ? -1 : 1));
  return sorted.length > 0 ? { ...message, reactions: sorted } : message;
}

function withoutUndefined(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A field that an edit cleared is null in its event. */
function withoutNull(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
