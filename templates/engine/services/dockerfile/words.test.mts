import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandWord, splitWords } from './words.mts';

const VALUES: Record<string, string> = { A: 'one', EMPTY: '', SPACED: 'x y' };
const expand = (word: string) => expandWord(word, name => VALUES[name]);

test('words end at spaces outside quotes', () => {
  assert.deepEqual(splitWords(`A=1  B="x y" C='a "b' D=e\\ f`), [
    'A=1',
    'B="x y"',
    `C='a "b'`,
    'D=e\\ f',
  ]);
  assert.deepEqual(splitWords('   '), []);
});

for (const [word, expected] of [
  ['$A/${A}b', 'one/oneb'],
  ['"$SPACED"', 'x y'],
  ["'$A'", '$A'],
  ['\\$A', '$A'],
  ['"\\$A \\n"', '$A \\n'],
  ['$NONE-', '-'],
  ['${NONE:-${A}}', 'one'],
  ['${EMPTY:-b}', 'b'],
  ['${EMPTY-b}', ''],
  ['${A:+b}', 'b'],
  ['${NONE+b}', ''],
  ['a$', 'a$'],
] as const) {
  test(`${word} becomes ${expected}`, () => {
    assert.equal(expand(word), expected);
  });
}

test('what is not closed or not known is refused', () => {
  assert.throws(() => expand('"a'), /quote is not closed/);
  assert.throws(() => expand('${A'), /brace is not closed/);
  assert.throws(() => expand('${A##x}'), /not supported/);
});
