/**
 * When to ask again, in milliseconds: as the problem says, else the header `Retry-After` in seconds or as a date.
 * Undefined where neither is there.
 */
export function retryAfterMs(problem, headers, now) {
  if (typeof problem?.retryAfterMs === 'number') {
    return problem.retryAfterMs;
  }
  const header = headers.get('Retry-After');
  if (header === null) {
    return undefined;
  }
  if (/^\d{1,6}$/.test(header)) {
    return Number(header) * 1000;
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
