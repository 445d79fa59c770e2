import { useAgo } from '../hooks/useAgo';
import { formatMoment } from '../model/time';
import { useTranslation } from '../translation';

/** How long ago, with the moment itself in the tooltip. @internal */
export function Ago(props: { time: string }) {
  const { time } = props;
  const { language } = useTranslation();
  const ago = useAgo();
  return (
    <time dateTime={time} title={formatMoment(time, language)}>
      {ago(time)}
    </time>
  );
}
