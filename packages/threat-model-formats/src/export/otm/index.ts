import { ExportTarget } from '../target';
import { otmReductions } from './reductions';
import { writeOtm } from './writeOtm';

/** Open Threat Model 0.2.0, as JSON. */
export const otmTarget: ExportTarget = {
  id: 'otm',
  title: 'Open Threat Model (OTM)',
  extension: '.otm.json',
  mediaType: 'application/json',
  reductions: otmReductions,
  write: writeOtm,
};
