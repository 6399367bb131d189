import { ChatStore } from './chat-store.js';

/** Keeps what a user interface shows. Options and result: ../../parley.d.ts. */
export function createStore(parley, options = {}) {
  return new ChatStore(parley, {
    conversations: 200,
    pageSize: 50,
    draftDelayMs: 1_000,
    reportDelivered: true,
    ...options,
  });
}
