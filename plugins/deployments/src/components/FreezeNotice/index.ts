export { FreezeNotice } from './FreezeNotice';
