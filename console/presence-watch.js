/** Watches those whom the page shows: partners of direct conversations, the members of the open group, and oneself. */

const MOST = 500;

export class PresenceWatch {
  #session;
  #watched = '';

  constructor(session) {
    this.#session = session;
  }

  update(openConversation) {
    const { store, parley, members, me } = this.#session;
    const users = new Set(openConversation ? members.of(openConversation).map((member) => member.user) : []);
    for (const conversation of store.conversations()) if (conversation.user) users.add(conversation.user);
    // Oneself, too: one sees what others see, and that one is invisible.
    users.add(me);
    const list = [...users].filter(Boolean).slice(0, MOST).sort();
    const key = list.join(' ');
    if (key === this.#watched) return;
    this.#watched = key;
    // Where the platform knows no presence, nobody has a dot: nothing that one could do about it.
    parley.watchPresence(list).catch(() => {});
  }
}
