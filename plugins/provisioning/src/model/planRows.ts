import type {
  AttributeChange,
  ChangeAction,
  PlannedValue,
  ResourceChange,
} from '@heal7/backstage-plugin-provisioning-common';

/** What a plan's resources are gathered under. @internal */
export type PlanGroup = Exclude<ChangeAction, 'no-op'> | 'import' | 'move';

/** What takes something away comes first. @internal */
export const PLAN_GROUPS: readonly PlanGroup[] = [
  'delete',
  'replace',
  'forget',
  'update',
  'create',
  'import',
  'move',
];

/** A line of the plan as it is shown. @internal */
export type PlanRow =
  | { kind: 'group'; group: PlanGroup; count: number }
  | { kind: 'resource'; group: PlanGroup; change: ResourceChange };

/**
 * Where a resource belongs. One that is taken over or moved, and changed as
 * well, belongs to what changes.
 *
 * @internal
 */
export function groupOf(change: ResourceChange): PlanGroup {
  if (change.action !== 'no-op') {
    return change.action;
  }
  return change.imported ? 'import' : 'move';
}

function textOf(value: PlannedValue): string {
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string'
        ? value.value
        : JSON.stringify(value.value);
    case 'long':
      return value.beginning;
    default:
      return '';
  }
}

const textsOf = (change: ResourceChange): string[] => [
  change.address,
  change.previousAddress ?? '',
  ...change.attributes.flatMap(({ path, before, after }) => [
    path,
    textOf(before),
    textOf(after),
  ]),
];

/** Whether every word is somewhere in a resource's change. @internal */
export function matches(change: ResourceChange, search: string): boolean {
  const words = search
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(word => word !== '');
  if (words.length === 0) {
    return true;
  }
  const texts = textsOf(change).map(text => text.toLocaleLowerCase('en-US'));
  return words.every(word => texts.some(text => text.includes(word)));
}

/**
 * The resources of a plan that match a search, below headings, each group in
 * the engine's order.
 *
 * @internal
 */
export function planRows(
  changes: readonly ResourceChange[],
  search: string,
): PlanRow[] {
  const groups = new Map<PlanGroup, ResourceChange[]>();
  for (const change of changes) {
    if (matches(change, search)) {
      const members = groups.get(groupOf(change));
      if (members) {
        members.push(change);
      } else {
        groups.set(groupOf(change), [change]);
      }
    }
  }
  return PLAN_GROUPS.flatMap((group): PlanRow[] => {
    const members = groups.get(group) ?? [];
    return members.length === 0
      ? []
      : [
          { kind: 'group', group, count: members.length },
          ...members.map(
            (change): PlanRow => ({ kind: 'resource', group, change }),
          ),
        ];
  });
}

/** An attribute as it is shown: a side that says nothing is null. @internal */
export interface DiffRow {
  path: string;
  before: PlannedValue | null;
  after: PlannedValue | null;
  forcesReplacement: boolean;
}

/**
 * The attributes of a change, those that force a replacement first. What is
 * made has had no values, and what goes gets none.
 *
 * @internal
 */
export function diffRows(
  change: Pick<ResourceChange, 'action' | 'attributes'>,
): DiffRow[] {
  const row = (attribute: AttributeChange): DiffRow => ({
    path: attribute.path,
    before: change.action === 'create' ? null : attribute.before,
    after: change.action === 'delete' ? null : attribute.after,
    forcesReplacement: attribute.forcesReplacement,
  });
  return [
    ...change.attributes.filter(({ forcesReplacement }) => forcesReplacement),
    ...change.attributes.filter(({ forcesReplacement }) => !forcesReplacement),
  ].map(row);
}
