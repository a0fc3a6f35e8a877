import { MitigationStatus } from '../model';

/** From the least to the most advanced. */
const progress: MitigationStatus[] = [
  'unknown',
  'rejected',
  'retired',
  'proposed',
  'planned',
  'in_progress',
  'implemented',
  'verified',
];

/**
 * The least advanced of the states a mitigation has; without any it is proposed.
 * @public
 */
export function leastAdvanced(
  states: readonly MitigationStatus[],
): MitigationStatus {
  return progress.find(status => states.includes(status)) ?? 'proposed';
}
