import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import type { RunListener } from '../ports/Runs';
import type { ChannelNames } from './ChannelNames';

/** A log grows line by line, and each signal makes browsers ask. */
const EVERY_MS = 500;

/**
 * Tells browsers that something changed, never what: a channel at most twice a
 * second, at once and at the end of the half second.
 *
 * @internal
 */
export class ChangeSignals implements RunListener {
  /** Channels that rest, and whether they were asked for meanwhile. */
  readonly #resting = new Map<string, { again: boolean }>();

  constructor(
    private readonly signals: Pick<SignalsService, 'publish'>,
    private readonly names: ChannelNames,
    private readonly logger: LoggerService,
  ) {}

  stackChanged(stackId: string): void {
    this.request(this.names.stacks);
    this.request(this.names.ofStack(stackId));
  }

  runChanged(run: Run): void {
    this.request(this.names.ofRun(run.id));
    this.stackChanged(run.stackId);
  }

  logGrew(runId: string): void {
    this.request(this.names.ofRun(runId));
  }

  private request(channel: string): void {
    const resting = this.#resting.get(channel);
    if (resting) {
      resting.again = true;
      return;
    }
    this.#resting.set(channel, { again: false });
    const timer = setTimeout(() => {
      const again = this.#resting.get(channel)?.again ?? false;
      this.#resting.delete(channel);
      if (again) {
        this.request(channel);
      }
    }, EVERY_MS);
    // What is told late is nothing that a process should live on for.
    timer.unref();
    void this.announce(channel);
  }

  /** Browsers poll as well, so a signal that is lost costs only time. */
  private async announce(channel: string): Promise<void> {
    try {
      await this.signals.publish({
        recipients: { type: 'broadcast' },
        channel,
        message: { changed: true },
      });
    } catch (error) {
      this.logger.warn('Could not announce a change', error as Error);
    }
  }
}
