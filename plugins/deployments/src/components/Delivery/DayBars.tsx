import type { DeliveryPerformance } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import styles from './Delivery.module.css';

const HEIGHT = 48;
const BAR = 8;
const GAP = 2;

/** Promoted and failed rollouts of each day, and the same as a table. @internal */
export function DayBars(props: { days: DeliveryPerformance['days'] }) {
  const { days } = props;
  const { t } = useTranslation();
  const most = Math.max(...days.map(day => day.promoted + day.failed), 0);
  if (most === 0) {
    return null;
  }
  const heightOf = (count: number) => (count / most) * HEIGHT;
  const busy = days.filter(day => day.promoted + day.failed > 0);
  return (
    <>
      <svg
        className={styles.bars}
        viewBox={`0 0 ${days.length * (BAR + GAP)} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {days.map(({ day, promoted, failed }, index) => (
          <g key={day} transform={`translate(${index * (BAR + GAP)} 0)`}>
            <rect
              className={styles.promoted}
              y={HEIGHT - heightOf(promoted)}
              width={BAR}
              height={heightOf(promoted)}
            />
            <rect
              className={styles.failed}
              y={HEIGHT - heightOf(promoted + failed)}
              width={BAR}
              height={heightOf(failed)}
            />
          </g>
        ))}
      </svg>
      <ul className={styles.legend}>
        <li className={styles.promotedKey}>{t('delivery.promoted')}</li>
        <li className={styles.failedKey}>{t('delivery.failedSeries')}</li>
      </ul>
      <details className={styles.definitions}>
        <summary>{t('delivery.table')}</summary>
        <div className={styles.tableBox}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('delivery.day')}</th>
                <th scope="col">{t('delivery.promoted')}</th>
                <th scope="col">{t('delivery.failedSeries')}</th>
              </tr>
            </thead>
            <tbody>
              {busy.map(({ day, promoted, failed }) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  <td>{promoted}</td>
                  <td>{failed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
