import type { ReactNode } from 'react';
import type { FleetRow } from '@heal7/backstage-plugin-deployments-common';
import { engineName } from '../../model/engine';
import { useTranslation } from '../../translation';

/**
 * What is known of a rollout that no entity has a page for. To be read only:
 * acting needs an owner.
 *
 * @internal
 */
export function FleetRowDetails(props: { row: FleetRow }) {
  const { target, images, previousImages, replicas, message } = props.row;
  const { t } = useTranslation();
  const engine = engineName(target.engine);
  const lines = (texts: string[]) =>
    texts.map(text => <div key={text}>{text}</div>);
  const parts: [string, ReactNode][] = [
    [t('fleet.images'), lines(images)],
    [t('fleet.replaces'), lines(previousImages)],
    [
      t('fleet.pods'),
      t('fleet.ready', { ready: replicas.ready, desired: replicas.desired }),
    ],
    [t('fleet.engine'), engine ? t(engine) : target.engine],
    [t('fleet.message'), message],
  ];
  return (
    <dl>
      {parts
        .filter(([, value]) => (Array.isArray(value) ? value.length : value))
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
