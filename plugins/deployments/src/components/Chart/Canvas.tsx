import { useEffect, useRef } from 'react';
import Plot from 'uplot';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTranslation } from '../../translation';
import { alignSeries } from './chartData';
import type { ChartMark, ChartSeries, ChartWindow } from './chartData';
import { canvasColours } from './canvasColours';
import styles from './TimeChart.module.css';

interface CanvasProps {
  series: ChartSeries[];
  limit: number | null;
  marks: ChartMark[];
  range?: [number, number];
  shown: ChartWindow;
  format: (value: number) => string;
  onZoom: (window: ChartWindow) => void;
}

// The library counts in seconds.
const seconds = (milliseconds: number) => milliseconds / 1000;
/** Room above the highest value, as a share of what is shown. */
const HEADROOM = 0.1;

function valueRange(
  min: number | null,
  max: number | null,
  limit: number | null,
  range: [number, number] | undefined,
): [number, number] {
  const low = Math.min(0, min ?? 0, range?.[0] ?? 0);
  const high = Math.max(max ?? 0, limit ?? 0, range?.[1] ?? 0);
  const top = high > low ? high : low + 1;
  return [low, range && top <= range[1] ? top : top + (top - low) * HEADROOM];
}

/** Draws over the lines: the limit, dashed, and the points that stand out. */
function drawNotes(
  plot: uPlot,
  { limit, marks }: CanvasProps,
  colours: ReturnType<typeof canvasColours>,
) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  if (limit !== null) {
    const y = plot.valToPos(limit, 'y', true);
    ctx.strokeStyle = colours.limit;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  const arm = 4 * devicePixelRatio;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.strokeStyle = colours.bad;
  for (const mark of marks) {
    const x = plot.valToPos(seconds(mark.at), 'x', true);
    const y = plot.valToPos(mark.value, 'y', true);
    ctx.beginPath();
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x + arm, y - arm);
    ctx.lineTo(x - arm, y + arm);
    ctx.stroke();
  }
  ctx.restore();
}

/** The lines themselves. The default export is what is loaded lazily. */
export default function Canvas(props: CanvasProps) {
  const { language } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>();
  // What the library calls back for has to see the latest, not the first.
  const latest = useRef(props);
  latest.current = props;
  const { series, shown } = props;
  const shape = series
    .map(({ id, tone, stepped }) => [id, tone, stepped].join())
    .join(';');

  useEffect(() => {
    const parent = holder.current!;
    const colours = canvasColours(parent);
    const time = new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const axis: uPlot.Axis = {
      stroke: colours.text,
      font: colours.font,
      grid: { stroke: colours.grid, width: 1 },
      ticks: { show: false },
    };
    const made = new Plot(
      {
        width: parent.clientWidth,
        height: parent.clientHeight,
        legend: { show: false },
        cursor: { y: false, drag: { x: true, y: false, setScale: false } },
        scales: {
          x: {
            time: true,
            range: () => [
              seconds(latest.current.shown.from),
              seconds(latest.current.shown.to),
            ],
          },
          y: {
            range: (_, min, max) =>
              valueRange(min, max, latest.current.limit, latest.current.range),
          },
        },
        axes: [
          {
            ...axis,
            size: 24,
            values: (_, splits) =>
              splits.map(split => time.format(new Date(split * 1000))),
          },
          {
            ...axis,
            size: 64,
            values: (_, splits) =>
              splits.map(split => latest.current.format(split)),
          },
        ],
        series: [
          {},
          ...latest.current.series.map(
            (one): uPlot.Series => ({
              label: one.label,
              stroke: colours[one.tone],
              width: one.tone === 'new' ? 2 : 1.5,
              points: { show: one.points.length < 2 },
              paths: one.stepped
                ? Plot.paths.stepped!({ align: 1 })
                : undefined,
            }),
          ),
        ],
        hooks: {
          draw: [self => drawNotes(self, latest.current, colours)],
          setSelect: [
            self => {
              const { left, width } = self.select;
              if (width < 4) {
                return;
              }
              latest.current.onZoom({
                from: self.posToVal(left, 'x') * 1000,
                to: self.posToVal(left + width, 'x') * 1000,
              });
              self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
        },
      },
      [[]],
      parent,
    );
    plot.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({
        width: parent.clientWidth,
        height: parent.clientHeight,
      }),
    );
    observer.observe(parent);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [shape, language]);

  useEffect(() => {
    const { times, values } = alignSeries(series.map(({ points }) => points));
    plot.current?.setData(
      [times.map(seconds), ...values] as uPlot.AlignedData,
      true,
    );
  }, [series, shape, language, shown, props.limit, props.marks]);

  return <div ref={holder} className={styles.canvas} />;
}
