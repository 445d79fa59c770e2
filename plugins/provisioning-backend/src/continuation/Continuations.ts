import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import type { RunListener } from '../ports/Runs';
import type { ContinuationStore, DueContinuation } from './ContinuationStore';

const AT_ONCE = 20;

/** As the scaffolder declares it. */
const taskCreate = createPermission({
  name: 'scaffolder.task.create',
  attributes: { action: 'create' },
});

/**
 * Starts the scaffolder task that was asked to follow a run. It runs as the
 * portal: whoever asked is gone when somebody approves, and their token with
 * them. Only templates that the configuration lists are therefore started.
 *
 * A task is started at most once: it is claimed before, and a claim is never
 * taken back. One that was claimed by a process which died in that moment is
 * not started again.
 *
 * @internal
 */
export class Continuations implements RunListener {
  #settling: Promise<void> = Promise.resolve();

  constructor(
    private readonly deps: {
      auth: Pick<AuthService, 'getOwnServiceCredentials'>;
      catalog: Pick<CatalogService, 'getEntityByRef'>;
      forCatalog(
        credentials: BackstageCredentials,
      ): Promise<BackstageCredentials>;
      logger: LoggerService;
      now(): Date;
      permissions: Pick<PermissionsService, 'authorize'>;
      scaffolder: Pick<ScaffolderService, 'scaffold'>;
      store: ContinuationStore;
      templates: string[];
    },
  ) {}

  /**
   * @throws InputError when the template is none of those that may follow, or
   * the caller cannot see it.
   * @throws NotAllowedError when the caller may not start tasks.
   */
  async admit(
    templateRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { catalog, forCatalog, permissions } = this.deps;
    const ref = normalised(templateRef);
    const template =
      ref !== undefined && this.deps.templates.includes(ref)
        ? await catalog.getEntityByRef(ref, {
            credentials: await forCatalog(credentials),
          })
        : undefined;
    if (!template) {
      throw new InputError(
        `continuation.templateRef: '${templateRef}' is no template that may follow a run; 'provisioning.continuations' lists those`,
      );
    }
    const [decision] = await permissions.authorize(
      [{ permission: taskCreate }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Your permissions do not allow starting tasks (${taskCreate.name})`,
      );
    }
  }

  stackChanged(): void {}

  logGrew(): void {}

  runChanged({ phase }: Run): void {
    if (phase === 'succeeded') {
      void this.settle();
    }
  }

  /** Starts all that are due; one look at a time. */
  settle(): Promise<void> {
    this.#settling = this.#settling.then(() => this.startAll());
    return this.#settling;
  }

  private async startAll(): Promise<void> {
    try {
      for (const due of await this.deps.store.due(AT_ONCE)) {
        await this.start(due);
      }
    } catch (error) {
      this.deps.logger.error(
        'Could not look for tasks that are to follow a run',
        error as Error,
      );
    }
  }

  private async start({ runId, continuation }: DueContinuation): Promise<void> {
    const { auth, logger, now, scaffolder, store, templates } = this.deps;
    if (!(await store.claim(runId, now()))) {
      return;
    }
    try {
      const ref = normalised(continuation.templateRef) ?? '';
      if (!templates.includes(ref)) {
        throw new InputError(`'${ref}' may no longer follow a run`);
      }
      const { taskId } = await scaffolder.scaffold(
        {
          templateRef: ref,
          values: continuation.values as Parameters<
            ScaffolderService['scaffold']
          >[0]['values'],
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      await store.started(runId, taskId);
      logger.info(`Started task ${taskId}, which follows run ${runId}`);
    } catch (error) {
      await store.notStarted(runId, (error as Error).message);
      logger.error(
        `Could not start the task that is to follow run ${runId}: ${
          (error as Error).message
        }`,
      );
    }
  }
}

function normalised(text: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind: 'template' }),
    );
  } catch {
    return undefined;
  }
}
