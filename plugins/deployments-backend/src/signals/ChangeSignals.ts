import { createHmac } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { DEPLOYMENTS_CHANNEL_PREFIX } from '@heal7/backstage-plugin-deployments-common';
import type { ChangeListener } from '../collector/ClusterCollector';
import type { TargetChange } from '../store/TargetStore';
import type { Clock } from '../lib/Clock';
import { Coalesced } from './Coalesced';
import {
  clusterTopic,
  FLEET_TOPIC,
  MUCH_TOPIC,
  topicsOfChanges,
} from './topics';

const FLEET_EVERY_MS = 500;
const MUCH_EVERY_MS = 1_000;
/**
 * Each signal is a request to the events backend. When a cluster is seen for
 * the first time there would be thousands.
 */
const MOST_TOPICS = 100;

/**
 * Names channels so that they tell nothing: sockets take subscriptions to any
 * channel from anybody, so a name must not be guessable from what is public.
 *
 * @internal
 */
export class ChannelNames {
  constructor(private readonly salt: string) {}

  of(topic: string): string {
    const digest = createHmac('sha256', this.salt).update(topic).digest('hex');
    return `${DEPLOYMENTS_CHANNEL_PREFIX}${digest.slice(0, 32)}`;
  }
}

/**
 * Tells browsers that something changed, never what.
 *
 * @internal
 */
export class ChangeSignals implements ChangeListener {
  readonly #fleet: Coalesced;
  readonly #much: Coalesced;

  constructor(
    private readonly signals: SignalsService,
    private readonly names: ChannelNames,
    private readonly logger: LoggerService,
    clock: Pick<Clock, 'sleep'>,
    /** Ends the waiting, so that nothing is told later than that. */
    stopped?: AbortSignal,
  ) {
    this.#fleet = new Coalesced(
      FLEET_EVERY_MS,
      clock,
      () => this.announce([FLEET_TOPIC]),
      stopped,
    );
    this.#much = new Coalesced(
      MUCH_EVERY_MS,
      clock,
      () => this.announce([MUCH_TOPIC]),
      stopped,
    );
  }

  async targetsChanged(changes: TargetChange[]): Promise<void> {
    const topics = topicsOfChanges(changes);
    if (topics.size > MOST_TOPICS) {
      await this.#much.request();
    } else {
      await this.announce([...topics]);
    }
    await this.fleetChanged();
  }

  async clusterChanged(name: string): Promise<void> {
    await this.announce([clusterTopic(name)]);
    await this.fleetChanged();
  }

  /** Rows have other entities, or other states. */
  async fleetChanged(): Promise<void> {
    await this.#fleet.request();
  }

  /** Browsers poll as well, so a signal that is lost costs only time. */
  private async announce(topics: string[]): Promise<void> {
    try {
      await Promise.all(
        topics.map(topic =>
          this.signals.publish({
            recipients: { type: 'broadcast' },
            channel: this.names.of(topic),
            message: { changed: true },
          }),
        ),
      );
    } catch (error) {
      this.logger.warn('Could not announce a change', error as Error);
    }
  }
}
