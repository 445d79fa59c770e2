export { ImageLabel } from './ImageLabel';
