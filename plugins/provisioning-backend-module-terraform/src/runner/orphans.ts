import type { Orphan } from '@heal7/backstage-plugin-provisioning-common';
import type {
  ResourceProgress,
  StateSummary,
} from '@heal7/backstage-plugin-provisioning-node';
import { hclText } from '../work/hcl';

const importBlock = (address: string, id: string) =>
  `import {\n  to = ${address}\n  id = ${hclText(id)}\n}\n`;

/**
 * Resources whose creation was begun, and not seen to fail, but that no state
 * knows.
 *
 * @param failedToo - whether failing proves nothing, as when a provider died
 *   between asking the cloud and telling the engine
 */
export function orphans(
  progress: ResourceProgress[],
  state: StateSummary | null,
  failedToo: boolean,
): Orphan[] {
  const known = new Set(state?.resources.map(({ address }) => address));
  const created = new Map<string, string | null>();
  for (const { action, address, id, phase } of progress) {
    if (action !== 'create') {
      continue;
    }
    if (phase === 'failed' && !failedToo) {
      created.delete(address);
    } else {
      created.set(address, id ?? created.get(address) ?? null);
    }
  }
  return [...created]
    .filter(([address]) => !known.has(address))
    .map(([address, id]) => ({
      address,
      id,
      importBlock: id && importBlock(address, id),
    }));
}
