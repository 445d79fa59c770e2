export { GitOpsLine } from './GitOpsLine';
