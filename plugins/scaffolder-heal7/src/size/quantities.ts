import { parseCpu, parseMemory } from '@heal7/backstage-plugin-capacity-common';

/** Thousandths of a core, and MiB, that one replica may have. */
const CPU = { least: 10, most: 99_999 };
const MEMORY = { least: 10, most: 999_999 };

function wholeWithin(
  { least, most }: { least: number; most: number },
  parse: () => number,
): number | undefined {
  try {
    const amount = Math.ceil(parse());
    return amount >= least && amount <= most ? amount : undefined;
  } catch {
    return undefined;
  }
}

const millicores = (text: string) =>
  wholeWithin(CPU, () => 1000 * parseCpu(text));

/** A bare number would be bytes, which nobody means. */
const mebibytes = (text: string) =>
  /[MG]i$/.test(text)
    ? wholeWithin(MEMORY, () => 1024 * parseMemory(text))
    : undefined;

export const isCpu = (text: string) => millicores(text) !== undefined;

export const isMemory = (text: string) => mebibytes(text) !== undefined;

/** The same amount in thousandths of a core; as it is when it is none. */
export function inMillicores(text: string): string {
  const amount = millicores(text.trim());
  return amount === undefined ? text : `${amount}m`;
}

/** The same amount in MiB; as it is when it is none. */
export function inMebibytes(text: string): string {
  const amount = mebibytes(text.trim());
  return amount === undefined ? text : `${amount}Mi`;
}

/** An amount as people say it: 2048Mi is 2 GiB, 250m is 0.25. */
export function sayResources(
  { cpu, memory }: { cpu: string; memory: string },
  language: string,
) {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  const mebi = 1024 * parseMemory(memory);
  return {
    cpu: number.format(parseCpu(cpu)),
    memory:
      mebi < 1024
        ? `${number.format(mebi)} MiB`
        : `${number.format(mebi / 1024)} GiB`,
  };
}
