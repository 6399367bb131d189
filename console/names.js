/** What users are called. Those that are not known yet are read once; until then, and where nobody has that id, the id stands for them. */
export class Names {
  #known = new Map();
  #asked = new Set();
  #read;
  #onChange;

  /**
   * @param users the demo users, `{id, name}`
   * @param read gives a user by id
   */
  constructor(users, read, onChange) {
    for (const user of users) this.#known.set(user.id, user.name);
    this.#read = read;
    this.#onChange = onChange;
  }

  of(id) {
    const name = this.#known.get(id);
    if (name === undefined && id) this.#ask(id);
    return name ?? id ?? '';
  }

  /** Ids and names of everybody met so far. */
  known() {
    return [...this.#known].map(([id, name]) => ({ id, name }));
  }

  /** "Ann", "Ann and Bob", "Ann, Bob and 3 more". */
  list(ids, most = 3) {
    const names = ids.slice(0, most).map((id) => this.of(id));
    if (ids.length > most) return `${names.join(', ')} and ${ids.length - most} more`;
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  }

  async #ask(id) {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    try {
      this.#known.set(id, (await this.#read(id)).name);
      this.#onChange();
    } catch (error) {
      // A user that is not there stays an id; anything else may be asked again.
      if (error.status !== 404) this.#asked.delete(id);
    }
  }
}
