export { FreezesDialog } from './FreezesDialog';
export type { FreezePlaces } from './FreezeForm';
