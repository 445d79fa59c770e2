import { useWords } from '../translation/words';
import type { Words } from '../translation/words';
import { curveOf, layOut } from './curve';
import type { CurvePoint, Stretch } from './curve';
import type { CanaryStep } from './canary';
import { formatSeconds } from './pause';
import styles from './TrafficCurve.module.css';

const HEIGHT = 100;
const WIDTH = 400;

/** The line of the curve, from the floor up. */
const pathOf = (stretches: Stretch[]) =>
  stretches.reduce(
    (path, { to, weight }) => `${path}V${HEIGHT - weight}H${to * WIDTH}`,
    `M0,${HEIGHT}`,
  );

/** Percentages with a line of their own. */
const MARKS = [0, 50, 100];

function Drawing({ stretches }: { stretches: Stretch[] }) {
  const { t } = useWords();
  const path = pathOf(stretches);
  const waits = stretches.filter(stretch => stretch.waits);
  return (
    <div className={styles.drawing}>
      <svg
        role="img"
        aria-label={t('canary.curve')}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {MARKS.map(y => (
          <line key={y} className={styles.grid} x2={WIDTH} y1={y} y2={y} />
        ))}
        {waits.map(({ from, to }) => (
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
      {waits.map(({ from, to }) => (
        <span
          key={from}
          aria-hidden="true"
          className={styles.who}
          style={{ left: `${100 * from}%`, width: `${100 * (to - from)}%` }}
        >
          {t('canary.waiting')}
        </span>
      ))}
    </div>
  );
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
  const { seconds, persons } = points[points.length - 1];
  const time = formatSeconds(seconds, language);

  return (
    <figure className={styles.figure}>
      <div className={styles.plot}>
        {MARKS.map(weight => (
          <span
            key={weight}
            aria-hidden="true"
            className={styles.mark}
            style={{ top: `${100 - weight}%` }}
          >
            {weight} %
          </span>
        ))}
        <Drawing stretches={layOut(points)} />
      </div>
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
