/**
 * The page in a browser, as a demo user. Needs PARLEY_URL and PARLEY_API_KEY; CHROMIUM is where the browser is. With CONSOLE_FOLDER the page's scripts and
 * styles come from there, under the platform's headers: for work on them without a build.
 */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Caller } from './caller.mjs';

const URL_OF_PLATFORM = process.env.PARLEY_URL;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PATIENCE_MS = 15_000;

export function launch() {
  assert.ok(URL_OF_PLATFORM, 'PARLEY_URL is not set: start ./parley up and read data/demo.env');
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** Opens the page in a window of its own. `faults` collects what a page must not have: errors, and violations of its policy. */
export async function openAs(browser, user, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 760 }, locale: 'en-GB', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => faults.push(`dialogue ${dialog.message()}`) && dialog.dismiss());
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`)),
  );
  if (process.env.CONSOLE_FOLDER) await serveFrom(process.env.CONSOLE_FOLDER, page);
  await page.goto(`${URL_OF_PLATFORM}/console/`);
  await page.locator(`[data-user="${user}"]`).click();
  await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor().catch((error) => assert.fail(`${error.message} ${faults}`));
  return new Window(user, page, faults);
}

async function serveFrom(folder, page) {
  await page.route(/\/console\/[a-z-]+\.(js|css)$/, async (route) => {
    const name = new URL(route.request().url()).pathname.replace('/console/', '');
    const response = await route.fetch({ url: `${URL_OF_PLATFORM}/console/` });
    const types = { js: 'text/javascript', css: 'text/css' };
    await route.fulfill({ response, path: join(folder, name), contentType: types[name.split('.').at(-1)] });
  });
}

/** What a user sees and does. */
export class Window {
  constructor(user, page, faults) {
    this.user = user;
    this.page = page;
    this.faults = faults;
  }

  /** The item of a conversation in the list. */
  item(title) {
    return this.page.locator('.conversation').filter({ has: this.page.locator('.conversation-title', { hasText: new RegExp(`^${title}$`) }) });
  }

  async open(title) {
    await this.item(title).click();
    await this.page.getByRole('heading', { name: title, exact: true }).waitFor();
    await this.box.waitFor();
  }

  /** Nothing is open any more, and everything is in the list. */
  async leave() {
    await this.page.getByRole('searchbox').fill('');
    await this.page.evaluate(() => (location.hash = ''));
    await this.page.getByText('Choose a conversation.').waitFor();
  }

  get box() {
    return this.page.getByRole('textbox', { name: 'Write a message' });
  }

  async send(text) {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  /** A message in the conversation or, with `place`, in `#side`. */
  message(text, place = '#chat') {
    return this.page.locator(`${place} .message`).filter({ hasText: text });
  }

  async do(action, text, place) {
    const message = this.message(text, place);
    await message.hover();
    await message.getByRole('button', { name: action, exact: true }).click();
  }

  unreadOf(title) {
    return this.item(title).locator('.badge.count');
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async setPresence(state, text) {
    await this.page.getByTitle('Set your presence').click();
    await this.page.getByRole('combobox', { name: 'State' }).selectOption(state);
    await this.page.getByRole('textbox', { name: 'Text' }).fill(text);
    await this.button('Set').click();
  }

  /** @return the id of the group */
  async newGroup(name, members) {
    await this.button('New conversation').click();
    await this.button('A group').click();
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    for (const member of members) await this.page.getByRole('checkbox', { name: member }).check();
    await this.button('Create').click();
    await this.page.getByRole('heading', { name }).waitFor();
    return decodeURIComponent(new URL(this.page.url()).hash).slice('#g:'.length);
  }

  /** A user whom nobody has written to. Needs PARLEY_API_KEY. */
  async newUser(id) {
    const headers = { 'X-Api-Key': process.env.PARLEY_API_KEY, 'Content-Type': 'application/json' };
    const answer = await fetch(`${URL_OF_PLATFORM}/v1/users`, { method: 'POST', headers, body: JSON.stringify({ id, name: id }) });
    assert.equal(answer.status, 201);
  }

  /** Sends a message past the page. */
  async post(group, text) {
    this.caller ??= await Caller.of(this.user);
    await this.caller.call('POST', '/v1/messages', { receiver: { group }, text });
  }

  /** Reloads, and answers these types of frames in the platform's place; all others reach it. */
  async takeOverSocket(types) {
    const taken = [];
    let page;
    await this.page.routeWebSocket('**/v1/socket', (socket) => {
      const server = socket.connectToServer();
      page = socket;
      socket.onMessage((text) => {
        const frame = JSON.parse(text);
        if (types.includes(frame.type)) taken.push(frame);
        else server.send(text);
      });
    });
    await this.page.reload();
    return {
      tell: (frame) => page.send(JSON.stringify(frame)),
      next: async (type) => {
        const at = () => taken.findIndex((frame) => frame.type === type);
        await eventually(() => at() >= 0, `a frame ${type}`);
        return taken.splice(at(), 1)[0];
      },
    };
  }

  async close() {
    await this.page.context().close();
    assert.deepEqual(this.faults, []);
  }
}

/** Waits until a check holds. */
export async function eventually(check, what) {
  const end = Date.now() + PATIENCE_MS;
  let last;
  do {
    last = await check();
    if (last === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (Date.now() < end);
  assert.fail(`${what}: ${JSON.stringify(last)}`);
}

/** A text that no other message has. */
export function unique(text) {
  return `${text} ${Math.random().toString(36).slice(2, 9)}`;
}
