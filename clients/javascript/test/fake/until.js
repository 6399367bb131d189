/** Far above what anything here takes; a failure, not a wait. */
const PATIENCE_MS = 60_000;

/** Resolves with what a condition gives, as soon as that is not false. */
export async function until(what, condition) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = condition();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`Never came: ${what}`);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
