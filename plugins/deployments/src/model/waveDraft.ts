/** One wave as it is being put together. @internal */
export interface WaveDraft {
  /** Keys of targets; never empty. */
  targets: string[];
  /** How long it has to stay healthy before the next one begins. */
  healthyMinutes: number;
}

/** To an earlier or a later wave. @internal */
export type Direction = 'earlier' | 'later';

const waveOf = (waves: WaveDraft[], target: string) =>
  waves.findIndex(({ targets }) => targets.includes(target));

/**
 * Whether a target can go there: to the wave that is there, or, unless it is
 * alone in its own, to a new one at the end.
 *
 * @internal
 */
export function canMove(
  waves: WaveDraft[],
  target: string,
  direction: Direction,
): boolean {
  const index = waveOf(waves, target);
  const end = direction === 'earlier' ? 0 : waves.length - 1;
  return index >= 0 && (index !== end || waves[index].targets.length > 1);
}

/**
 * The waves with one target moved. A wave that loses its last target is gone,
 * and a new one is as patient as the one that the target comes from.
 *
 * @internal
 */
export function moveTarget(
  waves: WaveDraft[],
  target: string,
  direction: Direction,
): WaveDraft[] {
  if (!canMove(waves, target, direction)) {
    return waves;
  }
  const from = waveOf(waves, target);
  const to = direction === 'earlier' ? from - 1 : from + 1;
  const moved = waves.map((wave, index) => ({
    ...wave,
    targets: [
      ...wave.targets.filter(key => key !== target),
      ...(index === to ? [target] : []),
    ],
  }));
  const alone = { ...waves[from], targets: [target] };
  if (to < 0) {
    moved.unshift(alone);
  } else if (to === waves.length) {
    moved.push(alone);
  }
  return moved.filter(({ targets }) => targets.length > 0);
}
