import type {
  Job,
  SecretMask,
} from '@heal7/backstage-plugin-provisioning-node';
import type { Settings } from '../engine/Settings';
import type { JobFolder } from '../jobs/JobFolder';
import type { JobLogWriter } from '../jobs/JobLogWriter';
import type { JobEngine } from './JobEngine';
import type { Stop } from './Stop';

/** What every step of a job works with. */
export interface JobContext {
  job: Job;
  settings: Settings;
  folder: JobFolder;
  log: JobLogWriter;
  mask: SecretMask;
  /** Works in the root of the module. */
  engine: JobEngine;
  /** Of the module, in the work folder. */
  root: string;
  stop: Stop;
}
