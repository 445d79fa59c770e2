export { PodStrip } from './PodStrip';
