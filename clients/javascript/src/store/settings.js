import { conversationPath } from '../paths.js';

/** What the user sets on conversations; each answers with the conversation as it is then. */
export class Settings {
  #parley;
  #answered;

  constructor(parley, answered) {
    this.#parley = parley;
    this.#answered = answered;
  }

  pinned(conversation, pinned) {
    return this.#call(pinned ? 'PUT' : 'DELETE', conversation, '/pin');
  }

  muted(conversation, until) {
    return until === false
      ? this.#call('DELETE', conversation, '/mute')
      : this.#call('PUT', conversation, '/mute', until === true ? {} : { until });
  }

  archived(conversation, archived) {
    return this.#call('PATCH', conversation, '', { archived });
  }

  hide(conversation) {
    return this.#call('DELETE', conversation, '');
  }

  async #call(method, conversation, what, body) {
    this.#answered(await this.#parley.api(method, conversationPath(conversation, what), body));
  }
}
