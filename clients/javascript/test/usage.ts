/** Never run: compiled by `npm run types`, so that the types fit how the client is used. */
import { connect, createStore, ParleyError, type Conversation, type Message, type Outcome } from '../parley.js';

const parley = connect({
  url: 'https://chat.example.com',
  token: async (why) => (why === 'refused' ? { token: 't', expiresAt: '2026-03-01T10:00:00.000Z' } : 't'),
  storage: undefined,
});
const outcome: Promise<Outcome> = parley.send({ receiver: { user: 'bob' }, text: 'hi' });
const id: string = parley.send({ conversation: 'g:team', text: 'hi', mentions: ['@all'] }).clientMsgId;
const end: () => void = parley.on('event', ({ conversation, seq, data }) =>
  console.log(conversation, seq + 1, data.message?.text),
);
parley.on('status', ({ state, retryAt }) => console.log(state === 'waiting' ? retryAt : undefined));
// @ts-expect-error: there is no such event
parley.on('nonsense', () => {});
// @ts-expect-error: a state that users cannot set
void parley.setPresence('offline');
// @ts-expect-error: a token is required
connect({ url: 'https://chat.example.com' });

const store = createStore(parley, { pageSize: 20 });
store.subscribe(({ type, conversation }) => console.log(type, conversation));
const first: Conversation | undefined = store.conversations()[0];
const last: Message | undefined = first?.lastMessage;
// @ts-expect-error: what the store returns is not to be changed
store.conversations().push(first);

outcome.then(
  (known) => console.log(known.status === 'accepted' ? known.seq : known.conversation),
  (e: ParleyError) => console.log(e.code, e.retryAfterMs, e.field),
);
parley.api<{ id: string }>('GET', '/v1/me').then((me) => console.log(me.id, id, last?.id));
end();
