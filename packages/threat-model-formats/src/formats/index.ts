import { ThreatModelFormat } from '../format';
import { cycloneDx } from './cycloneDx';
import { native } from './native';
import { openVex } from './openVex';
import { otm } from './otm';
import { pytm } from './pytm';
import { sarif } from './sarif';
import { strideGpt } from './strideGpt';
import { threagile } from './threagile';
import { tm7 } from './tm7';
import { threatcl } from './threatcl';
import { threatComposer } from './threatComposer';
import { threatDragonV1, threatDragonV2 } from './threatDragon';
import { threatModelLibrary } from './threatModelLibrary';

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
  pytm,
  threatComposer,
  threatcl,
  threatModelLibrary,
  strideGpt,
  sarif,
  cycloneDx,
  openVex,
  native,
];
