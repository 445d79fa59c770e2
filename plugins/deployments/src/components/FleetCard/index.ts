export { FleetEntityCard } from './FleetEntityCard';
export { FleetGlance } from './FleetGlance';
