import type { ProvisioningClient } from '@heal7/backstage-plugin-provisioning-node';

/** What the actions on stacks need. */
export interface StackActionOptions {
  provisioning: ProvisioningClient;
  /** Where people open the portal. */
  appUrl: string;
  /** Milliseconds between looks at a run. */
  lookEvery?: number;
}

/** The page of a stack. */
export const stackUrl = (appUrl: string, id: string) =>
  `${appUrl}/infrastructure/stacks/${encodeURIComponent(id)}`;

/** The page of a run: its plan, its log, and where it is approved. */
export const runUrl = (appUrl: string, id: string) =>
  `${appUrl}/infrastructure/runs/${encodeURIComponent(id)}`;

/** Stands for what a dry run does not make. */
export const NOT_MADE = 'not-made-in-a-dry-run';
