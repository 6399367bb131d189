/** Who is in a conversation, as far as it was asked for. */
export class Members {
  #known = new Map();
  #loading = new Set();
  #parley;
  #store;
  #onChange;

  constructor(parley, store, onChange) {
    this.#parley = parley;
    this.#store = store;
    this.#onChange = onChange;
    parley.on('event', (event) => {
      if (event.event.startsWith('member.') || event.event === 'group.owner-changed') this.#reload(event.conversation);
    });
  }

  /** `{user, role}` of each, at most 200; empty until they were read. */
  of(conversation) {
    const direct = this.#store.conversation(conversation);
    if (direct?.kind === 'direct') return [{ user: this.#parley.user }, { user: direct.user }];
    if (!this.#known.has(conversation)) this.#load(conversation);
    return this.#known.get(conversation) ?? [];
  }

  #reload(conversation) {
    if (this.#known.has(conversation)) this.#load(conversation);
  }

  async #load(conversation) {
    if (this.#loading.has(conversation) || !conversation.startsWith('g:')) return;
    this.#loading.add(conversation);
    try {
      const group = encodeURIComponent(conversation.slice(2));
      const page = await this.#parley.api('GET', `/v1/groups/${group}/members?limit=200`);
      this.#known.set(conversation, page.items);
      this.#onChange();
    } catch (error) {
      // Offline: asked again the next time. Refused, for example as a former member: nobody is shown.
      if (error.status) this.#known.set(conversation, []);
    } finally {
      this.#loading.delete(conversation);
    }
  }
}
