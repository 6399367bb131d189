import { connect, createStore } from '@parley/client';
import { WebSocket } from 'ws'; // browsers have their own

const { PARLEY_URL: url, PARLEY_TOKEN: token } = process.env;
const parley = connect({ url, token: async () => token, WebSocket });
const store = createStore(parley);
store.subscribe(({ type, conversation }) => {
  if (type === 'conversation') {
    const { unread, lastMessage } = store.conversation(conversation);
    console.log(`${conversation}: ${unread} unread, last: ${lastMessage?.text}`);
  }
});
await store.ready;

const { conversation, seq } = await parley.send({ receiver: { user: 'bob' }, text: 'Hello, Bob' });
console.log(`message ${seq} of ${conversation}`);
await store.loadOlder(conversation);
store.messages(conversation).items.forEach(({ sender, text }) => console.log(`${sender}: ${text}`));
await store.markRead(conversation);
store.close();
parley.stop();
