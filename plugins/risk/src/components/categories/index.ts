export { SystemicPanel } from './SystemicPanel';
