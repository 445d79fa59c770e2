export { PhaseChip, PhaseIcon } from './PhaseChip';
