import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Freeze } from '@heal7/backstage-plugin-deployments-common';
import type { Clock } from '../lib/Clock';
import { concerns } from './freezeInForce';
import type { FrozenPlace } from './freezeInForce';
import type { FreezeStore } from './FreezeStore';

/** So that a freeze declared through another replica is heard of, too. */
const LOOK_AT_LEAST_EVERY_MS = 15_000;

const boundaries = ({ from, until }: Freeze) => [
  Date.parse(from),
  Date.parse(until),
];

/**
 * Tells pages when a freeze begins or ends by time, as they are told when it
 * is declared or lifted. Each replica does, so that none has to be there.
 *
 * @internal
 */
export class FreezeBoundaries {
  constructor(
    private readonly deps: {
      store: Pick<FreezeStore, 'notEnded'>;
      places: () => FrozenPlace[];
      listener: { clusterChanged(name: string): Promise<void> };
      clock: Clock;
      logger: LoggerService;
    },
  ) {}

  /** Goes on until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { store, clock, logger } = this.deps;
    let seen = clock.now();
    while (!signal.aborted) {
      let wait = LOOK_AT_LEAST_EVERY_MS;
      try {
        const now = clock.now();
        const freezes = await store.notEnded(seen);
        await this.tellOfPassed(freezes, seen, now);
        seen = now;
        const toNext = freezes
          .flatMap(boundaries)
          .map(time => time - now.getTime())
          .filter(ms => ms > 0);
        wait = Math.min(wait, ...toNext);
      } catch (error) {
        // What passed meanwhile is told once the database answers again.
        logger.warn(
          'Could not look for freezes that begin or end',
          error as Error,
        );
      }
      await clock.sleep(wait, signal);
    }
  }

  private async tellOfPassed(
    freezes: Freeze[],
    after: Date,
    upTo: Date,
  ): Promise<void> {
    const passed = freezes.filter(freeze =>
      boundaries(freeze).some(
        time => after.getTime() < time && time <= upTo.getTime(),
      ),
    );
    const clusters = this.deps
      .places()
      .filter(place => passed.some(freeze => concerns(freeze, place)))
      .map(({ cluster }) => cluster);
    await Promise.all(
      [...new Set(clusters)].map(cluster =>
        this.deps.listener.clusterChanged(cluster),
      ),
    );
  }
}
