/**
 * What holds an action back, as shown where it would be taken.
 *
 * @public
 */
export interface FreezeNotice {
  id: string;
  reason: string;
  /** ISO 8601. */
  until: string;
}

/**
 * A time in which nobody may act on some clusters. Aborting stays possible:
 * a freeze must never keep a bad version running.
 *
 * @public
 */
export interface Freeze extends FreezeNotice {
  /** Null for all clusters. */
  cluster: string | null;
  /** Null for all environments. */
  environment: string | null;
  /** ISO 8601. */
  from: string;
  /** Entity ref of who declared it, or subject of a service. */
  declaredBy: string;
  declaredAt: string;
}

/**
 * `POST /v1/freezes`. At least one of cluster and environment is needed, and
 * `until` after `from`. `DELETE /v1/freezes/:id` lifts it.
 *
 * @public
 */
export interface FreezeRequestBody {
  cluster?: string | null;
  environment?: string | null;
  /** ISO 8601; now when left out. */
  from?: string;
  until: string;
  /** Why; at most 500 characters. */
  reason: string;
}

/** `GET /v1/freezes`: those that hold or will hold. @public */
export interface FreezeList {
  items: Freeze[];
  /** Whether the caller may declare and lift freezes. */
  mayDeclare: boolean;
}
