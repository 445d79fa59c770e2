export { RevisionChange } from './RevisionChange';
