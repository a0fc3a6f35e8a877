/**
 * GitHub issues as tickets of Product Risk.
 *
 * @packageDocumentation
 */

export { riskModuleGithub as default } from './module';
