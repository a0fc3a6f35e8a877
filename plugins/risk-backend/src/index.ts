/**
 * The Product Risk backend.
 *
 * @packageDocumentation
 */

export { riskPlugin as default } from './plugin';
