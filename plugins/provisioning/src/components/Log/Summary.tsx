import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslation } from '../../translation';

/** More often nobody wants to hear of it. */
const PAUSE_MS = 15_000;

/** Tells those who cannot see the log how far it has come, now and then. @internal */
export function Summary(props: { count: number; complete: boolean }) {
  const { count, complete } = props;
  const { t } = useTranslation();
  const [told, setTold] = useState({ count: 0, complete: false });
  const latest = useRef(props);
  latest.current = props;
  const behind = told.count !== count;

  useEffect(() => {
    if (complete) {
      setTold(latest.current);
    }
  }, [complete]);
  useEffect(() => {
    if (!behind) {
      return undefined;
    }
    const timer = setTimeout(() => setTold(latest.current), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [behind]);

  return (
    <VisuallyHidden role="status">
      {told.count > 0 || told.complete
        ? t(told.complete ? 'log.ended' : 'log.running', { count: told.count })
        : ''}
    </VisuallyHidden>
  );
}
