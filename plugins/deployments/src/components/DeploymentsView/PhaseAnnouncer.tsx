import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import type { EntityDeployments } from '@heal7/backstage-plugin-deployments-common';
import { phaseName } from '../../model/phase';
import type { PhaseName } from '../../model/phase';
import { targetKey } from '../../model/replaceState';
import { useTranslation } from '../../translation';

/**
 * Reads out changes of phase, and nothing else: weights and countdowns would
 * never let a listener hear anything else.
 *
 * @internal
 */
export function PhaseAnnouncer(props: { deployments: EntityDeployments }) {
  const { items, clusters } = props.deployments;
  const { t } = useTranslation();
  const known = useRef(new Map<string, PhaseName>());
  const [said, setSaid] = useState('');

  useEffect(() => {
    const news: string[] = [];
    for (const { state } of items) {
      const key = targetKey(state);
      const phase = phaseName(state);
      const before = known.current.get(key);
      if (before !== undefined && before !== phase) {
        news.push(
          t('page.phaseAnnouncement', {
            name: state.name,
            cluster:
              clusters.find(c => c.name === state.cluster)?.title ??
              state.cluster,
            phase: t(`phase.${phase}`),
          }),
        );
      }
      known.current.set(key, phase);
    }
    if (news.length > 0) {
      setSaid(news.join('. '));
    }
  }, [items, clusters, t]);

  return (
    <VisuallyHidden>
      <span aria-live="polite">{said}</span>
    </VisuallyHidden>
  );
}
