import { Timer } from './clock.js';
import { ParleyError } from './error.js';

/** Events come often; a storage is slow. What is lost of a second is told again. */
const POSITIONS_DELAY_MS = 1_000;

/** What survives a reload: the actions without an outcome, the positions, the name of the device. By user. */
export class KeptState {
  #storage;
  #prefix;
  #owner;
  #timer;
  #user;

  /** @param owner `positions()`, `problem(error)` */
  constructor({ storage, prefix, clock, owner }) {
    this.#storage = storage;
    this.#prefix = prefix;
    this.#owner = owner;
    this.#timer = new Timer(clock);
  }

  get isKept() {
    return this.#storage !== undefined;
  }

  /** The name of the device, made once. */
  device(make) {
    const kept = this.#read('device');
    if (typeof kept === 'string') {
      return kept;
    }
    const made = make();
    this.#write('device', made);
    return made;
  }

  /** Whose state it is; before, nothing is kept. */
  open(user) {
    this.#user = user;
    const positions = this.#read(this.#of('positions'));
    const actions = this.#read(this.#of('actions'));
    return { positions: isObject(positions) ? positions : undefined, actions: Array.isArray(actions) ? actions : [] };
  }

  /** At once: the page may be gone the next moment. */
  saveActions(actions) {
    if (this.#user !== undefined) {
      this.#write(this.#of('actions'), actions);
    }
  }

  positionsMoved() {
    if (this.isKept && this.#user !== undefined && !this.#timer.isSet) {
      this.#timer.set(() => this.#savePositions(), POSITIONS_DELAY_MS);
    }
  }

  /** The page is hidden or left, or the client stops. */
  flush() {
    if (this.#timer.isSet) {
      this.#timer.clear();
      this.#savePositions();
    }
  }

  #savePositions() {
    this.#write(this.#of('positions'), this.#owner.positions());
  }

  #of(what) {
    return `${this.#user}:${what}`;
  }

  #read(key) {
    try {
      return JSON.parse(this.#storage?.getItem(`${this.#prefix}:${key}`) ?? 'null') ?? undefined;
    } catch {
      // Not written by this client, or a storage that the browser forbids.
      return undefined;
    }
  }

  #write(key, value) {
    try {
      this.#storage?.setItem(`${this.#prefix}:${key}`, JSON.stringify(value));
    } catch (e) {
      this.#owner.problem(new ParleyError('storage-failed', `It will not survive a reload: ${e?.message ?? e}`));
    }
  }
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
