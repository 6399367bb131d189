import { createStore } from '../../src/index.js';
import { scene } from './client.js';

export const D = 'd:alice:bob';
export const G = 'g:team';

/** Alice with a store; bob wrote three messages. */
export async function chat(t, options) {
  const stage = await scene(t);
  const { platform } = stage;
  ['one', 'two', 'three'].forEach((text) => platform.log.post(D, 'bob', { text }));
  const client = stage.client('alice');
  const store = createStore(client, options);
  t.after(() => store.close());
  const changes = [];
  store.subscribe((change) => changes.push(change));
  await store.ready;
  return { ...stage, client, store, changes, socket: await platform.socket('alice') };
}

export const texts = (list) => list.items.map(({ text }) => text);
export const shown = (store, id = D) => {
  const { unread, mentions, lastMessage, seq } = store.conversation(id);
  return { unread, mentions, last: lastMessage?.text, seq };
};
