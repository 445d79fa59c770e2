import { useState } from 'react';
import { useClockOffset } from '../../hooks/useServerNow';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { alignSeries } from './chartData';
import type { ChartMark, ChartSeries, ChartWindow } from './chartData';
import styles from './TimeChart.module.css';

/** The figures of a chart, made only once somebody asks for them. @internal */
export function ChartTable(props: {
  title: string;
  series: ChartSeries[];
  marks: ChartMark[];
  shown: ChartWindow;
  format: (value: number) => string;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.table}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>{t('chart.tableOf', { title: props.title })}</summary>
      {open ? <Rows {...props} /> : null}
    </details>
  );
}

function Rows(props: Parameters<typeof ChartTable>[0]) {
  const { series, marks, shown, format } = props;
  const { t, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  const { times, values } = alignSeries(series.map(({ points }) => points));
  const rows = times.flatMap((at, index) =>
    at < shown.from || at > shown.to ? [] : [{ at, index }],
  );
  return (
    <div
      className={styles.scroll}
      // What scrolls has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={t('chart.tableOf', { title: props.title })}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {series.map(one => (
              <th key={one.id} scope="col">
                {one.label}
              </th>
            ))}
            {marks.length > 0 ? <th scope="col">{t('chart.note')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, index }) => (
            <tr key={at}>
              <th scope="row">
                {formatMoment(new Date(at).toISOString(), now, language)}
              </th>
              {series.map((one, column) => {
                const value = values[column][index];
                return (
                  <td key={one.id}>
                    {value === null || value === undefined
                      ? '—'
                      : format(value)}
                  </td>
                );
              })}
              {marks.length > 0 ? (
                <td>
                  {marks
                    .filter(mark => mark.at === at)
                    .map(mark => mark.label)
                    .join(', ')}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
