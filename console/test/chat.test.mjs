import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { eventually, launch, openAs, unique } from './browser.mjs';

let browser;
let alice;
let bob;

before(async () => {
  browser = await launch();
  [alice, bob] = await Promise.all([openAs(browser, 'alice'), openAs(browser, 'bob')]);
});

after(() => browser?.close());

beforeEach(() => Promise.all([alice.leave(), bob.leave()]));

afterEach(() => assert.deepEqual([...alice.faults.splice(0), ...bob.faults.splice(0)], []));

test('a message arrives, is counted as unread until it is read, and the sender sees how far it got', async () => {
  await bob.open('Alice');
  await bob.open('Lunch on Friday');
  await eventually(async () => (await bob.unreadOf('Alice').count()) === 0, 'Bob has read everything of Alice');
  const text = unique('Do you read me?');
  await alice.open('Bob');
  await alice.send(text);
  await alice.message(text).locator('.progress.sent, .progress.delivered').waitFor();
  await eventually(async () => (await bob.unreadOf('Alice').innerText()).startsWith('1'), 'one is unread');
  assert.match(await bob.item('Alice').innerText(), new RegExp(text.replace('?', '\\?')));
  assert.match(await bob.page.locator('#announcer').innerText(), new RegExp(`Alice in Alice: ${text.replace('?', '\\?')}`));
  await alice.message(text).locator('.progress.delivered').waitFor();
  await bob.open('Alice');
  await bob.message(text).waitFor();
  await eventually(async () => (await bob.unreadOf('Alice').count()) === 0, 'it is read');
  await alice.message(text).locator('.progress.read').waitFor();
});

test('an edit, a reaction and a deletion are seen by the other one', async () => {
  await Promise.all([alice.open('Bob'), bob.open('Alice')]);
  const text = unique('First version');
  const second = unique('Second version');
  await alice.send(text);
  await bob.message(text).waitFor();
  await alice.do('Edit', text);
  assert.equal(await alice.box.inputValue(), text);
  await alice.send(second);
  await bob.message(second).getByText('edited').waitFor();
  await bob.do('React', second);
  await bob.button('heart').click();
  const reaction = alice.message(second).locator('.reaction');
  await reaction.waitFor();
  assert.equal(await reaction.locator('.reaction-count').innerText(), '1');
  await eventually(async () => (await bob.message(second).locator('.reaction').getAttribute('aria-pressed')) === 'true', 'it is Bob’s own');
  await bob.message(second).locator('.reaction').click();
  await eventually(async () => (await reaction.count()) === 0, 'the reaction is taken back');
  await alice.do('Delete', second);
  await alice.button('Delete for everybody').click();
  await eventually(async () => (await bob.message(second).count()) === 0, 'the text is gone');
  await bob.page.locator('#chat .message').last().getByText('Message deleted').waitFor();
});

test('a thread is beside the conversation, and Escape closes it', async () => {
  await Promise.all([alice.open('Bob'), bob.open('Alice')]);
  const text = unique('A question');
  const reply = unique('An answer');
  await alice.send(text);
  await bob.message(text).waitFor();
  await bob.do('Reply in thread', text);
  const box = bob.page.getByRole('textbox', { name: 'Reply in the thread' });
  await box.fill(reply);
  await box.press('Enter');
  await alice.message(text).getByRole('button', { name: '1 reply' }).click();
  await alice.message(reply, '#side').waitFor();
  assert.equal(await alice.message(reply).count(), 0, 'a reply is not among the messages of the conversation');
  await alice.page.keyboard.press('Escape');
  assert.equal(await alice.page.locator('#side').isHidden(), true);
});

test('what is written while the line is cut is shown as being sent, and arrives once, in order', async () => {
  await Promise.all([alice.open('Bob'), bob.open('Alice')]);
  const [first, second, fromBob] = [unique('One'), unique('Two'), unique('Meanwhile')];
  await alice.button('Cut the line').click();
  await alice.page.getByRole('status').filter({ hasText: 'The line is cut' }).waitFor();
  await alice.send(first);
  await alice.send(second);
  await alice.message(first).getByText('Sending').waitFor();
  await alice.page.getByRole('status').filter({ hasText: '2 waiting to be sent' }).waitFor();
  await bob.send(fromBob);
  await bob.message(fromBob).locator('.progress.sent').waitFor();
  assert.equal(await bob.message(first).count(), 0);
  await alice.button('Restore the line').click();
  await bob.message(second).waitFor();
  await alice.message(fromBob).waitFor();
  await eventually(async () => (await alice.message(second).locator('.progress.sending').count()) === 0, 'it has its outcome');
  for (const window of [alice, bob]) {
    const texts = await window.page.locator('#chat .text').allInnerTexts();
    assert.deepEqual(texts.filter((text) => [first, second].includes(text)), [first, second]);
    assert.equal(texts.filter((text) => text === fromBob).length, 1);
  }
});

test('a conversation is found, opened, written in and answered in a thread with the keyboard alone', async () => {
  const { page } = alice;
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.className);
  assert.equal(await page.evaluate(() => document.querySelector('#app').querySelector('a, button, input, [tabindex]').id), 'skip');
  await page.locator('#skip').focus();
  await press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'chat');
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('bob');
  await press('ArrowDown', 'Enter');
  await page.getByRole('heading', { name: 'Bob', exact: true }).waitFor();
  await eventually(async () => (await focused()) === 'Write a message' || focused(), 'the box has the focus');
  const text = unique('By hand');
  await page.keyboard.type(text);
  await press('Shift+Enter');
  await page.keyboard.type('and a second line');
  await press('Enter');
  await alice.message(text).locator('.progress:not(.sending)').waitFor();
  assert.equal(await alice.message(text).locator('.text').innerText(), `${text}\nand a second line`);
  await press('ArrowUp');
  assert.equal(await alice.box.inputValue(), `${text}\nand a second line`);
  await press('Escape', 'Shift+Tab');
  await eventually(async () => (await focused()).includes('message') || (await press('Shift+Tab')) || focused(), 'a message has the focus');
  await alice.message(text).focus();
  await press('Tab');
  assert.equal(await focused(), 'React');
  await press('Tab', 'Enter');
  await eventually(async () => (await focused()) === 'Reply in the thread' || focused(), 'the thread has the focus');
  await page.keyboard.type('in the thread');
  await press('Enter');
  await alice.message('in the thread', '#side').last().waitFor();
  await press('Escape');
  const isThere = () => alice.message(text).evaluate((message) => message.contains(document.activeElement));
  await eventually(isThere, 'the focus is where it was');
  await alice.button('New conversation').focus();
  await press('Enter');
  await page.getByRole('dialog', { name: 'New conversation' }).waitFor();
  await press('Escape');
  await eventually(async () => (await focused()) === 'New conversation' || focused(), 'the focus is back');
});

test('hostile text stays text', async () => {
  await Promise.all([alice.open('Bob'), bob.open('Alice')]);
  const text = unique('<img src=x onerror=alert(1)><script>alert(2)</script> javascript:alert(3) \u202egnp.exe');
  await alice.send(text);
  await bob.message(text).waitFor();
  assert.equal(await bob.message(text).locator('.text').evaluate((node) => node.children.length), 0);
});

test('a new group appears at those who were added, and shows who is in it', async () => {
  const name = unique('Project');
  await alice.newGroup(name, ['Bob']);
  const text = unique('@bob welcome');
  await alice.send(text);
  await bob.item(name).locator('.badge.mentions').waitFor();
  await bob.open(name);
  await bob.message(text).locator('.mention.me').waitFor();
  await bob.button('Details').click();
  await eventually(async () => (await bob.page.locator('.members li').count()) === 2, 'two members');
  await alice.button('Details').click();
  await alice.button('Add members').click();
  await alice.page.getByRole('checkbox', { name: 'Cem' }).check();
  await alice.button('Add').click();
  await eventually(async () => (await bob.page.locator('.members li').count()) === 3, 'three members');
});

test('pin, mute, mark as unread, a draft and a search', async () => {
  await alice.open('Bob');
  await alice.button('Pin conversation').click();
  await alice.item('Bob').locator('.mark[title=pinned]').waitFor();
  await alice.button('Mute conversation').click();
  await alice.item('Bob').locator('.mark[title=muted]').waitFor();
  await alice.button('Mark as unread').click();
  await alice.unreadOf('Bob').waitFor();
  const draft = unique('Not yet');
  await alice.box.fill(draft);
  await alice.open('Lunch on Friday');
  await alice.item('Bob').getByText(`Draft: ${draft}`).waitFor();
  await alice.open('Bob');
  assert.equal(await alice.box.inputValue(), draft);
  await alice.box.fill('');
  await alice.button('Unpin conversation').click();
  await alice.button('Unmute conversation').click();
  await eventually(async () => (await alice.item('Bob').locator('.mark').count()) === 0, 'neither pinned nor muted');
  await alice.page.getByRole('searchbox').fill('lunch');
  assert.deepEqual(await alice.page.locator('.conversation-title').allInnerTexts(), ['Lunch on Friday']);
});

test('a conversation is archived, found again, and hidden until its next message', async () => {
  const name = unique('Old');
  const group = await alice.newGroup(name, ['Bob']);
  await alice.button('Details').click();
  await alice.button('Archive').click();
  await alice.button('Unarchive').waitFor();
  await eventually(async () => (await alice.item(name).count()) === 0, 'it is not in the list');
  const archive = alice.page.locator('#archive');
  assert.match(await archive.innerText(), /^Archived \(\d+/);
  await archive.click();
  await alice.item(name).waitFor();
  assert.equal(await alice.item('Bob').count(), 0, 'only those that are archived');
  await alice.button('Unarchive').click();
  // Nothing is archived any more, so the list is that of all again.
  await alice.item('Bob').waitFor();
  await alice.item(name).waitFor();
  await alice.button('Hide').click();
  await alice.page.getByText('Choose a conversation.').waitFor();
  await eventually(async () => (await alice.item(name).count()) === 0, 'it is hidden');
  await bob.post(group, unique('Again'));
  await alice.item(name).waitFor();
});

test('a direct conversation that has not begun is opened by its address, and begins with a message', async () => {
  const user = unique('zoe').replace(' ', '-');
  await alice.newUser(user);
  await alice.page.evaluate((id) => (location.hash = encodeURIComponent(id)), `d:alice:${user}`);
  await alice.page.getByRole('heading', { name: user, exact: true }).waitFor();
  await alice.page.getByText('This is where it begins.').waitFor();
  await alice.box.pressSequentially('hm');
  assert.equal(await alice.page.locator('#toasts').innerText(), '');
  const text = unique('The first one');
  await alice.send(text);
  await alice.message(text).locator('.progress:not(.sending)').waitFor();
  await alice.item(user).waitFor();
  await alice.button('Pin conversation').waitFor();
  // The browser itself reports each answer that is no success.
  alice.faults.splice(0, alice.faults.length, ...alice.faults.filter((fault) => !fault.includes('404')));
});

test('older messages come by scrolling up, and what is read stays in place', async () => {
  const name = unique('Long');
  const group = await alice.newGroup(name, ['Bob']);
  const texts = Array.from({ length: 120 }, (_, index) => `Line ${String(index + 1).padStart(3, '0')}`);
  for (const text of texts) await alice.post(group, text);
  await alice.page.reload();
  await alice.message('Line 120').waitFor();
  assert.equal(await alice.message('Line 001').count(), 0);
  const drift = await alice.page.locator('#chat .log').evaluate(async (log) => {
    const [oldest, next] = log.querySelectorAll('.message');
    log.scrollTop = 200;
    const before = next.getBoundingClientRect().top;
    await new Promise((resolve) =>
      new MutationObserver(() => log.querySelector('.message') !== oldest && resolve()).observe(log, { childList: true, subtree: true }),
    );
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return next.getBoundingClientRect().top - before;
  });
  assert.ok(Math.abs(drift) < 2, `what is read moved by ${drift} px`);
  await eventually(async () => {
    await alice.page.locator('#chat .log').hover();
    await alice.page.mouse.wheel(0, -600);
    return (await alice.message('Line 001').count()) === 1 && (await alice.page.locator('#chat .log').evaluate((log) => log.scrollTop)) === 0;
  }, 'the first message is there');
  assert.deepEqual(await alice.page.locator('#chat .text').allInnerTexts(), texts);
  assert.match(await bob.unreadOf(name).innerText(), /^99\+/);
});

test('a reloaded window is the same user, and what was not sent is sent', async () => {
  await Promise.all([alice.open('Bob'), bob.open('Alice')]);
  const text = unique('Before the reload');
  await alice.button('Cut the line').click();
  await alice.send(text);
  await alice.message(text).getByText('Sending').waitFor();
  await alice.page.reload();
  await bob.message(text).waitFor();
  await alice.message(text).locator('.progress:not(.sending)').waitFor();
  assert.equal(await bob.message(text).count(), 1);
});

test('one sees who is there, how they are, and who is typing', async () => {
  await Promise.all([alice.open('Bob'), bob.open('Alice')]);
  await alice.item('Bob').locator('.dot.online').waitFor();
  await bob.box.pressSequentially('hm');
  const typing = alice.page.locator('.typing');
  await typing.getByText('Bob is typing …').waitFor();
  await bob.box.fill('');
  await eventually(async () => (await typing.innerText()) === '', 'Bob does not type any more');
  await bob.setPresence('busy', 'in a meeting');
  await alice.page.locator('.chat-title').getByText('busy – in a meeting').waitFor();
  await bob.page.locator('#me').getByText('busy – in a meeting').waitFor();
  await bob.setPresence('online', '');
  await alice.item('Bob').locator('.dot.online').waitFor();
});

test('presence and typing are shown as the platform tells of them', async () => {
  const alice = await openAs(browser, 'alice');
  const wire = await alice.takeOverSocket(['presence.watch', 'presence.set', 'typing']);
  let watch = await wire.next('presence.watch');
  while (!watch.users.includes('bob')) watch = await wire.next('presence.watch');
  wire.tell({ type: 'presence', ref: watch.ref, items: [{ user: 'bob', state: 'busy', text: 'in a meeting' }, { user: 'cem', state: 'unknown' }] });
  await alice.item('Bob').locator('.dot.busy').waitFor();
  assert.equal(await alice.item('Cem').locator('.dot').count(), 0);
  for (const state of ['online', 'away', 'offline']) {
    wire.tell({ type: 'presence', items: [{ user: 'bob', state }] });
    await alice.item('Bob').locator(`.dot.${state}`).waitFor();
  }
  await alice.open('Lunch on Friday');
  const tell = (users, on = true) => wire.tell({ type: 'typing', conversation: 'g:lunch', users, on, expiresInMs: 60_000 });
  const typing = (text) => alice.page.locator('.typing').getByText(text).waitFor();
  tell(['bob']);
  await typing('Bob is typing …');
  tell(['dana']);
  await typing('Bob and Dana are typing …');
  tell(['erin']);
  await typing('Several people are typing …');
  await alice.page.locator('.conversation-preview.is-typing').waitFor();
  tell(['bob', 'dana', 'erin'], false);
  await eventually(async () => (await alice.page.locator('.typing').innerText()) === '', 'nobody types');
  await alice.box.pressSequentially('x');
  assert.deepEqual(withoutRef(await wire.next('typing')), { type: 'typing', conversation: 'g:lunch', on: true });
  await alice.box.fill('');
  await alice.setPresence('away', 'back at noon');
  const own = await wire.next('presence.set');
  assert.deepEqual(withoutRef(own), { type: 'presence.set', state: 'away', text: 'back at noon' });
  wire.tell({ type: 'presence-ok', ref: own.ref });
  wire.tell({ type: 'presence', items: [{ user: 'alice', state: 'away', text: 'back at noon' }] });
  await alice.page.locator('#me').getByText('away – back at noon').waitFor();
  await alice.close();
});

function withoutRef({ ref: _, ...frame }) {
  return frame;
}

test('a refusal is shown with its words', async () => {
  await alice.button('New conversation').click();
  await alice.button('With one user').click();
  await alice.page.getByRole('combobox', { name: 'User' }).fill('nobody-at-all');
  await alice.page.getByRole('textbox', { name: 'First message' }).fill('Hello?');
  await alice.button('Send').last().click();
  await alice.page.getByRole('dialog').getByRole('alert').getByText(/not found|no such|does not exist/i).waitFor();
});
