import { useServerNow } from '../../hooks/useServerNow';
import { formatAgo, formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';

/** How long ago, with the moment itself in the tooltip. @internal */
export function Ago(props: { time: string }) {
  const { time } = props;
  const now = useServerNow();
  const { language } = useTranslation();
  return (
    <time dateTime={time} title={formatMoment(time, now, language)}>
      {formatAgo(time, now, language)}
    </time>
  );
}
