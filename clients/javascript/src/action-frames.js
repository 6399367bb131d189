import { directConversation, newId } from './ids.js';

/** What the app asks for, as an action of the outbox: its type, its conversation and the other fields of its frame. */
export function sendAction({ clientMsgId = newId(), conversation, receiver, ...content }, user) {
  const fields = conversation === undefined ? { receiver, ...content } : { conversation, ...content };
  return { clientMsgId, type: 'message.send', conversation: conversation ?? conversationOf(receiver, user), fields };
}

export function messageAction(type, message, more = {}) {
  const fields = { messageId: message.id, conversation: message.conversation, ...more };
  return { clientMsgId: newId(), type, conversation: message.conversation, fields };
}

/** The conversation that a message to a receiver is in; undefined while it is not known who sends. */
export function conversationOf(receiver, user) {
  if (receiver?.group !== undefined) {
    return `g:${receiver.group}`;
  }
  return receiver?.user === undefined || user === undefined ? undefined : directConversation(user, receiver.user);
}

/** The frame of an action, without its `ref`. */
export function frameOf({ type, clientMsgId, fields }) {
  return { type, clientMsgId, ...fields };
}
