/**
 * What something costs a month, as far as prices are known.
 *
 * @public
 */
export interface CostEstimate {
  currency: 'USD';
  /** Sum of what could be priced, after discounts. */
  monthly: number;
  items: CostItem[];
  /** What could not be priced, and why: never counted as nothing. */
  unpriced: UnpricedResource[];
  /** Price book's date, ISO 8601 date. */
  pricesAsOf: string;
  /** Whether the price book is older than the configured age. */
  outdated: boolean;
}

/** @public */
export interface CostItem {
  address: string;
  type: string;
  /** E.g. `db.r6g.xlarge, multi-AZ`. */
  label: string;
  monthly: number;
  /** E.g. `730 h × $0.48`. */
  working: string;
  /** Ids of the prices of the price book that were used. */
  prices: string[];
}

/** @public */
export interface UnpricedResource {
  address: string;
  type: string;
  reason: string;
}

/** @public */
export interface CostComparison {
  before: CostEstimate;
  after: CostEstimate;
}
