import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayPillar, seoulDate } from './day-pillar.ts';

// Checked with an independent calendar library (sxtwl on PyPI).
const VECTORS = {
  '1600-01-01': '辛酉',
  '1900-01-01': '甲戌',
  '1949-10-01': '甲子',
  '1970-01-01': '辛巳',
  '2000-01-01': '戊午',
  '2024-02-29': '癸亥',
  '2199-12-31': '丙戌',
};

for (const [date, hanja] of Object.entries(VECTORS)) {
  test(`${date} is ${hanja}`, () => {
    assert.equal(dayPillar(date)?.hanja, hanja);
  });
}

test('consecutive days advance by one and repeat after sixty', () => {
  const start = Date.UTC(1999, 11, 1);
  const indices = Array.from({ length: 121 }, (_, day) => {
    const date = new Date(start + day * 86_400_000).toISOString().slice(0, 10);
    return dayPillar(date)!.index;
  });
  indices.slice(1).forEach((index, i) => {
    assert.equal(index, (indices[i]! + 1) % 60);
  });
  assert.equal(indices[60], indices[0]);
});

test('names the same pair in three scripts', () => {
  assert.deepEqual(dayPillar('2000-01-01'), {
    index: 54,
    hanja: '戊午',
    hangul: '무오',
    romanised: 'mu-o',
  });
});

for (const bad of ['', 'today', '2023-02-29', '2024-13-01', '1599-12-31']) {
  test(`refuses ${JSON.stringify(bad)}`, () => {
    assert.equal(dayPillar(bad), undefined);
  });
}

test('the date in Seoul changes at 15:00 UTC', () => {
  assert.equal(seoulDate(new Date('2024-12-31T14:59:59Z')), '2024-12-31');
  assert.equal(seoulDate(new Date('2024-12-31T15:00:00Z')), '2025-01-01');
});
