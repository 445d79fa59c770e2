import { lazy, Suspense, useId, useMemo, useState } from 'react';
import { Button, ButtonIcon } from '@backstage/ui';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiZoomInLine,
  RiZoomOutLine,
} from '@remixicon/react';
import { useTranslation } from '../../translation';
import { moveWindow, timeRange } from './chartData';
import type { ChartMark, ChartSeries, ChartWindow } from './chartData';
import { ChartTable } from './ChartTable';
import styles from './TimeChart.module.css';

// The drawing library is as large as the rest of a tab: only who looks at a
// chart loads it.
const Canvas = lazy(() => import('./Canvas'));

/**
 * Values over time as lines, with a limit that should not be crossed and
 * points that stand out. The same is in a table, which opens below: what a
 * canvas shows nobody can hear.
 *
 * @internal
 */
export function TimeChart(props: {
  title: string;
  series: ChartSeries[];
  /** Writes out a value with its unit. */
  format: (value: number) => string;
  limit?: { value: number; label: string } | null;
  marks?: ChartMark[];
  /** What the axis covers at least, e.g. `[0, 100]` for percent. */
  range?: [number, number];
  height?: number;
  /** For those who have the same in a table beside it. */
  withoutTable?: boolean;
}) {
  const { title, series, format, limit = null, marks = [], range } = props;
  const { t } = useTranslation();
  const id = useId();
  const whole = useMemo(
    () => timeRange(series.map(({ points }) => points)),
    [series],
  );
  const [zoom, setZoom] = useState<ChartWindow | null>(null);
  if (!whole) {
    return (
      <figure className={styles.figure} aria-labelledby={id}>
        <figcaption id={id} className={styles.title}>
          {title}
        </figcaption>
        <p className={styles.empty}>{t('chart.empty')}</p>
      </figure>
    );
  }
  const move = (how: Parameters<typeof moveWindow>[2]) =>
    setZoom(moveWindow(zoom ?? whole, whole, how));
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <div className={styles.head}>
        <figcaption id={id} className={styles.title}>
          {title}
        </figcaption>
        <ul className={styles.legend}>
          {series.map(one => (
            <li key={one.id} data-tone={one.tone}>
              {one.label}
            </li>
          ))}
          {limit ? <li data-tone="limit">{limit.label}</li> : null}
        </ul>
        <div
          className={styles.tools}
          role="group"
          aria-label={t('chart.zoomOf', { title })}
        >
          {zoom ? (
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setZoom(null)}
            >
              {t('chart.reset')}
            </Button>
          ) : null}
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiArrowLeftSLine />}
            aria-label={t('chart.earlier')}
            isDisabled={!zoom}
            onPress={() => move('earlier')}
          />
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiArrowRightSLine />}
            aria-label={t('chart.later')}
            isDisabled={!zoom}
            onPress={() => move('later')}
          />
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiZoomInLine />}
            aria-label={t('chart.zoomIn')}
            onPress={() => move('in')}
          />
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiZoomOutLine />}
            aria-label={t('chart.zoomOut')}
            isDisabled={!zoom}
            onPress={() => move('out')}
          />
        </div>
      </div>
      <div
        className={styles.plot}
        style={{ blockSize: props.height ?? 160 }}
        aria-hidden="true"
      >
        <Suspense fallback={null}>
          <Canvas
            series={series}
            limit={limit?.value ?? null}
            marks={marks}
            range={range}
            shown={zoom ?? whole}
            format={format}
            onZoom={setZoom}
          />
        </Suspense>
      </div>
      {props.withoutTable ? null : (
        <ChartTable
          title={title}
          series={series}
          marks={marks}
          shown={zoom ?? whole}
          format={format}
        />
      )}
    </figure>
  );
}
