/** How users are, as far as the platform tells. */
export class Presences {
  #byUser = new Map();
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  of(user) {
    if (!this.#byUser.has(user)) {
      this.#byUser.set(user, { user, state: 'unknown' });
    }
    return this.#byUser.get(user);
  }

  told({ items }) {
    items.forEach((presence) => this.#byUser.set(presence.user, presence));
    this.#changed();
  }
}
