/** Makes elements. Text is only ever set as text, so that no message can become markup. */

const SVG = 'http://www.w3.org/2000/svg';

/** An element; attributes named `on…` are listeners, absent and false ones are left out, strings among the children are text. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter(isShown));
  return element;
}

/** Replaces the children; absent and false ones are left out. */
export function fill(element, ...children) {
  element.replaceChildren(...children.filter(isShown));
}

function isShown(child) {
  return child !== undefined && child !== null && child !== false;
}

/** A picture that says nothing to screen readers; its name is one of `SHAPES`. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

/** A button that shows an icon and is called `label`. */
export function iconButton(name, label, onclick, more = {}) {
  return el('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...more }, icon(name));
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Makes these the children, in this order, touching no more than needed; the focus stays where it is. */
export function place(parent, nodes) {
  const focused = parent.contains(document.activeElement) ? document.activeElement : undefined;
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
  if (focused && focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
}

/** Moves the focus among elements with the arrow keys, Home and End. True where the key was one of them. */
export function moveFocus(event, elements) {
  const at = elements.indexOf(event.target.closest('[data-stop]') ?? event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: elements.length - 1 }[event.key];
  if (to === undefined || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return false;
  event.preventDefault();
  elements[Math.max(0, Math.min(to, elements.length - 1))]?.focus();
  return true;
}

const SHAPES = {
  add: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 16V11a6 6 0 0112 0v5l2 2H4zM10 20a2 2 0 004 0',
  bellOff: 'M6 16V11a6 6 0 019-5.2M18 11v5l2 2H8M10 20a2 2 0 004 0M4 4l16 16',
  check: 'M4 12.5l5 5L20 7',
  checks: 'M1.5 12.5l5 5L17 7M11 16.5l1.5 1L23 7',
  checkAll: 'M3 6h11M3 12h8M3 18h6M12 16l3.5 3.5L22 12',
  clock: 'M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18z',
  close: 'M6 6l12 12M18 6L6 18',
  dot: 'M12 9a3 3 0 100 6 3 3 0 000-6z',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  group: 'M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 4.5a3.5 3.5 0 010 6M18 14.5c2 1 3 3 3 5.5',
  info: 'M12 11v6M12 7.5v.5M12 3a9 9 0 100 18 9 9 0 000-18z',
  line: 'M4.5 10a11 11 0 0115 0M8 13.500a6 6 0 018 0M12 17.500v.1',
  lineOff: 'M4.5 10a11 11 0 013.500-2.300M12 7a11 11 0 017.500 3M8 13.500a6 6 0 014-1.800M12 17.500v.1M4 4l16 16',
  pin: 'M9 4h6l-1 6 4 3v2H6v-2l4-3zM12 15v6',
  send: 'M4 12l16-8-5 16-3-7z',
  smile: 'M12 3a9 9 0 100 18 9 9 0 000-18zM8 14c1 2 2.500 3 4 3s3-1 4-3M9 9.500v.5M15 9.500v.5',
  thread: 'M4 5h16v11h-8l-5 4v-4H4zM8 9h8M8 12h5',
  trash: 'M5 7h14M10 4h4M7 7l1 13h8l1-13M10 11v5M14 11v5',
  unread: 'M4 6h10M4 12h16M4 18h16M19 3.500a2 2 0 100 4 2 2 0 000-4z',
  user: 'M12 12a4 4 0 100-8 4 4 0 000 8zM5 20c0-4 3-6 7-6s7 2 7 6',
};
