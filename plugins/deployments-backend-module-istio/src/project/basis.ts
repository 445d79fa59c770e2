import type { DecisionBasis } from '@heal7/backstage-plugin-deployments-common';
import { COLOURS } from '../pair/colours';
import type { Pair } from '../pair/Pair';
import { isTakenBack } from '../pair/release';
import { positionOf } from './position';

/**
 * What a click is decided on: the weights as they are routed, which version
 * each colour has, and how far a delivery by script has got.
 */
export function basisOfPair(uid: string, pair: Pair): DecisionBasis {
  const { live, other, splits, release, newest } = pair;
  const templates = COLOURS.map(colour => {
    const side = live.colour === colour ? live : other;
    return `${colour} ${side.data?.fingerprint ?? 'none'}`;
  });
  const weights = splits.map(
    split =>
      `${split.namespace}/${split.name} blue ${split.weights.blue} green ${split.weights.green}`,
  );
  return {
    uid,
    revisionHash: newest.hash,
    stepIndex: positionOf(pair)?.index ?? null,
    pausedAt: null,
    aborted: isTakenBack(release),
    fingerprint: [
      ...weights,
      ...templates,
      ...(release ? [`release ${release.id} ${release.phase}`] : []),
    ].join(', '),
  };
}
