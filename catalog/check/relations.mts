import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { LoadedEntity } from './load.mts';
import { result, type Result } from './result.mts';

/** spec fields that hold references: the kind meant when none is written. */
const FIELDS: Record<string, string | undefined> = {
  owner: 'group',
  system: 'system',
  domain: 'domain',
  subcomponentOf: 'component',
  parent: 'group',
  children: 'group',
  members: 'user',
  memberOf: 'group',
  providesApis: 'api',
  consumesApis: 'api',
  dependsOn: undefined,
  dependencyOf: undefined,
};

/** The full references in one spec field, in the order written. */
export function refsIn(entity: Entity, field: string): string[] {
  const value = entity.spec?.[field];
  const written = Array.isArray(value) ? value : [value];
  return written
    .filter(item => typeof item === 'string')
    .map(item =>
      stringifyEntityRef(
        parseEntityRef(item, {
          defaultKind: FIELDS[field],
          defaultNamespace: 'default',
        }),
      ),
    );
}

/** Where both ends of a relation may be written, both must say the same. */
function asymmetries(
  all: LoadedEntity[],
  one: string,
  other: string,
  required: boolean,
): string[] {
  const byRef = new Map(all.map(item => [item.ref, item.entity]));
  return all.flatMap(({ ref, entity }) =>
    refsIn(entity, one)
      .filter(target => {
        const back = byRef.get(target);
        return (
          back &&
          (required || back.spec?.[other] !== undefined) &&
          !refsIn(back, other).includes(ref)
        );
      })
      .map(target => `${ref} ${one} ${target}, whose ${other} lacks it`),
  );
}

/** The first chain of dependsOn that comes back to where it began. */
function cycle(all: LoadedEntity[]): string[] {
  const next = new Map(
    all.map(item => [item.ref, refsIn(item.entity, 'dependsOn')]),
  );
  const done = new Set<string>();
  const visit = (ref: string, path: string[]): string[] => {
    if (path.includes(ref)) return [...path, ref];
    if (done.has(ref)) return [];
    for (const target of next.get(ref) ?? []) {
      const found = visit(target, [...path, ref]);
      if (found.length > 0) return found;
    }
    done.add(ref);
    return [];
  };
  for (const ref of next.keys()) {
    const found = visit(ref, []);
    if (found.length > 0) return [found.join(' -> ')];
  }
  return [];
}

/** Components reach an API's provider only through a dependency they state. */
function undeclaredCalls(all: LoadedEntity[]): string[] {
  const provider = new Map(
    all.flatMap(({ ref, entity }) =>
      refsIn(entity, 'providesApis').map(api => [api, ref] as const),
    ),
  );
  return all.flatMap(({ ref, entity }) =>
    refsIn(entity, 'consumesApis')
      .filter(api => {
        const called = provider.get(api);
        return called && !refsIn(entity, 'dependsOn').includes(called);
      })
      .map(api => `${ref} consumes ${api} but does not depend on its provider`),
  );
}

/** Every reference resolves, both ends agree, and nothing depends on itself. */
export function checkRelations(all: LoadedEntity[]): Result[] {
  const known = new Set(all.map(item => item.ref));
  const dangling = all.map(({ ref, entity }) =>
    result(
      `every reference of ${ref} resolves`,
      Object.keys(FIELDS).flatMap(field =>
        refsIn(entity, field)
          .filter(target => !known.has(target))
          .map(target => `${field}: ${target} is described nowhere`),
      ),
    ),
  );

  const provided = all.flatMap(item => refsIn(item.entity, 'providesApis'));
  const apis = all.filter(item => item.entity.kind === 'API');
  return [
    ...dangling,
    result('parent and children of groups agree', [
      ...asymmetries(all, 'parent', 'children', true),
      ...asymmetries(all, 'children', 'parent', true),
    ]),
    result('members and memberOf agree', [
      ...asymmetries(all, 'memberOf', 'members', false),
      ...asymmetries(all, 'members', 'memberOf', true),
    ]),
    result(
      'dependsOn states each dependency',
      asymmetries(all, 'dependencyOf', 'dependsOn', true),
    ),
    result('dependsOn has no cycle', cycle(all)),
    result(
      'every API has exactly one provider',
      apis
        .map(api => ({
          ref: api.ref,
          count: provided.filter(ref => ref === api.ref).length,
        }))
        .filter(({ count }) => count !== 1)
        .map(({ ref, count }) => `${ref} has ${count}`),
    ),
    result('consumers depend on the providers', undeclaredCalls(all)),
  ];
}
