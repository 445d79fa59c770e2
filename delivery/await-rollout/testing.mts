// What the tests of this folder have in common: the portal's recorded answers.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  DeploymentState,
  EntityDeployments,
} from '@heal7/backstage-plugin-deployments-common';

const recorded: Record<string, DeploymentState> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'recorded.json'), 'utf8'),
);

/** The digest that stands for a tag of the recorded rollouts. */
export const digestOf = (tag: string): string =>
  `sha256:${createHash('sha256').update(tag).digest('hex')}`;

/** A recorded moment, its images named by digest as releases are. */
export function stateAt(moment: string): DeploymentState {
  const state = recorded[moment];
  if (!state) throw new Error(`nothing is recorded as ${moment}`);
  return {
    ...state,
    revisions: state.revisions.map(revision => ({
      ...revision,
      images: revision.images.map(image => {
        const [name, tag] = image.split(':');
        return `${name}@${digestOf(tag)}`;
      }),
    })),
  };
}

/** The portal's whole answer at that moment. */
export function answer(...moments: string[]): EntityDeployments {
  return answerOf(moments.map(stateAt));
}

export function answerOf(states: DeploymentState[]): EntityDeployments {
  return {
    entityRef: 'component:default/heal7-web-main',
    selected: true,
    channels: [],
    clusters: [
      {
        name: 'eks',
        title: 'AWS',
        condition: 'watching',
        since: '2026-01-01T00:00:00Z',
        message: '',
        lastSyncedAt: '2026-01-01T00:00:00Z',
        demo: false,
        problems: [],
      },
    ],
    items: states.map(state => ({
      environment: 'production',
      state,
      changedAt: '2026-01-01T00:00:00Z',
      access: {
        allowed: [],
        denial: 'not-permitted',
        freeze: null,
        reasonRequired: false,
        logs: false,
      },
    })),
  };
}
