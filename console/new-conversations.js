/** Begins conversations and adds members. */

import { choose, form } from './dialogs.js';

/** @return the id of the conversation, or undefined */
export async function begin(session) {
  const kind = await choose('New conversation', [
    { value: 'direct', label: 'With one user' },
    { value: 'group', label: 'A group' },
  ]);
  if (kind === 'direct') return beginDirect(session);
  return kind === 'group' ? beginGroup(session) : undefined;
}

function beginDirect({ parley, names, me }) {
  const fields = [
    { name: 'user', label: 'User', hint: 'The id, for example bob.', options: others(names, me), required: true },
    { name: 'text', label: 'First message', required: true },
  ];
  return form('New conversation', fields, 'Send', async ({ user, text }) => {
    const outcome = await parley.send({ receiver: { user }, text });
    return outcome.conversation;
  });
}

function beginGroup({ parley, store, names, me }) {
  const fields = [
    { name: 'name', label: 'Name', required: true },
    { name: 'access', label: 'Who can join', choices: [['private', 'Those who are added'], ['public', 'Everybody']] },
    { name: 'users', label: 'Members', multiple: others(names, me) },
  ];
  return form('New group', fields, 'Create', async ({ name, access, users }) => {
    const id = crypto.randomUUID().slice(0, 8);
    const group = await parley.api('POST', '/v1/groups', { id, name, access });
    if (users.length) await add(parley, id, users);
    await store.loadConversation(group.conversation);
    return group.conversation;
  });
}

export function addMembers({ parley, names, members }, conversation) {
  const present = new Set(members.of(conversation).map((member) => member.user));
  const free = names.known().filter(({ id }) => !present.has(id));
  const fields = [
    { name: 'users', label: 'Who is added', multiple: free },
    { name: 'other', label: 'Or somebody else', hint: 'The id of a user.' },
  ];
  return form('Add members', fields, 'Add', ({ users, other }) =>
    add(parley, conversation.slice(2), other ? [...users, other] : users),
  );
}

async function add(parley, group, users) {
  if (!users.length) throw new Error('Choose at least one user.');
  const { items } = await parley.api('POST', `/v1/groups/${encodeURIComponent(group)}/members`, { users });
  const refused = items.filter((item) => item.problem);
  if (refused.length) throw new Error(refused.map((item) => `${item.user}: ${item.problem.detail}`).join(' '));
  return items;
}

function others(names, me) {
  return names.known().filter(({ id }) => id !== me);
}
