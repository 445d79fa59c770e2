export { RevisionOrigin } from './RevisionOrigin';
