import { ParleyError, isRetriable } from './error.js';

/**
 * What an answer to an action comes to: `{outcome}`, `{error}` where it is refused for good, or `{retryAfterMs}` where it is to be
 * sent again under the same id.
 */
export function readAnswer(frame, action) {
  const { clientMsgId } = action;
  switch (frame.type) {
    case 'accepted': {
      const { conversation, seq, messageId } = frame;
      return { outcome: { status: 'accepted', clientMsgId, conversation, seq, ...(messageId && { messageId }) } };
    }
    case 'held':
      return { outcome: { status: 'held', clientMsgId, conversation: frame.conversation } };
    case 'scheduled': {
      const { id, conversation, sendAt } = frame.scheduled;
      return { outcome: { status: 'scheduled', clientMsgId, conversation, id, sendAt } };
    }
    default:
      return isRetriable(frame.code) ? { retryAfterMs: frame.retryAfterMs ?? 0 } : { error: ParleyError.of(frame) };
  }
}

/** The outcome that an event of the user shows; the answer itself may be lost. */
export function outcomeOfEvent(event) {
  const { clientMsgId, conversation, seq } = event;
  const messageId = event.data?.message?.id ?? event.data?.messageId;
  return { status: 'accepted', clientMsgId, conversation, seq, ...(messageId && { messageId }) };
}
