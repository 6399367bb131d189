/** Why something failed: a refusal of the platform, or one of the client's own codes. */
export class ParleyError extends Error {
  /** @type {string | undefined} */
  field;
  /** @type {number | undefined} */
  retryAfterMs;
  /** @type {number | undefined} */
  status;

  /** @param {{field?: string, retryAfterMs?: number, status?: number}} more */
  constructor(code, detail = '', more = {}) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'ParleyError';
    this.code = code;
    this.detail = detail;
    this.field = more.field;
    this.retryAfterMs = more.retryAfterMs;
    this.status = more.status;
  }

  /** Of a problem document, or of a frame `rejected` or `error`. */
  static of(problem, status = undefined) {
    const { code = `http-${status}`, detail = '', field, retryAfterMs } = problem;
    return new ParleyError(code, detail, { field, retryAfterMs, status });
  }
}

/** A refusal on a socket has no status: with these codes the action may have happened, or may be taken a moment later. */
const RETRIABLE = new Set([
  'log-unavailable',
  'store-unavailable',
  'too-busy',
  'read-behind',
  'throttled',
  'outcome-unknown',
  'stopping',
]);

export function isRetriable(code) {
  return RETRIABLE.has(code);
}
