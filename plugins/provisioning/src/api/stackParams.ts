import type {
  StackPhase,
  StacksQuery,
} from '@heal7/backstage-plugin-provisioning-common';

/** The part of a query that says which stacks are meant. @internal */
export type StackFilters = Omit<StacksQuery, 'cursor' | 'limit'>;

/** What needs a person comes first. @internal */
export const STACK_PHASES = [
  'awaiting-approval',
  'interrupted',
  'failed',
  'drifted',
  'reset',
  'planning',
  'applying',
  'destroying',
  'requested',
  'applied',
  'destroyed',
] as const satisfies readonly StackPhase[];

const TEXT_FILTERS = ['entity', 'environment', 'owner', 'text'] as const;

/** @internal */
export const FILTER_NAMES = [...TEXT_FILTERS, 'phase', 'mine'] as const;

/**
 * A query as parameters of an address, in the same names for the backend and
 * for the page's own address. What is not set is left out.
 *
 * @internal
 */
export function stackParams(query: StacksQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of [
    ...TEXT_FILTERS,
    'phase',
    'mine',
    'cursor',
    'limit',
  ] as const) {
    const value = query[name];
    if (value !== undefined && value !== '' && value !== false) {
      params.set(name, String(value));
    }
  }
  return params;
}

/**
 * Reads filters from an address that anybody may have written: what makes no
 * sense is passed over.
 *
 * @internal
 */
export function readStackFilters(params: URLSearchParams): StackFilters {
  const filters: StackFilters = {};
  for (const name of TEXT_FILTERS) {
    const text = params.get(name)?.trim();
    if (text) {
      filters[name] = text;
    }
  }
  const phase = STACK_PHASES.find(known => known === params.get('phase'));
  if (phase) {
    filters.phase = phase;
  }
  if (params.get('mine') === 'true') {
    filters.mine = true;
  }
  return filters;
}
