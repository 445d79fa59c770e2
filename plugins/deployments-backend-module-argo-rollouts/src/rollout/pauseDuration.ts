import {
  asInteger,
  parseGoDuration,
  parseGoInteger,
} from '@heal7/backstage-plugin-deployments-node';

/**
 * Seconds of a canary pause, as `RolloutPause.DurationSeconds` reads them: a
 * number of seconds, a number in quotes, or a Go duration such as `1h30m`.
 * Null when there is none, or none that the controller would accept: such a
 * pause waits for a person, or the spec is refused.
 */
export function pauseDurationSeconds(value: unknown): number | null {
  const seconds =
    typeof value === 'string'
      ? parseGoInteger(value, 32) ?? parseGoDuration(value)
      : asInteger(value);
  return seconds === undefined || seconds === null || seconds < 0
    ? null
    : seconds;
}
