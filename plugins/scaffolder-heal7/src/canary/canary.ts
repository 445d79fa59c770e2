/** A share of the traffic, in percent, and how long it lasts. */
export interface CanaryStep {
  weight: number;
  /** Such as 10m; absent when a person has to go on. */
  pause?: string;
}

export interface Canary {
  steps: CanaryStep[];
}

export type CanaryPreset = 'careful' | 'standard' | 'fast';

export const CANARY_PRESETS: Record<CanaryPreset, CanaryStep[]> = {
  careful: [
    { weight: 5, pause: '10m' },
    { weight: 10, pause: '10m' },
    { weight: 25, pause: '30m' },
    { weight: 50 },
  ],
  standard: [
    { weight: 10, pause: '10m' },
    { weight: 50, pause: '10m' },
  ],
  fast: [{ weight: 25, pause: '2m' }],
};

export const STANDARD: Canary = { steps: CANARY_PRESETS.standard };

const sameStep = (a: CanaryStep, b: CanaryStep) =>
  a.weight === b.weight && a.pause === b.pause;

export const presetOfSteps = (steps: CanaryStep[]): CanaryPreset | undefined =>
  (Object.keys(CANARY_PRESETS) as CanaryPreset[]).find(name => {
    const preset = CANARY_PRESETS[name];
    return (
      preset.length === steps.length &&
      preset.every((step, index) => sameStep(step, steps[index]))
    );
  });

/** A step after the last, half-way to all of the traffic. */
export function withOneMore(steps: CanaryStep[]): CanaryStep[] {
  const last = steps.at(-1)?.weight ?? 0;
  const between = Math.ceil((last + 100) / 2);
  return [...steps, { weight: Math.min(99, between), pause: '10m' }];
}

/** The step at one place put into another. */
export function moved(steps: CanaryStep[], from: number, to: number) {
  const rest = steps.filter((_, index) => index !== from);
  return [...rest.slice(0, to), steps[from], ...rest.slice(to)];
}
