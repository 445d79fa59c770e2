import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import { objectsOf } from '../state/objects';
import { parseDocuments } from '../state/parse';

const FOLDER = join(__dirname, '../__fixtures__/real');

/** Moments of rollouts that a real controller left behind. */
export const REAL_FILES = readdirSync(FOLDER).filter(name =>
  name.endsWith('.yaml'),
);

/** The text of one of them. */
export const realText = (file: string) =>
  readFileSync(join(FOLDER, file), 'utf8');

/** Its objects. */
export const realObjects = (file: string): KubernetesObject[] =>
  parseDocuments(realText(file), file).flatMap(document => objectsOf(document));
