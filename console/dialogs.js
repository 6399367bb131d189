/** Questions in a dialogue of the browser, which keeps the focus and closes with Escape. */

import { el, iconButton } from './dom.js';

/** Asks for one of several answers. Gives its value, or undefined where the user thought better of it. */
export function choose(title, answers) {
  return ask(title, (close) => [
    el(
      'div',
      { class: 'dialog-buttons' },
      el('button', { type: 'button', class: 'button', onclick: () => close() }, 'Cancel'),
      ...answers.map(({ value, label }) => el('button', { type: 'button', class: 'button primary', onclick: () => close(value) }, label)),
    ),
  ]);
}

/**
 * A form. `submit` gets what was entered; where it throws, its words are shown and the dialogue stays.
 *
 * @param fields `[{name, label, hint?, options?, choices?, multiple?, required?}]`: `choices` makes a select, `options` are suggestions
 * @return what `submit` gave, or undefined
 */
export function form(title, fields, submitLabel, submit) {
  return ask(title, (close) => {
    const error = el('p', { class: 'error', role: 'alert' });
    const button = el('button', { type: 'submit', class: 'button primary' }, submitLabel);
    const body = el(
      'form',
      { novalidate: true },
      ...fields.map(fieldOf),
      error,
      el('div', { class: 'dialog-buttons' }, el('button', { type: 'button', class: 'button', onclick: () => close() }, 'Cancel'), button),
    );
    body.addEventListener('submit', async (event) => {
      event.preventDefault();
      error.textContent = '';
      button.disabled = true;
      try {
        close(await submit(valuesOf(body, fields)));
      } catch (failure) {
        error.textContent = failure.detail || failure.message;
        (failure.field && body.elements.namedItem(failure.field))?.focus?.();
      } finally {
        button.disabled = false;
      }
    });
    return [body];
  });
}

function ask(title, fill) {
  const { promise, resolve } = withResolvers();
  const opener = document.activeElement;
  const dialog = el('dialog', { class: 'dialog', 'aria-label': title });
  const close = (value) => {
    resolve(value);
    dialog.close();
  };
  dialog.append(
    el('header', { class: 'dialog-head' }, el('h2', {}, title), iconButton('close', 'Close', () => close())),
    ...fill(close),
  );
  dialog.addEventListener('close', () => {
    resolve(undefined);
    dialog.remove();
    if (opener?.isConnected) opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('input, select, .primary')?.focus();
  return promise;
}

function fieldOf(field) {
  if (field.multiple) return checkboxesOf(field);
  const id = `field-${field.name}`;
  const input = field.choices
    ? el('select', { id, name: field.name }, ...field.choices.map(([value, label]) => el('option', { value }, label)))
    : el('input', { id, name: field.name, autocomplete: 'off', required: field.required, list: field.options && `${id}-options` });
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, field.label),
    input,
    field.options && el('datalist', { id: `${id}-options` }, ...field.options.map(({ id: value, name }) => el('option', { value }, name))),
    field.hint && el('p', { class: 'hint' }, field.hint),
  );
}

function checkboxesOf(field) {
  return el(
    'fieldset',
    { class: 'field checks' },
    el('legend', {}, field.label),
    ...field.multiple.map(({ id, name }) => el('label', {}, el('input', { type: 'checkbox', name: field.name, value: id }), ` ${name}`)),
    field.multiple.length === 0 && el('p', { class: 'hint' }, 'Nobody is left.'),
  );
}

function valuesOf(body, fields) {
  const data = new FormData(body);
  return Object.fromEntries(
    fields.map((field) => [field.name, field.multiple ? data.getAll(field.name) : String(data.get(field.name) ?? '').trim()]),
  );
}

function withResolvers() {
  const deferred = {};
  deferred.promise = new Promise((resolve) => (deferred.resolve = resolve));
  return deferred;
}
