import type { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const RECORDED = '../../../../provisioning-node/src/plan/__fixtures__';

/** What the real engine has printed of a plan. */
export const recordedPlan = (name: string): JsonObject =>
  JSON.parse(
    readFileSync(resolve(__dirname, RECORDED, `${name}.json`), 'utf8'),
  );
