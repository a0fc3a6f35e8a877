import { ExportTarget } from '../target';
import { threatDragonReductions } from './reductions';
import { writeThreatDragon } from './writeThreatDragon';

/** OWASP Threat Dragon 2, drawn with a layout of our own. */
export const threatDragonTarget: ExportTarget = {
  id: 'threat-dragon-v2',
  title: 'OWASP Threat Dragon 2',
  extension: '.json',
  mediaType: 'application/json',
  reductions: threatDragonReductions,
  write: writeThreatDragon,
};
