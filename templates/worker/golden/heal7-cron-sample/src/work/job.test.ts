import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateInSeoul, jobId, readingJob } from './job.ts';

test('the day begins at midnight in Seoul, not in Greenwich', () => {
  assert.equal(dateInSeoul(new Date('2026-02-28T14:59:59Z')), '2026-02-28');
  assert.equal(dateInSeoul(new Date('2026-02-28T15:00:00Z')), '2026-03-01');
});

test('the same work has the same id', () => {
  assert.equal(jobId({ date: '2026-03-01', locale: 'ko' }), '2026-03-01-ko');
});

test('what is no such job is refused', () => {
  for (const wrong of [
    {},
    { date: '2026-02-29', locale: 'ko' },
    { date: '2026-03-01', locale: 'fr' },
    { date: '2026-03-01', locale: 'ko', birthDate: '1990-01-01' },
  ]) {
    assert.equal(readingJob.safeParse(wrong).success, false);
  }
});
