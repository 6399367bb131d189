/** Screenshots to look at: light, dark and narrow. `node look.mjs FOLDER` */

import { mkdir } from 'node:fs/promises';
import { launch, openAs } from './browser.mjs';

const folder = process.argv[2] ?? 'screenshots';
await mkdir(folder, { recursive: true });
const browser = await launch();
const narrow = { width: 390, height: 760 };

for (const colorScheme of ['light', 'dark']) {
  const window = await openAs(browser, 'alice', { colorScheme });
  const shot = (name) => window.page.screenshot({ path: `${folder}/${colorScheme}-${name}.png` });
  await window.open('Welcome');
  await window.message('Stop the platform').getByRole('button', { name: /repl/ }).click();
  await window.page.locator('#side .message').nth(2).waitFor();
  await shot('thread');
  await window.page.keyboard.press('Escape');
  await window.button('Details').click();
  await window.page.locator('.members li').first().waitFor();
  await shot('details');
  await window.button('Archive').click();
  await window.page.locator('#archive').click();
  await shot('archive');
  await window.button('Unarchive').click();
  await window.page.keyboard.press('Escape');
  await window.page.evaluate(() => (location.hash = encodeURIComponent('d:alice:zoe')));
  await window.page.getByText('This is where it begins.').waitFor();
  await shot('begin');
  window.faults.splice(0);
  await window.open('Bob');
  await window.message('Hi Alice!').hover();
  await shot('direct');
  await window.button('Cut the line').click();
  await window.send('Nothing of this is lost.');
  await window.message('Nothing of this').getByText('Sending').last().waitFor();
  await shot('cut');
  await window.button('Restore the line').click();
  await window.message('Nothing of this').locator('.progress:not(.sending)').last().waitFor();
  await window.do('React', 'Hi Alice!');
  await shot('picker');
  await window.page.keyboard.press('Escape');
  await window.button('New conversation').click();
  await window.button('A group').click();
  await shot('dialog');
  await window.page.keyboard.press('Escape');
  await window.page.setViewportSize(narrow);
  await shot('narrow-chat');
  await window.button('Back to the conversations').click();
  await shot('narrow-list');
  await window.close();
}
const context = await browser.newContext({ viewport: narrow });
const page = await context.newPage();
await page.goto(`${process.env.PARLEY_URL}/console/`);
await page.locator('.sign-in-user').first().waitFor();
await page.screenshot({ path: `${folder}/sign-in.png` });
await browser.close();
