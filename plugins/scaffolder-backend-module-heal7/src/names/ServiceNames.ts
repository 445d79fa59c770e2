import type { AuthService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { LocalRepositories } from '@heal7/backstage-plugin-local-repositories-node';
import {
  REPOSITORY_NAME_PATTERN,
  REPOSITORY_NAME_RULE,
} from '@heal7/backstage-plugin-local-repositories-node';

/**
 * Whether a service can be called so. `problem` is null when it can.
 *
 * @public
 */
export interface NameVerdict {
  name: string;
  problem: 'malformed' | 'component-exists' | 'repository-exists' | null;
  /** English; says what to do. Empty when there is no problem. */
  message: string;
}

/**
 * Judges names of new services, for the wizard's field and for the actions.
 */
export class ServiceNames {
  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      repositories: LocalRepositories | undefined;
    },
  ) {}

  async judge(name: string): Promise<NameVerdict> {
    if (!REPOSITORY_NAME_PATTERN.test(name)) {
      return {
        name,
        problem: 'malformed',
        message: `'${name.slice(
          0,
          80,
        )}' cannot name a service: ${REPOSITORY_NAME_RULE}`,
      };
    }
    // With the portal's own credentials: a name is taken even when the one who
    // asks may not see by what.
    const { auth, catalog, repositories } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const component = await catalog.getEntityByRef(
      { kind: 'component', namespace: 'default', name },
      { credentials },
    );
    if (component) {
      return {
        name,
        problem: 'component-exists',
        message: `The catalog has a component '${name}' already; choose another name`,
      };
    }
    if (await repositories?.exists(name)) {
      return {
        name,
        problem: 'repository-exists',
        message: `There is a repository '${name}' already; choose another name`,
      };
    }
    return { name, problem: null, message: '' };
  }

  /** @throws InputError when malformed, ConflictError when taken. */
  async assertFree(name: string): Promise<void> {
    const { problem, message } = await this.judge(name);
    if (problem === 'malformed') {
      throw new InputError(message);
    }
    if (problem) {
      throw new ConflictError(message);
    }
  }
}
