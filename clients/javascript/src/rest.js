import { Backoff } from './backoff.js';
import { ParleyError } from './error.js';
import { newId } from './ids.js';
import { retryAfterMs } from './retry-after.js';

const TIMEOUT_MS = 15_000;
/** Who must wait longer is told so, instead of waiting. */
const LONGEST_WAIT_MS = 60_000;
const RETRIES = 5;
const UNKNOWN = new Set([408, 425, 429, 502, 503, 504]);

/** REST calls with the user's token. What is unknown is asked again under the same idempotency key. */
export class Rest {
  #base;
  #fetch;
  #tokens;
  #clock;
  #random;
  #stopping = new AbortController();

  constructor({ url, fetch, tokens, clock, random }) {
    this.#base = url.replace(/\/+$/, '');
    this.#fetch = fetch;
    this.#tokens = tokens;
    this.#clock = clock;
    this.#random = random;
  }

  /** As `Parley.api`. */
  async call(method, path, body, options = {}) {
    const request = {
      method,
      path,
      body,
      options,
      key: method === 'GET' ? undefined : (options.idempotencyKey ?? newId()),
    };
    const backoff = new Backoff({ firstMs: 200, longestMs: 5_000, random: this.#random });
    for (let left = options.retries ?? RETRIES; ; left--) {
      try {
        return await this.#renewing(request);
      } catch (e) {
        if (left <= 0 || !isUnknown(e) || e.retryAfterMs > LONGEST_WAIT_MS) {
          throw e;
        }
        await this.#sleep(backoff.next(e.retryAfterMs), options.signal);
      }
    }
  }

  /** Ends every call with `stopped`. */
  stop() {
    this.#stopping.abort();
  }

  async #renewing(request) {
    const token = await this.#tokens.get();
    try {
      return await this.#attempt(request, token);
    } catch (e) {
      if (e.status !== 401) {
        throw e;
      }
      return this.#attempt(request, await this.#tokens.after(token, 'refused'));
    }
  }

  async #attempt({ method, path, body, options, key }, token) {
    const abort = new AbortController();
    const cancel = () => abort.abort();
    const timer = this.#clock.setTimeout(cancel, TIMEOUT_MS);
    const signals = [this.#stopping.signal, options.signal].filter(Boolean);
    signals.forEach((signal) => (signal.aborted ? cancel() : signal.addEventListener('abort', cancel)));
    try {
      const headers = { ...options.headers, Authorization: `Bearer ${token}` };
      if (key !== undefined) {
        headers['Idempotency-Key'] = key;
      }
      if (body !== undefined) {
        headers['Content-Type'] = 'application/json';
      }
      const text = body === undefined ? undefined : JSON.stringify(body);
      const response = await this.#fetch(this.#base + path, { method, headers, body: text, signal: abort.signal });
      return await this.#read(response);
    } catch (e) {
      throw e instanceof ParleyError ? e : this.#failure(e, options.signal);
    } finally {
      this.#clock.clearTimeout(timer);
      signals.forEach((signal) => signal.removeEventListener('abort', cancel));
    }
  }

  async #read(response) {
    const text = await response.text();
    if (response.ok) {
      return text === '' ? undefined : parsed(text, response.status);
    }
    const problem = problemOf(text);
    const error = ParleyError.of(problem, response.status);
    const wait = retryAfterMs(problem, response.headers, this.#clock.now());
    throw wait === undefined ? error : new ParleyError(error.code, error.detail, { ...error, retryAfterMs: wait });
  }

  #failure(cause, signal) {
    if (this.#stopping.signal.aborted) {
      return stopped();
    }
    if (signal?.aborted) {
      return new ParleyError('cancelled', 'The call was cancelled.');
    }
    const isTimeout = cause?.name === 'AbortError';
    return isTimeout
      ? new ParleyError('time-out', `No answer within ${TIMEOUT_MS / 1000} s.`)
      : new ParleyError('offline', `The server could not be reached: ${cause?.message ?? cause}`);
  }

  #sleep(delayMs, signal) {
    const signals = [this.#stopping.signal, signal].filter(Boolean);
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#clock.clearTimeout(timer);
        reject(this.#failure(undefined, signal));
      };
      const timer = this.#clock.setTimeout(() => {
        signals.forEach((each) => each.removeEventListener('abort', end));
        resolve();
      }, delayMs);
      signals.forEach((each) => (each.aborted ? end() : each.addEventListener('abort', end, { once: true })));
    });
  }
}

export function stopped() {
  return new ParleyError('stopped', 'The client was stopped.');
}

function isUnknown(e) {
  return e instanceof ParleyError && (UNKNOWN.has(e.status) || e.code === 'offline' || e.code === 'time-out');
}

function parsed(text, status) {
  try {
    return JSON.parse(text);
  } catch {
    throw new ParleyError('invalid-answer', 'The answer is not JSON.', { status });
  }
}

/** A proxy's own page has no code; the status has to do. */
function problemOf(text) {
  try {
    const problem = JSON.parse(text);
    return typeof problem === 'object' && problem !== null ? problem : {};
  } catch {
    return {};
  }
}
