export { TargetCard } from './TargetCard';
export { AbsentCard } from './AbsentCard';
