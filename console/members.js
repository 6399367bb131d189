/** Who is in a conversation: read once where it is asked for, then kept by its events. */
export class Members {
  #known = new Map();
  #loading = new Map();
  #parley;
  #store;
  #onChange;

  constructor(parley, store, onChange) {
    this.#parley = parley;
    this.#store = store;
    this.#onChange = onChange;
    parley.on('event', (event) => this.#event(event));
    parley.on('resync', ({ conversation }) => this.#known.delete(conversation));
  }

  /** `{user, role}` of each, at most 200; empty until they were read. */
  of(conversation) {
    const direct = this.#store.conversation(conversation);
    if (direct?.kind === 'direct') return [{ user: this.#parley.user }, { user: direct.user }];
    if (!this.#known.has(conversation)) this.#load(conversation);
    return this.#known.get(conversation) ?? [];
  }

  #event(event) {
    const { conversation } = event;
    this.#loading.get(conversation)?.push(event);
    const members = this.#known.get(conversation);
    if (members) this.#known.set(conversation, after(members, event));
  }

  async #load(conversation) {
    if (this.#loading.has(conversation) || !conversation.startsWith('g:')) return;
    const meanwhile = [];
    this.#loading.set(conversation, meanwhile);
    try {
      const path = `/v1/groups/${encodeURIComponent(conversation.slice(2))}`;
      // The list must not be older than the events that were told before.
      await this.#parley.api('GET', `${path}?atLeastSeq=${this.#parley.positions[conversation] ?? 0}`);
      const { items } = await this.#parley.api('GET', `${path}/members?limit=200`);
      this.#known.set(conversation, meanwhile.reduce(after, items));
    } catch (error) {
      // Offline: asked again the next time. Refused, for example as a former member: nobody is shown.
      if (error.status) this.#known.set(conversation, []);
    } finally {
      this.#loading.delete(conversation);
    }
    this.#onChange();
  }
}

/** The members after an event; one that is told twice changes nothing. */
function after(members, { event, data }) {
  const others = () => members.filter((member) => member.user !== data.user);
  switch (event) {
    case 'member.joined':
    case 'member.added':
    case 'member.role-changed':
      return [...others(), { ...members.find((member) => member.user === data.user), user: data.user, role: data.role }];
    case 'member.left':
    case 'member.removed':
    case 'member.banned':
      return others();
    default:
      return members;
  }
}
