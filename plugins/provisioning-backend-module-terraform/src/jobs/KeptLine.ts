import type {
  JobLogLine,
  ResourceProgress,
} from '@heal7/backstage-plugin-provisioning-node';

/** A line as it is kept; its position is its place in the file. Masked. */
export interface KeptLine extends Omit<JobLogLine, 'position'> {
  /** Of a resource, for finding what no state knows. */
  progress?: ResourceProgress;
}
