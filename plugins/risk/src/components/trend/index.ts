export { Spark } from './Spark';
export { Trend } from './Trend';
