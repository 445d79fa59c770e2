import { execFile } from 'node:child_process';
import { access, constants, realpath } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

export interface Engine {
  /** Absolute. */
  binary: string;
  product: 'Terraform' | 'OpenTofu';
  version: string;
}

/** Since these, a state in S3 is locked without a database beside it. */
const SUPPORTED = { major: 1, minor: 10 };

export function isSupported(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major === SUPPORTED.major && minor >= SUPPORTED.minor;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function find(name: string): Promise<string | undefined> {
  const folders = isAbsolute(name)
    ? ['']
    : (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    const file = isAbsolute(name) ? name : join(folder, name);
    if (await isExecutable(file)) {
      return realpath(file);
    }
  }
  return undefined;
}

/** Of `terraform version` or `tofu version`: both begin alike. */
export function readVersion(
  printed: string,
): Pick<Engine, 'product' | 'version'> | undefined {
  const found = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+[\w.+-]*)/m.exec(printed);
  return found
    ? { product: found[1] as Engine['product'], version: found[2] }
    : undefined;
}

const HOW_TO_GET =
  'Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install), or name it in provisioning.terraform.binary';

/**
 * @throws Error that says what is missing and how to get it
 */
export async function findEngine(name: string): Promise<Engine> {
  const binary = await find(name);
  if (!binary) {
    throw new Error(
      `There is no '${name}' on the machine of the portal. ${HOW_TO_GET}.`,
    );
  }
  const { stdout } = await promisify(execFile)(binary, ['version'], {
    env: { PATH: '', CHECKPOINT_DISABLE: '1' },
    timeout: 30_000,
  });
  const found = readVersion(stdout);
  if (!found) {
    throw new Error(`'${binary}' is neither Terraform nor OpenTofu.`);
  }
  if (!isSupported(found.version)) {
    throw new Error(
      `${found.product} ${found.version} is not supported: it has to be 1.${SUPPORTED.minor} or later, and below 2. ${HOW_TO_GET}.`,
    );
  }
  return { binary, ...found };
}
