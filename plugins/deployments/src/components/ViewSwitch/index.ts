export { useTabView, ViewSwitch } from './ViewSwitch';
