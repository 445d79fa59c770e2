import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { resolve } from 'node:path';

/** What the runner needs to know beside its job; holds no secret. */
export interface EngineSettings {
  /** Absolute, or looked for on the path. */
  binary: string;
  /** Folder with everything of this executor. */
  dataDir: string;
  /** Folder with providers to install from, and from nowhere else. */
  providerMirror: string | null;
  /** How long the engine waits for somebody else's lock of a state. */
  lockTimeoutSeconds: number;
}

export interface Settings extends EngineSettings {
  /** What saved plans are encrypted with, while they wait. */
  encryptionKey: string;
}

export const SHORTEST_KEY = 32;

/**
 * @throws InputError that names what is wrong in the configuration
 */
export function readSettings(config: Config): Settings {
  const own = config.getOptionalConfig('provisioning.terraform');
  const encryptionKey = own?.getOptionalString('encryptionKey') ?? '';
  if (encryptionKey.length < SHORTEST_KEY) {
    throw new InputError(
      `provisioning.terraform.encryptionKey needs at least ${SHORTEST_KEY} characters, e.g. the output of 'openssl rand -base64 32': saved plans hold secrets`,
    );
  }
  const mirror = own?.getOptionalString('providerMirror');
  const lockTimeoutSeconds = own?.getOptionalNumber('lockTimeoutSeconds') ?? 60;
  if (!Number.isInteger(lockTimeoutSeconds) || lockTimeoutSeconds < 0) {
    throw new InputError(
      'provisioning.terraform.lockTimeoutSeconds has to be a whole number of seconds',
    );
  }
  return {
    binary: own?.getOptionalString('binary') ?? 'terraform',
    dataDir: resolve(own?.getOptionalString('dataDir') ?? '.data/terraform'),
    providerMirror: mirror ? resolve(mirror) : null,
    lockTimeoutSeconds,
    encryptionKey,
  };
}
