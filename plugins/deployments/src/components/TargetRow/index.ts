export { TargetRow } from './TargetRow';
