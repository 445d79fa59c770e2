export { rollouts } from './rollouts';
export { replicaSets } from './replicaSets';
export { pods } from './pods';
export { analysisRuns } from './analysisRuns';
export { experiments } from './experiments';
export { virtualServices } from './virtualServices';
export { events } from './events';
