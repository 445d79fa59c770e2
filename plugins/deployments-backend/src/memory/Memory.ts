import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { CommitSource } from '../changes/CommitSource';
import type { ClusterConfig } from '../clusters/clusterConfig';
import { scheduleCommitDates } from '../delivery/commitDates';
import { DeliveryView } from '../delivery/DeliveryView';
import { HistoryRecorder } from '../history/HistoryRecorder';
import { readRetention, scheduleForgetting } from '../history/retention';
import type { Clock } from '../lib/Clock';
import { NoticeRecorder } from '../notifications/NoticeRecorder';
import type { NoticeChannel } from '../notifications/NoticeSender';
import { NoticeSender } from '../notifications/NoticeSender';
import { PortalChannel } from '../notifications/PortalChannel';
import { WebhookChannel } from '../notifications/WebhookChannel';
import { readWebhookConfigs } from '../notifications/webhookConfig';
import type { ActStore } from '../store/ActStore';
import { KnexNoticeStore } from '../store/KnexNoticeStore';
import { KnexRolloutStore } from '../store/KnexRolloutStore';
import type { RolloutStore } from '../store/RolloutStore';
import type { TargetRecorder } from '../store/TargetStore';

/** @internal */
export interface MemoryDeps {
  acts: ActStore;
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  clusters: Map<string, ClusterConfig>;
  commits: CommitSource;
  config: Config;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  scheduler: SchedulerService;
}

/**
 * What the plugin remembers, put together: the recorder that follows the
 * writes of targets, what is read of the history, and those who tell of it.
 *
 * @internal
 */
export class Memory {
  readonly recorder: TargetRecorder;
  readonly rollouts: RolloutStore;
  readonly delivery: DeliveryView;
  readonly #stop = new AbortController();
  readonly #senders: NoticeSender[];
  readonly #schedule: () => Promise<void>;
  #running: Promise<unknown> = Promise.resolve();

  /** @throws InputError when the configuration cannot be used. */
  constructor(deps: MemoryDeps) {
    const { clusters, clock, config, knex, logger, scheduler } = deps;
    const notices = new KnexNoticeStore(knex);
    const channels = channelsOf(deps);
    const environmentOf = (cluster: string) =>
      clusters.get(cluster)?.environment ?? null;
    const days = readRetention(config);
    this.rollouts = new KnexRolloutStore(knex);
    this.delivery = new DeliveryView({ ...deps, rollouts: this.rollouts });
    this.recorder = new HistoryRecorder({
      environmentOf,
      listeners: [new NoticeRecorder({ channels, environmentOf })],
    });
    this.#senders = channels.map(
      channel => new NoticeSender({ channel, notices, clock, logger }),
    );
    this.#schedule = async () => {
      const { rollouts } = this;
      await scheduleForgetting(scheduler, logger, {
        rollouts,
        acts: deps.acts,
        notices,
        clock,
        days,
      });
      await scheduleCommitDates(scheduler, logger, {
        rollouts,
        commits: deps.commits,
        clock,
      });
    };
  }

  async start(): Promise<void> {
    const { signal } = this.#stop;
    this.#running = Promise.all(
      this.#senders.map(sender => sender.run(signal)),
    );
    await this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }
}

function channelsOf(deps: MemoryDeps): NoticeChannel[] {
  const { config, clock } = deps;
  const owners =
    config.getOptionalBoolean('deployments.notifications.owners') ?? true;
  return [
    ...(owners ? [new PortalChannel(deps)] : []),
    ...readWebhookConfigs(config).map(
      webhook => new WebhookChannel(webhook, clock),
    ),
  ];
}
