import { changed, messageOf, subjectOf } from './message-events.js';

const LEAVINGS = new Set(['member.left', 'member.removed', 'member.banned']);

/** A conversation after its next event. Counts are left to `UnreadCounter`. */
export function afterEvent(data, event, self) {
  const next = { ...data, seq: event.seq, messageNo: event.messageNo };
  if (event.event === 'message.created') {
    return created(next, event);
  }
  if (event.event.startsWith('member.')) {
    return membersChanged(next, event, self);
  }
  if (event.event.startsWith('group.')) {
    return groupChanged(next, event);
  }
  const { lastMessage } = data;
  return lastMessage && subjectOf(event) === lastMessage.id
    ? { ...next, lastMessage: changed(lastMessage, event, self) }
    : next;
}

function created(data, event) {
  const active = { ...data, hidden: false, lastActivityAt: event.at };
  return event.data.message.parentId === undefined ? { ...active, lastMessage: messageOf(event) } : active;
}

function membersChanged(data, { event, data: { user, role, memberCount } }, self) {
  const group = memberCount === undefined ? data.group : { ...data.group, memberCount };
  if (user !== self) {
    return { ...data, group };
  }
  if (LEAVINGS.has(event)) {
    return { ...data, group, former: true };
  }
  const isMember = event === 'member.joined' || event === 'member.added';
  return { ...data, group: role === undefined ? group : { ...group, role }, former: isMember ? false : data.former };
}

function groupChanged(data, { event, data: changes }) {
  switch (event) {
    case 'group.deleted':
      return { ...data, former: true };
    case 'group.created':
      return { ...data, group: { ...data.group, ...changes.group } };
    case 'group.updated':
    case 'group.owner-changed': {
      const { formerOwner: _, ...fields } = changes;
      const group = Object.entries({ ...data.group, ...fields }).filter(([, value]) => value !== null);
      return { ...data, group: Object.fromEntries(group) };
    }
    default:
      return data;
  }
}
