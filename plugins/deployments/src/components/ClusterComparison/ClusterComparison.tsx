import { compareClusters } from '../../model/clusterComparison';
import type { Standing } from '../../model/clusterComparison';
import { isStale } from '../../model/grouping';
import type { TargetCell } from '../../model/grouping';
import { truncateMiddle } from '../../model/imageName';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { Tone } from '../Chip';
import { PhaseChip } from '../PhaseChip';
import styles from './ClusterComparison.module.css';

const TONES: Record<Standing, Tone> = {
  same: 'success',
  ahead: 'info',
  behind: 'warning',
  differs: 'warning',
  rebuilt: 'warning',
};
const VERSION_LENGTH = 32;

/**
 * Which version each cluster runs, and who is ahead. Nothing where there is
 * only one to look at.
 *
 * @internal
 */
export function ClusterComparison(props: { cells: TargetCell[] }) {
  const { t } = useTranslation();
  const compared = compareClusters(props.cells);
  const present = compared.filter(({ cell }) => cell.view);
  if (present.length < 2) {
    return null;
  }
  const same = present.every(({ standing }) => standing === 'same');
  return (
    <div
      className={styles.comparison}
      // What scrolls on a narrow screen has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={t('versions.compared')}
    >
      <table aria-label={t('versions.compared')} className={styles.table}>
        <caption className={styles.caption}>
          {t(same ? 'versions.same' : 'versions.different')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('versions.cluster')}</th>
            <th scope="col">{t('versions.serves')}</th>
            <th scope="col">{t('versions.standing')}</th>
            <th scope="col">{t('versions.next')}</th>
            <th scope="col">{t('versions.phase')}</th>
          </tr>
        </thead>
        <tbody>
          {compared.map(({ cell, serves, image, next, standing }) => (
            <tr key={cell.cluster.name} data-stale={isStale(cell.cluster)}>
              <th scope="row">{cell.cluster.title}</th>
              <td className={styles.version} title={image}>
                {cell.view
                  ? truncateMiddle(serves, VERSION_LENGTH) || '—'
                  : t('versions.absent')}
              </td>
              <td>
                {standing ? (
                  <Chip tone={TONES[standing]}>
                    {t(`versions.standings.${standing}`)}
                  </Chip>
                ) : (
                  '—'
                )}
              </td>
              <td className={styles.version}>
                {truncateMiddle(next, VERSION_LENGTH) || '—'}
              </td>
              <td>{cell.view ? <PhaseChip state={cell.view.state} /> : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
