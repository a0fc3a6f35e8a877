import { ThreatModelFormat } from '../format';
import { otm } from './otm';
import { threagile } from './threagile';
import { tm7 } from './tm7';
import { threatDragonV1, threatDragonV2 } from './threatDragon';

/**
 * Every format this package reads. At most one of them recognises a document.
 * @public
 */
export const formats: ThreatModelFormat[] = [
  threatDragonV1,
  threatDragonV2,
  otm,
  threagile,
  tm7,
];
