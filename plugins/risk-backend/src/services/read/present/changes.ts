import { ChangeCause, changeCauses } from '@product-risk/risk-model';
import { plural } from './sentences';

const labels: Record<ChangeCause, string> = {
  new: 'new',
  newlyAssessed: 'newly assessed',
  movedIn: 'moved in',
  split: 'split',
  reopened: 'reopened',
  reRated: 're-rated',
  merged: 'merged',
  mitigationWithdrawn: 'with a mitigation withdrawn',
  mitigationClaimed: 'with a mitigation claimed',
  mitigationVerified: 'with a mitigation verified',
  policyChanged: 'counted by a changed policy',
  fixed: 'fixed',
  movedOut: 'moved out',
  entityRemoved: 'with its entity removed',
};

const isChangeCause = (cause: string): cause is ChangeCause =>
  changeCauses.some(known => known === cause);

/** What changed, in words: `2 risks re-rated`. */
export const changeLabel = (cause: string, risks: number) =>
  `${plural(risks, 'risk')} ${isChangeCause(cause) ? labels[cause] : cause}`;
