import type { ReadingJob } from './job.ts';

const DAY = 86_400_000;
// 2000-01-01 was 戊午, the 55th of the sixty pairs.
const REFERENCE = { at: Date.UTC(2000, 0, 1), index: 54 };

const STEMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES = [
  ...['子', '丑', '寅', '卯', '辰', '巳'],
  ...['午', '未', '申', '酉', '戌', '亥'],
];

const TEXTS = {
  ko: (pillar: string, date: string) => `${date}의 일주는 ${pillar}입니다.`,
  en: (pillar: string, date: string) => `The pillar of ${date} is ${pillar}.`,
};

/** The reading of a day: its stem-and-branch pair, in words. */
export function reading({ date, locale }: ReadingJob): string {
  const days = Math.round((Date.parse(date) - REFERENCE.at) / DAY);
  const index = (((REFERENCE.index + days) % 60) + 60) % 60;
  return TEXTS[locale](STEMS[index % 10]! + BRANCHES[index % 12]!, date);
}
