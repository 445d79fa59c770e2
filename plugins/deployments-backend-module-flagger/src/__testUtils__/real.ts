import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import { asList, fieldOf } from '@heal7/backstage-plugin-deployments-node';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import { observed } from '@heal7/backstage-plugin-deployments-node/testing';
import { parse } from 'yaml';
import { flaggerSource } from '../source';
import { stateOf } from './canary';

const FOLDER = join(__dirname, '../__fixtures__/real');

/** Names of the moments that were captured from the real Flagger. */
export const MOMENTS = readdirSync(FOLDER).map(file => basename(file, '.yaml'));

/** All objects of a moment. */
export function objectsOf(moment: string): KubernetesObject[] {
  const text = readFileSync(join(FOLDER, `${moment}.yaml`), 'utf8');
  return asList(fieldOf(parse(text), 'items')) as KubernetesObject[];
}

/** The state of the Canary of a moment. */
export function realState(moment: string): DeploymentState {
  const objects = objectsOf(moment);
  const root = objects.find(({ kind }) => kind === 'Canary')!;
  const others = flaggerSource.kinds.flatMap(kind =>
    objects
      .filter(
        object =>
          object !== root &&
          `${object.kind}s`.toLowerCase() === kind.plural &&
          kind.digest(object),
      )
      .map(object => observed(kind, object)),
  );
  return stateOf(root, ...others);
}
