import {
  asText,
  fieldOf,
  helmReleaseOf,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  GitOpsRoot,
  NamedReference,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { readCanary } from '../canary/readCanary';
import type { CanaryData } from '../canary/CanaryData';

/** As GitOps tools name it. */
export const GIT_OPS_ROOT: GitOpsRoot = {
  id: 'canaries',
  group: 'flagger.app',
  kind: 'Canary',
};

/** Names of the two Deployments: the team's own, and Flagger's copy of it. */
export const primaryOf = (target: string) => `${target}-primary`;

/** The Canaries themselves. */
export const canaries: WatchedKind<CanaryData> = {
  id: GIT_OPS_ROOT.id,
  group: GIT_OPS_ROOT.group,
  version: 'v1beta1',
  plural: 'canaries',
  digest(object) {
    const data = readCanary(object);
    const namespace = asText(fieldOf(object.metadata, 'namespace'));
    const { target, apex } = data.spec;
    const named = (kind: string, name: string): NamedReference[] =>
      name === '' ? [] : [{ kind, namespace, name }];
    return {
      uses: [
        ...(target.kind === 'Deployment' && target.name !== ''
          ? [
              ...named('deployments', target.name),
              ...named('deployments', primaryOf(target.name)),
            ]
          : []),
        ...named('virtualservices', apex),
        ...helmReleaseOf(data.labels),
      ],
      data,
    };
  },
};
