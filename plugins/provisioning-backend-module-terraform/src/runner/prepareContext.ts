import { SecretMask } from '@heal7/backstage-plugin-provisioning-node';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { engineEnvironment } from '../engine/environment';
import { secretValues } from '../engine/secretValues';
import { PRIVATE_FOLDER, writeAtomically } from '../jobs/files';
import type { JobFolder } from '../jobs/JobFolder';
import type { JobLogWriter } from '../jobs/JobLogWriter';
import { cliConfig, pluginCacheIn } from '../work/cliConfig';
import { makeScratch, scratchOf } from '../work/scratch';
import { rootIn } from '../work/WorkFolder';
import type { JobContext } from './JobContext';
import { JobEngine } from './JobEngine';
import type { Order } from './Order';
import type { Stop } from './Stop';

export const maskOf = ({ job, settings }: Pick<Order, 'job' | 'settings'>) =>
  new SecretMask([...secretValues(job), settings.encryptionKey]);

async function writeCliConfig({
  dataDir,
  providerMirror,
}: Order['settings']): Promise<string> {
  const pluginCache = pluginCacheIn(dataDir);
  await mkdir(pluginCache, { recursive: true, mode: PRIVATE_FOLDER });
  const file = join(dataDir, 'terraform.rc');
  await writeAtomically(file, cliConfig({ providerMirror, pluginCache }));
  return file;
}

/** Puts together what the steps of a job work with. */
export async function prepareContext(
  order: Order,
  folder: JobFolder,
  log: JobLogWriter,
  stop: Stop,
): Promise<JobContext> {
  const { binary, job, network, settings } = order;
  const scratch = scratchOf(folder.path);
  await makeScratch(scratch);
  const cli = await writeCliConfig(settings);
  const mask = maskOf(order);
  const root = rootIn(folder.work, job);
  const engine = new JobEngine({
    binary,
    cwd: root,
    env: engineEnvironment(job, { binary, scratch, cliConfig: cli, network }),
    limits: job.limits,
    folder,
    log,
    mask,
  });
  return { job, settings, folder, log, mask, engine, root, stop };
}
