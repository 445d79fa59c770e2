import type { ChartMark } from '../components/Chart';
import type { Translation } from '../translation';
import { verdictWord } from './analysis';
import { isBad } from './metricCharts';
import type { Measured } from './metricCharts';

/** What stands out of a chart: measurements with a bad verdict. @internal */
export function badMarks(
  measured: Measured[],
  { t, say }: Pick<Translation, 't' | 'say'>,
): ChartMark[] {
  return measured.filter(isBad).map(({ at, value, phase, said }) => {
    const verdict = verdictWord(phase);
    return {
      at,
      value,
      label: t('metrics.verdict', {
        verdict: typeof verdict === 'string' ? verdict : say(verdict),
        value: said,
      }),
    };
  });
}
