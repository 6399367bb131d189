/** Of the 128 KiB that a frame may have. */
const MOST_POSITION_BYTES = 120 * 1024;
/** In JSON a character has six bytes at most; the rest is quotes, colon, comma and digits. */
const BYTES_PER_CHARACTER = 6;
const BYTES_PER_POSITION = 24;

/** A socket resumes no more positions, nor more characters of their names. */
const MOST_POSITIONS = 20_000;
const MOST_NAME_CHARACTERS = 4 * 1024 * 1024;

/** Whether one socket can resume all of them. */
export function isResumable(positions) {
  const names = Object.keys(positions);
  return names.length <= MOST_POSITIONS && names.reduce((sum, name) => sum + name.length, 0) <= MOST_NAME_CHARACTERS;
}

/**
 * A hello, and the frames with the positions that are too many for it.
 *
 * @param positions the last seq of each conversation; undefined = live only
 */
export function helloFrames(device, positions) {
  if (positions === undefined) {
    return [{ type: 'hello', device }];
  }
  const parts = partsOf(positions);
  return parts.map((conversations, i) => {
    const part = { conversations, more: i < parts.length - 1 };
    return i === 0 ? { type: 'hello', device, resume: part } : { type: 'resume', ...part };
  });
}

/** As many to each frame as it surely holds; at least one part. */
function partsOf(positions) {
  const parts = [{}];
  let bytes = 0;
  for (const [conversation, seq] of Object.entries(positions)) {
    const length = BYTES_PER_CHARACTER * conversation.length + BYTES_PER_POSITION;
    if (bytes > 0 && bytes + length > MOST_POSITION_BYTES) {
      parts.push({});
      bytes = 0;
    }
    parts.at(-1)[conversation] = seq;
    bytes += length;
  }
  return parts;
}
