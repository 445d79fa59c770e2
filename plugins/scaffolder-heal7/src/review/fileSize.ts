const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** A number of bytes as the reader's language writes it. */
export function formatBytes(bytes: number, language: string): string {
  const step = [1000, 1_000_000].filter(limit => bytes >= limit).length;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step],
    unitDisplay: 'narrow',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}

const encoder = new TextEncoder();

export const bytesOf = (text: string) => encoder.encode(text).length;
