/** One of the sixty stem-and-branch pairs that name a day. */
export type DayPillar = {
  /** Position in the cycle, 0 (甲子) to 59 (癸亥). */
  index: number;
  hanja: string;
  hangul: string;
  romanised: string;
};

const STEMS = [
  ['甲', '갑', 'gap'],
  ['乙', '을', 'eul'],
  ['丙', '병', 'byeong'],
  ['丁', '정', 'jeong'],
  ['戊', '무', 'mu'],
  ['己', '기', 'gi'],
  ['庚', '경', 'gyeong'],
  ['辛', '신', 'sin'],
  ['壬', '임', 'im'],
  ['癸', '계', 'gye'],
] as const;

const BRANCHES = [
  ['子', '자', 'ja'],
  ['丑', '축', 'chuk'],
  ['寅', '인', 'in'],
  ['卯', '묘', 'myo'],
  ['辰', '진', 'jin'],
  ['巳', '사', 'sa'],
  ['午', '오', 'o'],
  ['未', '미', 'mi'],
  ['申', '신', 'sin'],
  ['酉', '유', 'yu'],
  ['戌', '술', 'sul'],
  ['亥', '해', 'hae'],
] as const;

const MS_PER_DAY = 86_400_000;
/** 1970-01-01 is 辛巳, the 18th of the cycle (index 17). */
const UNIX_EPOCH_INDEX = 17;
const CYCLE = 60;

/** The calendar date in Seoul at an instant, as YYYY-MM-DD. */
export function seoulDate(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(
    instant,
  );
}

/**
 * The pillar of a Gregorian calendar date (YYYY-MM-DD, years 1600 to 2199).
 * Undefined when the text is not such a date.
 */
export function dayPillar(date: string): DayPillar | undefined {
  if (!/^(1[6-9]|2[01])\d\d-\d\d-\d\d$/.test(date)) return undefined;
  const instant = new Date(`${date}T00:00:00Z`);
  // Date rolls 02-30 over to March: a date that does not survive the round
  // trip does not exist.
  if (
    Number.isNaN(instant.getTime()) ||
    instant.toISOString().slice(0, 10) !== date
  ) {
    return undefined;
  }
  const days = instant.getTime() / MS_PER_DAY + UNIX_EPOCH_INDEX;
  const index = ((days % CYCLE) + CYCLE) % CYCLE;
  const stem = STEMS[index % STEMS.length]!;
  const branch = BRANCHES[index % BRANCHES.length]!;
  return {
    index,
    hanja: stem[0] + branch[0],
    hangul: stem[1] + branch[1],
    romanised: `${stem[2]}-${branch[2]}`,
  };
}
