export { CategoryTriage } from './CategoryTriage';
export { SystemicPanel } from './SystemicPanel';
