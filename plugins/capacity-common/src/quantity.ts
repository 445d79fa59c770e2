const POWERS_OF_TWO = ['Ki', 'Mi', 'Gi', 'Ti'];
const POWERS_OF_TEN = ['k', 'M', 'G', 'T'];
const GIB = 2 ** 30;

/** The number before a quantity's suffix, or undefined. */
function split(quantity: string): [number, string] | undefined {
  const match = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(quantity);
  return match ? [Number(match[1]), match[2]] : undefined;
}

function refuse(quantity: string, examples: string): never {
  throw new RangeError(
    `'${quantity}' is no quantity; write it as Kubernetes does, e.g. ${examples}`,
  );
}

/**
 * Processors of a Kubernetes quantity: `500m` is 0.5.
 *
 * @throws RangeError when it is none.
 * @public
 */
export function parseCpu(quantity: string): number {
  const [value, suffix] = split(quantity) ?? refuse(quantity, '500m or 2');
  switch (suffix) {
    case '':
      return value;
    case 'm':
      return value / 1000;
    default:
      return refuse(quantity, '500m or 2');
  }
}

/**
 * Memory of a Kubernetes quantity, in GiB: `512Mi` is 0.5.
 *
 * @throws RangeError when it is none.
 * @public
 */
export function parseMemory(quantity: string): number {
  const [value, suffix] = split(quantity) ?? refuse(quantity, '512Mi or 2Gi');
  if (suffix === '') {
    return value / GIB;
  }
  const two = POWERS_OF_TWO.indexOf(suffix);
  if (two >= 0) {
    return (value * 2 ** (10 * (two + 1))) / GIB;
  }
  const ten = POWERS_OF_TEN.indexOf(suffix);
  return ten >= 0
    ? (value * 1000 ** (ten + 1)) / GIB
    : refuse(quantity, '512Mi or 2Gi');
}
