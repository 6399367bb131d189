import { ParleyError } from './error.js';

const SHORTEST_LIFE_MS = 30_000;

/** The user's token: asked for when it is needed, once for all who need it, and anew before it expires. */
export class Tokens {
  #ask;
  #clock;
  #token;
  #expiresAt;
  #asking;

  constructor(ask, clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** Milliseconds since 1970; undefined where that is not known. */
  get expiresAt() {
    return this.#expiresAt;
  }

  async get() {
    if (this.#asking) {
      return this.#asking;
    }
    if (this.#token === undefined) {
      return this.#renew('start');
    }
    return this.#expiresAt <= this.#clock.now() ? this.#renew('expiring') : this.#token;
  }

  /**
   * Another token than this one.
   *
   * @param why as in the option `token`
   */
  async after(token, why) {
    // Several calls are refused at once; the first one renews for all.
    return this.#token === token ? this.renew(why) : this.get();
  }

  /** A new token; the one that is being asked for counts. */
  async renew(why) {
    return this.#asking ?? this.#renew(why);
  }

  async #given(why) {
    let given;
    try {
      given = await this.#ask(why);
    } catch (e) {
      throw e instanceof ParleyError
        ? e
        : new ParleyError('token-unavailable', `The app gave no token: ${e?.message ?? e}`);
    }
    const token = typeof given === 'string' ? { token: given } : given;
    if (typeof token?.token !== 'string' || token.token === '') {
      throw new ParleyError('token-unavailable', 'The option token must give a text, or {token, expiresAt}.');
    }
    return token;
  }

  #renew(why) {
    this.#asking = this.#request(why).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** @param at milliseconds since 1970, by the server's clock; undefined = not known */
  expires(at) {
    // With a wrong clock here, a new token looks old: it must not be renewed with each call.
    this.#expiresAt = at === undefined ? undefined : Math.max(at, this.#clock.now() + SHORTEST_LIFE_MS);
  }

  async #request(why) {
    const { token, expiresAt = expiryOf(token) } = await this.#given(why);
    this.#token = token;
    this.expires(typeof expiresAt === 'string' ? Date.parse(expiresAt) : expiresAt);
    return token;
  }
}

/** A hint for the renewal only: the server decides. Undefined where the token is no JWT. */
function expiryOf(token) {
  try {
    const claims = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims.exp === 'number' ? claims.exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
