import type { DeploymentExplanation } from '@heal7/backstage-plugin-deployments-common';
import type { MessageKey, Translation } from '../translation';
import { formatMoment } from './time';

/**
 * Why a rollout is not moving, in the reader's language. The engine's own
 * English says most; in other languages the kind of cause is told, with what
 * the cluster or the engine said about it.
 *
 * @param now - milliseconds since the epoch, by the server's clock.
 * @internal
 */
export function explanationText(
  explanation: DeploymentExplanation,
  { t, language }: Pick<Translation, 't' | 'language'>,
  now: number,
): { text: string; said: string } {
  const { code, message, values } = explanation;
  // Times are the exception: an engine writes them for nobody's time zone.
  if (language.startsWith('en') && !values.until) {
    return { text: message, said: '' };
  }
  const until = values.until && formatMoment(values.until, now, language);
  const text = t(`state.why.${code}` as MessageKey, {
    ...values,
    ...(until ? { until } : {}),
  });
  // A value that is missing leaves its name in braces; better all in English.
  return text.includes('{{')
    ? { text: message, said: '' }
    : { text, said: values.message ?? '' };
}
