import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { providerMirror } from '../../../e2e/provisioning/support/mirror.mts';
import { REGION } from '../../../e2e/provisioning/support/moto.mts';
import { STATES } from '../../../e2e/provisioning/support/portal.mts';
import type { ProvisioningScene } from './provisioning.mts';

const run = promisify(execFile);

/** The CLI, with the state where the portal has its own; no portal. */
export class BareTerraform {
  readonly #dir: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(dir: string, env: NodeJS.ProcessEnv) {
    this.#dir = dir;
    this.#env = env;
  }

  /** A folder with the module and its inputs, as a person would have it. */
  static async prepare(
    { dir, modules, moto }: ProvisioningScene,
    name: string,
  ): Promise<BareTerraform> {
    const folder = join(dir, name);
    const config = join(dir, 'cli.tfrc');
    const mirror = providerMirror();
    await mkdir(dir, { recursive: true });
    await cp(join(modules, 'stacks', 'quick'), folder, { recursive: true });
    await writeFile(
      config,
      mirror
        ? `provider_installation {\n  filesystem_mirror { path = "${mirror}" }\n}\n`
        : '',
    );
    const s3 = {
      bucket: STATES,
      key: `bare/${name}.tfstate`,
      region: REGION,
      encrypt: true,
      use_lockfile: true,
      endpoints: { s3: moto.url },
      use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_region_validation: true,
      skip_requesting_account_id: true,
    };
    await writeFile(
      join(folder, 'backend.tf.json'),
      JSON.stringify({ terraform: { backend: { s3 } } }),
    );
    const inputs = {
      name,
      deletion_protection: false,
      password: 'of-the-bench',
      heal7: {
        stack: name,
        environment: 'sandbox',
        owner: 'group:default/platform-team',
        system: 'system:default/heal7-platform',
        cost_centre: 'platform',
      },
    };
    await writeFile(
      join(folder, 'terraform.tfvars.json'),
      JSON.stringify(inputs),
    );
    return new BareTerraform(folder, {
      ...process.env,
      ...moto.credentials,
      TF_CLI_CONFIG_FILE: config,
      CHECKPOINT_DISABLE: '1',
    });
  }

  init = () => this.#call('init', '-lockfile=readonly');
  plan = () => this.#call('plan', '-out=plan');
  show = () => this.#call('show', '-json', 'plan');
  apply = () => this.#call('apply', 'plan');

  async #call(command: string, ...args: string[]): Promise<void> {
    await run(
      'terraform',
      [command, ...(command === 'show' ? [] : ['-input=false']), ...args],
      { cwd: this.#dir, env: this.#env, maxBuffer: 64 * 2 ** 20 },
    );
  }
}
