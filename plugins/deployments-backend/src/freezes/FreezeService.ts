import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { deploymentsFreezePermission } from '@heal7/backstage-plugin-deployments-common';
import type {
  Freeze,
  FreezeList,
  FreezeRequestBody,
} from '@heal7/backstage-plugin-deployments-common';
import type { Request } from 'express';
import { actorOf } from '../actions/actor';
import type { Clock } from '../lib/Clock';
import { concerns } from './freezeInForce';
import type { FrozenPlace } from './freezeInForce';
import type { FreezeStore } from './FreezeStore';

/** @internal */
export interface FreezeCaller {
  credentials: BackstageCredentials;
  request?: Request;
}

/**
 * Declares and lifts freezes for those who may. Each attempt of theirs ends
 * in the auditor.
 *
 * @internal
 */
export class FreezeService {
  constructor(
    private readonly deps: {
      store: FreezeStore;
      permissions: PermissionsService;
      auditor: AuditorService;
      /** All clusters known, for checking names and telling pages. */
      places: () => FrozenPlace[];
      listener: { clusterChanged(name: string): Promise<void> };
      clock: Clock;
    },
  ) {}

  async list(credentials: BackstageCredentials): Promise<FreezeList> {
    const [items, mayDeclare] = await Promise.all([
      this.deps.store.notEnded(this.deps.clock.now()),
      this.mayDeclare(credentials),
    ]);
    return { items, mayDeclare };
  }

  /** @throws NotAllowedError, InputError */
  async declare(
    body: FreezeRequestBody,
    caller: FreezeCaller,
  ): Promise<Freeze> {
    const freeze = this.freezeOf(body, caller);
    return this.audited('freeze', { ...freeze }, caller, async () => {
      this.check(freeze);
      await this.deps.store.add(freeze);
      await this.tell(freeze);
      return freeze;
    });
  }

  /** @throws NotAllowedError, NotFoundError */
  async lift(id: string, caller: FreezeCaller): Promise<void> {
    await this.audited('lift-freeze', { id }, caller, async () => {
      const freeze = await this.deps.store.remove(id);
      if (!freeze) {
        throw new NotFoundError(
          `There is no freeze '${id}'; somebody may have lifted it already`,
        );
      }
      await this.tell(freeze);
    });
  }

  private freezeOf(body: FreezeRequestBody, caller: FreezeCaller): Freeze {
    const now = this.deps.clock.now().toISOString();
    return {
      id: randomUUID(),
      cluster: body.cluster ?? null,
      environment: body.environment ?? null,
      from: body.from ? new Date(body.from).toISOString() : now,
      until: new Date(body.until).toISOString(),
      reason: body.reason,
      declaredBy: actorOf(caller.credentials),
      declaredAt: now,
    };
  }

  /** A freeze that can never hold would be trusted all the same. */
  private check(freeze: Freeze): void {
    const until = Date.parse(freeze.until);
    if (until <= Date.parse(freeze.from)) {
      throw new InputError('A freeze must end after it begins: mend `until`');
    }
    if (until <= this.deps.clock.now().getTime()) {
      throw new InputError('A freeze must end in the future: mend `until`');
    }
    const places = this.deps.places();
    if (places.some(place => concerns(freeze, place))) {
      return;
    }
    const known = [
      ...new Set(
        places.map(({ cluster, environment }) =>
          environment ? `${cluster} (${environment})` : cluster,
        ),
      ),
    ];
    throw new InputError(
      `No cluster is meant by that cluster and environment. There are: ${known
        .sort()
        .join(', ')}`,
    );
  }

  private async audited<T>(
    eventId: string,
    meta: Record<string, string | null>,
    caller: FreezeCaller,
    run: () => Promise<T>,
  ): Promise<T> {
    const event = await this.deps.auditor.createEvent({
      eventId,
      severityLevel: 'high',
      request: caller.request,
      meta: { ...meta, actor: actorOf(caller.credentials) },
    });
    try {
      if (!(await this.mayDeclare(caller.credentials))) {
        throw new NotAllowedError(
          `Your permissions do not allow declaring and lifting freezes (${deploymentsFreezePermission.name})`,
        );
      }
      const result = await run();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }

  private async mayDeclare(
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.deps.permissions.authorize(
      [{ permission: deploymentsFreezePermission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** Pages that show one of its clusters ask again. */
  private async tell(freeze: Freeze): Promise<void> {
    await Promise.all(
      this.deps
        .places()
        .filter(place => concerns(freeze, place))
        .map(({ cluster }) => this.deps.listener.clusterChanged(cluster)),
    );
  }
}
