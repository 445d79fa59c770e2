import { formatAgo } from '../model/time';
import { useTranslation } from '../translation';
import { useNow } from './useNow';

/** Writes how long ago a time was, to be put into a sentence. @internal */
export function useAgo(): (time: string) => string {
  const now = useNow();
  const { language } = useTranslation();
  return time => formatAgo(time, now, language);
}
