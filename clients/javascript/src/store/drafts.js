import { Timer } from '../clock.js';
import { conversationPath } from '../paths.js';

/** What the user has begun to write: shown at once, saved when the user pauses. */
export class Drafts {
  #parley;
  #clock;
  #delayMs;
  #ports;
  #drafts = new Map();

  /** @param ports `show(conversation, text | undefined)`, `saved(conversation)` with the platform's answer */
  constructor(parley, { clock, delayMs, ports }) {
    this.#parley = parley;
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#ports = ports;
  }

  set(conversation, text) {
    const draft = this.#drafts.get(conversation) ?? { timer: new Timer(this.#clock) };
    this.#drafts.set(conversation, draft);
    draft.text = text;
    draft.timer.set(() => this.#save(conversation, draft), this.#delayMs);
    this.#ports.show(conversation, text);
  }

  /** Saves at once what waits. */
  flush() {
    for (const [conversation, draft] of this.#drafts) {
      if (draft.timer.isSet) {
        draft.timer.clear();
        this.#save(conversation, draft);
      }
    }
  }

  async #save(conversation, draft) {
    const { text } = draft;
    try {
      const path = conversationPath(conversation);
      const saved = await this.#parley.api('PATCH', path, { draft: text === '' ? null : text });
      // Written on meanwhile: the next pause saves that.
      if (draft.text === text && !draft.timer.isSet) {
        this.#drafts.delete(conversation);
        this.#ports.show(conversation, undefined);
        this.#ports.saved(saved);
      }
    } catch {
      // Of a conversation that does not exist yet, or without a connection: it stays here, and the next pause saves it.
    }
  }
}
