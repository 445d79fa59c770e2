export { WavesPanel } from './WavesPanel';
