import { useWords } from '../translation/words';
import type { Words } from '../translation/words';
import { curveOf, layOut } from './curve';
import type { CurvePoint, Stretch } from './curve';
import type { CanaryStep } from './canary';
import { formatSeconds } from './pause';
import styles from './TrafficCurve.module.css';

const HEIGHT = 100;
const WIDTH = 400;

function pathOf(stretches: Stretch[]): string {
  return stretches
    .map(({ from, to, weight }, index) => {
      const y = HEIGHT - weight;
      const start = index === 0 ? `M0,${HEIGHT}V${y}` : `V${y}`;
      return `${start}H${to * WIDTH}`.replace('M0', `M${from * WIDTH}`);
    })
    .join('');
}

/** When the new version gets how much, in words. */
function sayPoint(point: CurvePoint, { t, language }: Words): string {
  const weight = `${point.weight} %`;
  const time = formatSeconds(point.seconds, language);
  if (point.seconds === 0 && point.persons === 0) {
    return t('canary.start', { weight });
  }
  return t(point.persons > 0 ? 'canary.afterPerson' : 'canary.after', {
    time,
    weight,
  });
}

/** The share of traffic over time, drawn and in words. */
export function TrafficCurve({ steps }: { steps: CanaryStep[] }) {
  const words = useWords();
  const { t, language } = words;
  const points = curveOf(steps);
  const stretches = layOut(points);
  const { seconds, persons } = points[points.length - 1];
  const time = formatSeconds(seconds, language);
  const path = pathOf(stretches);

  return (
    <figure className={styles.figure}>
      <svg
        role="img"
        aria-label={t('canary.curve')}
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
      >
        {[0, 50, 100].map(y => (
          <line key={y} className={styles.grid} x2={WIDTH} y1={y} y2={y} />
        ))}
        {stretches
          .filter(({ waits }) => waits)
          .map(({ from, to }) => (
            <rect
              key={from}
              className={styles.wait}
              x={from * WIDTH}
              width={(to - from) * WIDTH}
              height={HEIGHT}
            />
          ))}
        <path className={styles.area} d={`${path}V${HEIGHT}Z`} />
        <path className={styles.line} d={path} />
      </svg>
      <figcaption>
        <p className={styles.total}>
          {persons > 0
            ? t('canary.totalPerson', { time, count: persons })
            : t('canary.total', { time })}
        </p>
        <ol className={styles.points}>
          {points.map((point, index) => (
            <li key={index}>{sayPoint(point, words)}</li>
          ))}
        </ol>
      </figcaption>
    </figure>
  );
}
