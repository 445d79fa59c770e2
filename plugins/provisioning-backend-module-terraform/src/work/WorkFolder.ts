import type { Job } from '@heal7/backstage-plugin-provisioning-node';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failure } from '../engine/RunFailure';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../jobs/files';
import { checkModule } from '../modules/checkModule';
import { backendConfig } from './backendConfig';
import { copyModule } from './copyModule';

export const PLAN_FILE = 'heal7.tfplan';

/** The root module in a work folder. */
export const rootIn = (work: string, job: Pick<Job, 'module'>) =>
  join(work, job.module.root);

/**
 * Copies a module, makes sure that it may be run, and tells it its values and
 * where its state is.
 *
 * @throws RunFailure when something in it is refused
 */
export async function prepareWork(
  work: string,
  job: Pick<Job, 'module' | 'state' | 'variables'>,
): Promise<void> {
  await copyModule(job.module.directory, work);
  const refused = await checkModule(work, job.module);
  if (refused.length > 0) {
    const list = refused.map(({ path, what }) => `${path}: ${what}`).join('; ');
    throw failure(
      'module-refused',
      `The module holds what must not be run: ${list}`,
      'Change the module, or its manifest, in its repository; what runs is what was reviewed there.',
    );
  }
  if (job.state.type === 'local') {
    await mkdir(dirname(job.state.path), {
      recursive: true,
      mode: PRIVATE_FOLDER,
    });
  }
  const root = rootIn(work, job);
  const files = {
    'backend.tf.json': backendConfig(job.state),
    'terraform.tfvars.json': job.variables,
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(root, name), JSON.stringify(content), {
      flag: 'wx',
      mode: PRIVATE_FILE,
    });
  }
}
