import type {
  JobLimits,
  SecretMask,
} from '@heal7/backstage-plugin-provisioning-node';
import { failure } from '../engine/RunFailure';
import { runEngine } from '../engine/runEngine';
import type { JobFolder } from '../jobs/JobFolder';
import type { JobLogWriter } from '../jobs/JobLogWriter';
import type { KeptLine } from '../jobs/KeptLine';
import { identify } from '../jobs/processIdentity';
import { Printed } from './Printed';
import type { StepResult } from './Printed';
import { releaseReserve } from './reserve';
import type { Stop } from './Stop';

/** Runs the engine's commands for one job, one after another. */
export class JobEngine {
  /** Whether a command of it was killed, by whomever. */
  wasKilled = false;

  constructor(
    private readonly options: {
      binary: string;
      cwd: string;
      env: Record<string, string>;
      limits: JobLimits;
      folder: JobFolder;
      log: JobLogWriter;
      mask: SecretMask;
    },
  ) {}

  async run(
    args: string[],
    stop: Stop,
    options: { answers?: boolean } = {},
  ): Promise<StepResult> {
    const { folder, limits, log } = this.options;
    if (stop.reason) {
      throw failure(stop.reason, 'It was stopped');
    }
    const seen = new Printed(this.options.mask);
    await log.append([announcement(args)]);
    const exit = await runEngine({
      binary: this.options.binary,
      args,
      cwd: this.options.cwd,
      env: this.options.env,
      stop: stop.signal,
      graceSeconds: limits.graceSeconds,
      memory: {
        bytes: limits.memoryBytes,
        onExceeded: () => stop.request('memory'),
      },
      answers: options.answers,
      onStart: async pid => {
        const identity = await identify(pid);
        await this.#note(() =>
          folder.keepEngine(identity && { ...identity, command: args[0] }),
        );
      },
      onLines: async (stream, lines) => {
        const { kept, lockId } = seen.take(stream, lines);
        if (lockId) {
          await this.#note(() => folder.keepLockId(lockId));
        }
        await log.append(kept);
      },
    });
    await folder.keepEngine(null);
    const killed = exit.signal !== null;
    this.wasKilled ||= killed;
    if (!killed) {
      // It gives its lock back before it ends.
      await folder.keepLockId(null);
    }
    return seen.result(exit);
  }

  /**
   * A disk that is full is no reason to stop an engine that is changing a
   * cloud; what is kept free for telling so is enough for this.
   */
  async #note(keep: () => Promise<void>): Promise<void> {
    try {
      await keep();
    } catch {
      await releaseReserve(this.options.folder);
      await keep().catch(() => {});
    }
  }
}

function announcement(args: string[]): KeptLine {
  const command = args.filter(arg => !arg.startsWith('-')).join(' ');
  return {
    at: new Date().toISOString(),
    level: 'info',
    text: `> ${command}`,
    address: null,
  };
}
