const PAUSE_MS = 20;

/** Waits until `check` gives something true, and gives that; rejects after `timeoutMs`. */
export async function until(what, check, timeoutMs = 15_000) {
  for (const end = performance.now() + timeoutMs; performance.now() < end; await pause(PAUSE_MS)) {
    const found = await check();
    if (found) {
      return found;
    }
  }
  throw new Error(`not within ${timeoutMs / 1_000} s: ${what}`);
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
