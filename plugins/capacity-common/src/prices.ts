import type { PriceEntry } from './priceBook';

/** Lists of the clouds' own price APIs, kept by the SkyPilot project. */
const CATALOG = 'https://github.com/skypilot-org/skypilot-catalog/blob';

/**
 * The prices that were found, each in the source that it names. A region that
 * is not here has no price.
 *
 * @public
 */
export const PRICES: readonly PriceEntry[] = [
  {
    cloud: 'aws',
    region: 'ap-northeast-2',
    machines: [
      {
        machine: 'c6i.8xlarge',
        vcpus: 32,
        memoryGib: 64,
        usdPerHour: 1.536,
      },
      {
        machine: 'm6i.8xlarge',
        vcpus: 32,
        memoryGib: 128,
        usdPerHour: 1.888,
      },
    ],
    source: `${CATALOG}/00148f2af3672e2229b4f7bf8157d5a3f36e3c35/catalogs/v8/aws/vms.csv`,
    date: '2026-11-23',
  },
  {
    cloud: 'gcp',
    region: 'asia-northeast3',
    machines: [
      {
        machine: 'n1-standard-96',
        vcpus: 96,
        memoryGib: 360,
        usdPerHour: 5.85017,
      },
      {
        machine: 'n1-highmem-96',
        vcpus: 96,
        memoryGib: 624,
        usdPerHour: 7.28078,
      },
    ],
    source: `${CATALOG}/006059e0f18acb1341e22a27751e9f80df6ba92f/catalogs/v8/gcp/vms.csv`,
    date: '2026-11-23',
  },
];
