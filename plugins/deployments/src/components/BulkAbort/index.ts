export { AbortAllButton } from './AbortAllButton';
