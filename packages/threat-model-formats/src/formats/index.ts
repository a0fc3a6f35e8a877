import { ThreatModelFormat } from '../format';

/**
 * Every format this package reads. At most one of them recognises a document.
 * @public
 */
export const formats: ThreatModelFormat[] = [];
