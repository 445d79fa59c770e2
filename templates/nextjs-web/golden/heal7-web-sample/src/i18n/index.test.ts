import assert from 'node:assert/strict';
import { test } from 'node:test';
import en from './en.json' with { type: 'json' };
import { negotiateLocale, translate } from './index.ts';
import ko from './ko.json' with { type: 'json' };

const placeholders = (text: string) => text.match(/\{\w+\}/g) ?? [];

test('both languages have the same keys and placeholders', () => {
  assert.deepEqual(Object.keys(ko).sort(), Object.keys(en).sort());
  for (const [key, text] of Object.entries(en)) {
    assert.deepEqual(
      placeholders(ko[key as keyof typeof ko]).sort(),
      placeholders(text).sort(),
      key,
    );
  }
});

test('replaces placeholders and keeps unknown ones', () => {
  assert.equal(translate('en', 'position', { position: 7 }), 'Number 7 of 60');
  assert.equal(translate('en', 'position'), 'Number {position} of 60');
});

const CASES: Array<[string | null, string]> = [
  [null, 'ko'],
  ['', 'ko'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr, en;q=0.5, ko;q=0.8', 'ko'],
  ['ko;q=0, en;q=0.1', 'en'],
  ['de;q=x,*', 'ko'],
];
for (const [header, locale] of CASES) {
  test(`Accept-Language ${JSON.stringify(header)} gives ${locale}`, () => {
    assert.equal(negotiateLocale(header), locale);
  });
}
