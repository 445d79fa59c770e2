/** Resources of one replica, and how many replicas there are in a cluster. */
export interface Size {
  minReplicas: number;
  maxReplicas: number;
  cpu: string;
  memory: string;
}

export type PresetName = 'small' | 'medium' | 'large';

export type Presets = Record<PresetName, { cpu: string; memory: string }>;

export const PRESET_NAMES: PresetName[] = ['small', 'medium', 'large'];

const PRESETS: Presets = {
  small: { cpu: '250m', memory: '256Mi' },
  medium: { cpu: '500m', memory: '1024Mi' },
  large: { cpu: '1000m', memory: '2048Mi' },
};

/** The choices of a template: its own ones before the platform's. */
export const presetsOf = (own: Partial<Presets> | undefined): Presets => ({
  ...PRESETS,
  ...own,
});

/** Which choice a size is; none when its resources were typed. */
export function presetOf(
  { cpu, memory }: Pick<Size, 'cpu' | 'memory'>,
  presets: Presets,
): PresetName | undefined {
  return PRESET_NAMES.find(
    name => presets[name].cpu === cpu && presets[name].memory === memory,
  );
}

/** An answer with what is missing in it filled in. */
export const completeSize = (
  size: Partial<Size> | undefined,
  presets: Presets,
): Size => ({
  minReplicas: 2,
  maxReplicas: 10,
  ...presets.small,
  ...size,
});
