import type { UnitPrice } from './priceBook';
import { parseCpu, parseMemory } from './quantity';

/**
 * What one replica requests, as Kubernetes writes it.
 *
 * @public
 */
export interface ReplicaSize {
  cpu: string;
  memory: string;
}

/**
 * What replicas cost in a month that they run through, in the price's
 * currency: the share of machines that their requests take.
 *
 * @throws RangeError when a quantity or the number of replicas makes no sense.
 * @public
 */
export function monthlyCost(
  size: ReplicaSize,
  replicas: number,
  price: Pick<UnitPrice, 'vcpuMonth' | 'gibMonth'>,
): number {
  if (!(Number.isFinite(replicas) && replicas >= 0)) {
    throw new RangeError(`There cannot be ${replicas} replicas`);
  }
  return (
    replicas *
    (parseCpu(size.cpu) * price.vcpuMonth +
      parseMemory(size.memory) * price.gibMonth)
  );
}
