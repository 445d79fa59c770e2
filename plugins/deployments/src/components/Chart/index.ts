export { TimeChart } from './TimeChart';
export type { ChartMark, ChartPoint, ChartSeries } from './chartData';
