/**
 * On-demand price of a kind of machine, as it was read in a public source.
 *
 * @public
 */
export interface MachinePrice {
  machine: string;
  vcpus: number;
  memoryGib: number;
  usdPerHour: number;
}

/**
 * Two machines of one generation that have the same number of processors and
 * unequal memory: from them follow the prices of a processor and of a GiB.
 *
 * @public
 */
export interface PriceEntry {
  /** As in the catalog's `heal7.com/cloud`. */
  cloud: string;
  /** As in the catalog's `heal7.com/region`. */
  region: string;
  machines: [MachinePrice, MachinePrice];
  /** Address of what was read. */
  source: string;
  /** Day it was read, `2026-11-23`. */
  date: string;
}

/**
 * What a month of one processor and of one GiB costs somewhere.
 *
 * @public
 */
export interface UnitPrice {
  vcpuMonth: number;
  gibMonth: number;
  currency: 'USD';
  source: string;
  date: string;
  /** How the figures came about, and what they leave out. */
  note: string;
}

/**
 * Hours of a month, as the clouds bill them: 365 × 24 / 12.
 *
 * @public
 */
export const HOURS_PER_MONTH = 730;

/** Without what a division of binary fractions leaves over. */
const round = (value: number) => Number(value.toFixed(6));

/**
 * Splits the prices of an entry's two machines into those of a processor and
 * of a GiB.
 *
 * @throws RangeError when the pair does not determine them.
 * @public
 */
export function unitPrice(entry: PriceEntry): UnitPrice {
  const [a, b] = entry.machines;
  const memory = b.memoryGib - a.memoryGib;
  if (a.vcpus !== b.vcpus || memory === 0) {
    throw new RangeError(
      `${a.machine} and ${b.machine} tell no price of memory: give two machines with as many processors and unequal memory`,
    );
  }
  const gibHour = (b.usdPerHour - a.usdPerHour) / memory;
  const vcpuHour = (a.usdPerHour - a.memoryGib * gibHour) / a.vcpus;
  return {
    vcpuMonth: round(vcpuHour * HOURS_PER_MONTH),
    gibMonth: round(gibHour * HOURS_PER_MONTH),
    currency: 'USD',
    source: entry.source,
    date: entry.date,
    note:
      `On demand, from ${a.machine} at ${a.usdPerHour} and ${b.machine} at ` +
      `${b.usdPerHour} USD an hour. Discounts, unused room on nodes, disks, ` +
      'traffic and the cluster itself are not in it.',
  };
}

/**
 * The price that a book knows for a region; undefined where it knows none: a
 * price is never taken from elsewhere.
 *
 * @public
 */
export function priceOf(
  book: readonly PriceEntry[],
  where: { cloud?: string; region?: string },
): UnitPrice | undefined {
  const entry = book.find(
    ({ cloud, region }) => cloud === where.cloud && region === where.region,
  );
  return entry && unitPrice(entry);
}
