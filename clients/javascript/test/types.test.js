import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import * as api from '../src/index.js';
import { Parley } from '../src/parley.js';
import { ChatStore } from '../src/store/chat-store.js';

const statements = ['parley.d.ts', 'store.d.ts'].flatMap((name) => {
  const text = readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
  return [...ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true).statements];
});

/** The names of an interface's methods. */
function methodsOf(name) {
  const declared = statements.find((statement) => statement.name?.text === name);
  return declared.members.filter(ts.isMethodSignature).map((member) => member.name.text);
}

/** The names of the public methods of a class. */
function methods(type) {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(type.prototype));
  return properties
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([name]) => name);
}

for (const [name, type] of Object.entries({ Parley, ChatStore })) {
  test(`${name} has the methods that its types declare, and no others`, () => {
    assert.deepEqual(methods(type).sort(), methodsOf(name).sort());
  });
}

test('the module exports what its types declare', () => {
  const declared = statements.filter((each) => ts.isFunctionDeclaration(each) || ts.isClassDeclaration(each));
  assert.deepEqual(Object.keys(api).sort(), declared.map(({ name }) => name.text).sort());
});
