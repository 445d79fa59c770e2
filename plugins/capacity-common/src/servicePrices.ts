/** Lists of the clouds' own price APIs, kept by the SkyPilot project. */
const AWS_MACHINES =
  'https://github.com/skypilot-org/skypilot-catalog/blob/00148f2af3672e2229b4f7bf8157d5a3f36e3c35/catalogs/v8/aws/vms.csv';

/**
 * On-demand price of one thing that a cloud bills by the hour or the month, as
 * it was read in a public source.
 *
 * @public
 */
export interface ServicePrice {
  /** As in the catalog's `heal7.com/cloud`. */
  cloud: string;
  /** As in the catalog's `heal7.com/region`. */
  region: string;
  /** What it is the price of, e.g. `machine/m6i.large`. */
  item: string;
  unit: 'hour' | 'month' | 'GiB-month';
  usd: number;
  /** Address of what was read. */
  source: string;
  /** Day it was read, `2026-11-24`. */
  date: string;
}

/**
 * Names a price of a book.
 *
 * @public
 */
export const priceId = (
  price: Pick<ServicePrice, 'cloud' | 'region' | 'item'>,
): string => `${price.cloud}/${price.region}/${price.item}`;

/**
 * The price that a book knows of a thing in a region; undefined where it knows
 * none: a price is never taken from elsewhere.
 *
 * @public
 */
export function servicePriceOf(
  book: readonly ServicePrice[],
  what: Pick<ServicePrice, 'cloud' | 'region' | 'item'>,
): ServicePrice | undefined {
  const id = priceId(what);
  return book.find(price => priceId(price) === id);
}

const seoul = (machine: string, usd: number): ServicePrice => ({
  cloud: 'aws',
  region: 'ap-northeast-2',
  item: `machine/${machine}`,
  unit: 'hour',
  usd,
  source: AWS_MACHINES,
  date: '2026-11-24',
});

/**
 * The prices of services and machines that were found, each in the source that
 * it names. What is not here has no price, and is said to have none.
 *
 * @public
 */
export const SERVICE_PRICES: readonly ServicePrice[] = [
  seoul('c6i.8xlarge', 1.536),
  seoul('c6i.large', 0.096),
  seoul('c6i.xlarge', 0.192),
  seoul('c8g.large', 0.08976),
  seoul('c8g.medium', 0.04488),
  seoul('m5a.2xlarge', 0.424),
  seoul('m5a.4xlarge', 0.848),
  seoul('m6i.8xlarge', 1.888),
  seoul('m6i.large', 0.118),
  seoul('m6i.xlarge', 0.236),
];
