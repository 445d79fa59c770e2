export { Chip } from './Chip';
export type { Tone } from './Chip';
