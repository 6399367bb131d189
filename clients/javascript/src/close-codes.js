/** Why sockets are closed; as in the platform's contract. */
export const CLOSE = {
  NORMAL: 1000,
  TRY_AGAIN: 1013,
  TIMED_OUT: 4000,
  UNAUTHENTICATED: 4001,
  REPLACED: 4009,
  GOING_AWAY: 4010,
};

const CODES = {
  1002: 'protocol-error',
  1007: 'frame-invalid',
  1009: 'body-too-large',
  1013: 'too-busy',
  4000: 'time-out',
  4001: 'token-invalid',
  4003: 'not-permitted',
  4009: 'replaced',
  4010: 'stopping',
};

/** The code of a `ParleyError` for an end of a socket. */
export function errorCodeOf(closeCode) {
  return CODES[closeCode] ?? 'offline';
}
