import {
  LineMask,
  maskPlan,
  maskTexts,
  readEngineLine,
  readPlan,
  readState,
  SecretMask,
  unseal,
} from '@heal7/backstage-plugin-provisioning-node';
import type {
  JobLogLine,
  PlannedResult,
  StateSummary,
} from '@heal7/backstage-plugin-provisioning-node';
import type { Left } from './outcome';

const LONGEST_LINE = 8_192;

/** What a job has left, opened; masked wherever it comes out. */
export interface Opened {
  /** @throws Error when it lacks its digest or its document. */
  plan(left: Left): PlannedResult;
  /** Null when the job did not get that far. */
  state(): StateSummary | null;
  /** After those that were told before. */
  lines(endedAt: string, told: number): JobLogLine[];
}

/**
 * Opens what `delivery/stack-job` has sealed.
 *
 * @throws Error when it was sealed with another key, or for another job.
 */
export function openFiles(
  files: Record<string, Uint8Array>,
  jobId: string,
  key: string,
): Opened {
  const open = (name: string): string | undefined => {
    const sealed = files[`${name}.sealed`];
    return sealed && unseal(sealed, `${jobId}/${name}`, key).toString('utf8');
  };
  const mask = new SecretMask(JSON.parse(open('secrets') ?? '[]'));
  return {
    plan({ digest, stateFound }) {
      const document = open('plan');
      if (!digest || !document) {
        throw new Error('The workflow has left no plan');
      }
      const plan = JSON.parse(document);
      return {
        digest,
        summary: maskTexts(readPlan(plan), mask),
        document: maskPlan(plan, mask),
        stateFound,
      };
    },
    state() {
      const state = open('state');
      return state ? readState(JSON.parse(state), mask) : null;
    },
    lines(endedAt, told) {
      const masked = new LineMask(mask);
      return (open('log') ?? '')
        .split('\n')
        .flatMap(line => {
          const { at, level, texts, address } = readEngineLine(line);
          return texts.map(text => ({
            at: at ?? endedAt,
            level,
            text: masked.mask(text).slice(0, LONGEST_LINE),
            address: address && mask.mask(address),
          }));
        })
        .map((line, index) => ({ ...line, position: told + index + 1 }));
    },
  };
}
