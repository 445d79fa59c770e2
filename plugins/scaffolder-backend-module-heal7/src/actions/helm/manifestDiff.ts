import { createTwoFilesPatch } from 'diff';
import { titleOf, type ManifestPart } from './render';

/** How one object differs between two manifests. */
export interface ObjectChange {
  object: string;
  change: 'added' | 'changed' | 'removed';
  /** Unified diff of the object. */
  patch: string;
}

/** How a manifest differs from another, object by object, in order of names. */
export function diffManifests(
  from: ManifestPart[],
  to: ManifestPart[],
): ObjectChange[] {
  const before = new Map(from.map(part => [titleOf(part), part.yaml]));
  const after = new Map(to.map(part => [titleOf(part), part.yaml]));
  const titles = [...new Set([...before.keys(), ...after.keys()])].sort();
  return titles.flatMap((object): ObjectChange[] => {
    const [old, fresh] = [before.get(object), after.get(object)];
    if (old === fresh) {
      return [];
    }
    const patch = createTwoFilesPatch(
      object,
      object,
      old ?? '',
      fresh ?? '',
      undefined,
      undefined,
      { context: 3 },
    );
    if (old === undefined) {
      return [{ object, change: 'added', patch }];
    }
    return [
      { object, change: fresh === undefined ? 'removed' : 'changed', patch },
    ];
  });
}
