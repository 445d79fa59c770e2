export { TrafficBar } from './TrafficBar';
export { WeightBar } from './WeightBar';
