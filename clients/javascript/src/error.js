/** Why something failed: a refusal of the platform, or one of the client's own codes. */
export class ParleyError extends Error {
  constructor(code, detail = '', more = {}) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'ParleyError';
    this.code = code;
    this.detail = detail;
    for (const key of ['field', 'retryAfterMs', 'status']) {
      if (more[key] !== undefined) {
        this[key] = more[key];
      }
    }
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
  'rate-limited',
  'outcome-unknown',
  'stopping',
]);

export function isRetriable(code) {
  return RETRIABLE.has(code);
}
