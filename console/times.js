/** Times as people read them, in the browser's language and zone. */

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const longDate = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

const DAY = 24 * 60 * 60 * 1000;

export const timeOfDay = (at) => clock.format(new Date(at));
export const fullTime = (at) => full.format(new Date(at));

/** For a list: today's by the clock, this week's by the day. */
export function shortTime(at, now = new Date()) {
  const when = new Date(at);
  if (isSameDay(when, now)) return clock.format(when);
  return now - when < 6 * DAY ? weekday.format(when) : date.format(when);
}

/** For a separator. */
export function dayOf(at, now = new Date()) {
  const when = new Date(at);
  if (isSameDay(when, now)) return 'Today';
  return isSameDay(when, new Date(now - DAY)) ? 'Yesterday' : longDate.format(when);
}

export function isSameDay(a, b) {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
