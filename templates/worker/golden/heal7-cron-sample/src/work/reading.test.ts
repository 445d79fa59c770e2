import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reading } from './reading.ts';

test('names the pillar of the day in the language asked for', () => {
  const date = '2000-01-01';
  assert.equal(
    reading({ date, locale: 'en' }),
    'The pillar of 2000-01-01 is 戊午.',
  );
  assert.match(reading({ date, locale: 'ko' }), /戊午/);
});

test('pillars follow each other and come round after sixty days', () => {
  const pillar = (date: string) => reading({ date, locale: 'en' }).slice(-3, -1);
  assert.equal(pillar('1999-12-31'), '丁巳');
  assert.equal(pillar('2000-01-02'), '己未');
  assert.equal(pillar('2000-03-01'), '戊午');
});
