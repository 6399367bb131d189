/** What the buttons of a message do. */

import { choose } from './dialogs.js';
import { pickEmoji } from './emoji-picker.js';
import { showError } from './toasts.js';

export class MessageActions {
  #session;
  #page;
  #asked = new Set();
  #queue = Promise.resolve();

  /** @param page `{openThread, edit}` */
  constructor(session, page) {
    this.#session = session;
    this.#page = page;
  }

  openThread(message) {
    this.#page.openThread(message);
  }

  edit(message) {
    this.#page.edit(message);
  }

  pickReaction(message, button) {
    pickEmoji(button, (emoji) => this.toggleReaction(message, emoji));
  }

  async toggleReaction(message, emoji) {
    const { parley, store } = this.#session;
    try {
      if (this.#reactionOf(message, emoji)?.mine === undefined && this.#reactionOf(message, emoji)) {
        await store.loadReactions(message);
      }
      await (this.#reactionOf(message, emoji)?.mine ? parley.unreact(message, emoji) : parley.react(message, emoji));
    } catch (error) {
      showError(error);
    }
  }

  async togglePin(message) {
    const { parley } = this.#session;
    await (message.pinned ? parley.unpin(message) : parley.pin(message)).catch(showError);
  }

  async delete(message, isMine) {
    const { parley } = this.#session;
    const answer = await choose('Delete this message?', [
      ...(isMine ? [{ value: 'all', label: 'Delete for everybody' }] : []),
      { value: 'me', label: 'Delete for me only' },
    ]);
    if (answer === 'all') await parley.delete(message).catch(showError);
    if (answer === 'me') await parley.hideMessage(message).catch(showError);
  }

  resend(message) {
    this.#session.store.resend(message).catch(() => {});
  }

  discard(message) {
    this.#session.store.discard(message);
  }

  /** Which reactions are one's own is not in a page of history; asked for once, one message after the other. */
  onShown(message) {
    if (!message.reactions?.some((reaction) => reaction.mine === undefined) || this.#asked.has(message.id)) return;
    this.#asked.add(message.id);
    this.#queue = this.#queue.then(() => this.#session.store.loadReactions(message).catch(() => this.#asked.delete(message.id)));
  }

  #reactionOf(message, emoji) {
    const now = this.#session.store.message(message.conversation, message.id) ?? message;
    const plain = emoji.replaceAll('\ufe0f', '');
    return now.reactions?.find((reaction) => reaction.emoji.replaceAll('\ufe0f', '') === plain);
  }
}
