import {
  HOURS_PER_MONTH,
  priceId,
  servicePriceOf,
} from '@heal7/backstage-plugin-capacity-common';
import type { ServicePrice } from '@heal7/backstage-plugin-capacity-common';
import type { JsonObject } from '@backstage/types';
import type {
  CostComparison,
  CostEstimate,
  CostItem,
  UnpricedResource,
} from '@heal7/backstage-plugin-provisioning-common';
import type { Discounts } from '../ports/Environments';
import { BILLS } from './components';
import type { Component } from './components';
import { FREE_TYPES } from './freeTypes';
import { planResources } from './planResources';
import type { PlanResource } from './planResources';
import { cloudOf, regionOf } from './regionOf';

const DAY = 86_400_000;

export interface EstimateOptions {
  book: readonly ServicePrice[];
  discounts: Discounts;
  now: Date;
  /** In days: prices older than this make an estimate outdated. */
  maxAgeDays: number;
}

const round = (usd: number): number => Number(usd.toFixed(6));
const percent = (share: number): string => `${round(share * 100)} %`;

/**
 * What is taken off. Machines that are switched off at night are not reserved
 * as well: a reservation is paid by the hour, used or not.
 */
function discountOf(
  kind: Component['kind'],
  { spot, reserved, offHours }: Discounts,
): { factor: number; words: string } {
  const off: Array<[number, string]> = [];
  if (kind === 'spot') {
    off.push([spot, 'spot']);
  }
  if (kind === 'spot' || kind === 'machine') {
    off.push([offHours, 'off-hours']);
  }
  if (kind === 'reservable' || (kind === 'machine' && offHours === 0)) {
    off.push([reserved, 'reserved']);
  }
  const taken = off.filter(([share]) => share > 0);
  return {
    factor: taken.reduce((factor, [share]) => factor * (1 - share), 1),
    words: taken
      .map(([share, name]) => ` × (1 − ${percent(share)} ${name})`)
      .join(''),
  };
}

function itemOf(
  { address, type }: PlanResource,
  component: Component,
  price: ServicePrice,
  discounts: Discounts,
): CostItem {
  const hours = price.unit === 'hour' ? HOURS_PER_MONTH : 1;
  const { factor, words } = discountOf(component.kind, discounts);
  const count = component.quantity === 1 ? '' : `${component.quantity} × `;
  return {
    address,
    type,
    label: component.label,
    monthly: round(component.quantity * hours * price.usd * factor),
    working: `${count}${hours === 1 ? '' : `${hours} h × `}$${
      price.usd
    }${words}`,
    prices: [priceId(price)],
  };
}

/** Of one resource. */
function priced(
  document: JsonObject,
  resource: PlanResource,
  { book, discounts }: EstimateOptions,
): { items: CostItem[]; unpriced: UnpricedResource[] } {
  const { address, type } = resource;
  if (FREE_TYPES.has(type)) {
    return { items: [], unpriced: [] };
  }
  const because = (reason: string) => ({ address, type, reason });
  if (!Object.hasOwn(BILLS, type)) {
    return {
      items: [],
      unpriced: [because('What this type costs is not known')],
    };
  }
  const { components, unpriced } = BILLS[type](resource);
  const region = regionOf(document, resource);
  const items: CostItem[] = [];
  const reasons = [...unpriced];
  for (const component of components) {
    const price =
      region === undefined
        ? undefined
        : servicePriceOf(book, {
            cloud: cloudOf(type) ?? '',
            region,
            item: component.item,
          });
    if (price) {
      items.push(itemOf(resource, component, price, discounts));
    } else {
      reasons.push(
        region === undefined
          ? `${component.label}: the region is not known`
          : `${component.label}: no price was found for ${region}`,
      );
    }
  }
  return { items, unpriced: reasons.map(because) };
}

const byAddress = (a: { address: string }, b: { address: string }): number => {
  if (a.address === b.address) {
    return 0;
  }
  return a.address < b.address ? -1 : 1;
};

/** Of some resources of a plan; in whatever order they come. */
export function estimateResources(
  document: JsonObject,
  resources: PlanResource[],
  options: EstimateOptions,
): CostEstimate {
  const parts = [...resources]
    .sort(byAddress)
    .map(resource => priced(document, resource, options));
  const items = parts.flatMap(part => part.items);
  const used = new Set(items.flatMap(({ prices }) => prices));
  // With nothing priced, the book as a whole says how old it is.
  const dates = options.book
    .filter(price => used.size === 0 || used.has(priceId(price)))
    .map(({ date }) => date)
    .sort();
  const pricesAsOf = dates[0] ?? options.now.toISOString().slice(0, 10);
  return {
    currency: 'USD',
    monthly: round(items.reduce((sum, { monthly }) => sum + monthly, 0)),
    items,
    unpriced: parts.flatMap(part => part.unpriced),
    pricesAsOf,
    outdated:
      options.now.getTime() - Date.parse(pricesAsOf) > options.maxAgeDays * DAY,
  };
}

/** What a plan makes of the monthly costs. */
export function compareCosts(
  document: JsonObject,
  options: EstimateOptions,
): CostComparison {
  const { before, after } = planResources(document);
  return {
    before: estimateResources(document, before, options),
    after: estimateResources(document, after, options),
  };
}
