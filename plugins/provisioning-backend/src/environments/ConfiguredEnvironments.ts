import { InputError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import type { Environment, Environments } from '../ports/Environments';
import { memoryBytesOf } from '../config/provisioningConfig';
import type { EnvironmentConfig } from '../config/provisioningConfig';
import { secretFor } from './secretFor';
import { stateOf } from './stateOf';

async function valueOf(
  secret: EnvironmentConfig['secrets'][number],
): Promise<string> {
  if (secret.file === undefined) {
    return secret.value ?? '';
  }
  // Read each time, so that it may be rotated. Editors end files with a line.
  return (await readFile(secret.file, 'utf8')).replace(/\r?\n$/, '');
}

function environmentOf(config: EnvironmentConfig): Environment {
  const { name, limits, driftCheck } = config;
  return {
    name,
    budget: config.budget,
    approval: config.approval,
    deletionProtection: config.deletionProtection,
    severities: config.severities,
    executor: config.executor,
    limits: {
      seconds: limits.time,
      memoryBytes: memoryBytesOf(config),
      graceSeconds: limits.grace,
    },
    driftCheck: driftCheck ? { everySeconds: driftCheck.every } : null,
    discounts: config.discounts,
    credentials: cloud => ({ ...config.credentials[cloud] }),
    async secrets(stack, names) {
      const entries = await Promise.all(
        names.map(async variable => {
          const secret = secretFor(config.secrets, stack, variable);
          return secret ? [[variable, await valueOf(secret)]] : [];
        }),
      );
      return Object.fromEntries(entries.flat());
    },
    state: stack => stateOf(config.state, { ...stack, environment: name }),
  };
}

/**
 * The environments of the configuration.
 *
 * @internal
 */
export class ConfiguredEnvironments implements Environments {
  readonly #byName: Map<string, Environment>;

  constructor(configs: EnvironmentConfig[]) {
    this.#byName = new Map(
      configs.map(config => [config.name, environmentOf(config)]),
    );
  }

  list(): Environment[] {
    return [...this.#byName.values()];
  }

  byName(name: string): Environment {
    const environment = this.#byName.get(name);
    if (!environment) {
      const known = [...this.#byName.keys()].join(', ');
      throw new InputError(
        known === ''
          ? `There is no environment '${name}': none is configured`
          : `There is no environment '${name}'; there are ${known}`,
      );
    }
    return environment;
  }
}
