import type {
  ApprovalRule,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';
import type {
  JobLimits,
  StateLocation,
} from '@heal7/backstage-plugin-provisioning-node';

/** An environment as it is configured. */
export interface Environment {
  name: string;
  budget: number | null;
  approval: ApprovalRule;
  deletionProtection: boolean;
  /** Severity of rules where it differs from what they want; by rule id. */
  severities: Record<string, 'block' | 'warn' | 'off'>;
  executor: string;
  limits: JobLimits;
  /** Whether and how often it is looked for drift. */
  driftCheck: { everySeconds: number } | null;
  discounts: Discounts;
  /** Of one cloud: the environment variables of its processes. */
  credentials(cloud: string): Record<string, string>;
  /** Values of secret inputs, by module variable. */
  secrets(stack: Stack, names: string[]): Promise<Record<string, string>>;
  state(stack: Stack): StateLocation;
}

/** Shares that are taken off, 0 to 1. */
export interface Discounts {
  spot: number;
  reserved: number;
  offHours: number;
}

export interface Environments {
  list(): Environment[];
  /** @throws InputError that names the environments there are. */
  byName(name: string): Environment;
}
