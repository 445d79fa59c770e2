export { Countdown } from './Countdown';
