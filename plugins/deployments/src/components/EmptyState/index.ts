export { EmptyState, UnselectedState } from './EmptyState';
