export { DeliveryCard } from './DeliveryCard';
export { DeliveryPerformance } from './DeliveryPerformance';
