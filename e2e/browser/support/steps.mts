import { it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { keepEvidence } from './evidence.mts';

/**
 * Tests that each go on where the one before them ended: after a failure the
 * others fail at once, and do not wait in vain.
 *
 * @param page - what a failure is seen on
 */
export function stepByStep(page: () => Page | undefined) {
  let failed: string | undefined;
  return (name: string, step: (context: TestContext) => Promise<void>) =>
    it(name, async context => {
      if (failed !== undefined) {
        throw new Error(`not tried, for this failed: ${failed}`);
      }
      try {
        await step(context);
      } catch (error) {
        failed = name;
        throw await keepEvidence(error, name, page());
      }
    });
}
