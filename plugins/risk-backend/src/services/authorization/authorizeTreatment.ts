import {
  riskRaisePermission,
  riskRatePermission,
  riskReadPermission,
  riskTreatmentProposePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Operations } from '../Operations';
import {
  productOfOption,
  productOfSession,
  productOfTimelineEvent,
} from '../read/queries/belonging';
import { Access } from './Access';
import { guarded, guardedRead, Guards } from './guarded';
import { withoutReport } from './withoutReport';

export type TreatmentNames =
  | 'listSessions'
  | 'requestSession'
  | 'getSession'
  | 'updateSession'
  | 'confirmRatings'
  | 'raiseRisk'
  | 'getTreatment'
  | 'createOption'
  | 'updateOption'
  | 'getTimeline'
  | 'addTimelineEvent'
  | 'updateTimelineEvent'
  | 'removeTimelineEvent';

/** Who may read, ask for, run and write down what treats risks. */
export function authorizeTreatment(
  operations: Operations<TreatmentNames>,
  access: Access,
  db: Knex,
): Operations<TreatmentNames> {
  const guards = new Guards(access, db);
  const read = guards.entity(riskReadPermission);
  const raise = guards.entity(riskRaisePermission);
  const ofSession = (permission: typeof riskReadPermission) =>
    guards.belonging('Session', productOfSession, permission);
  const ofEvent = guards.belonging(
    'Timeline event',
    productOfTimelineEvent,
    riskRaisePermission,
  );
  return {
    listSessions: guardedRead(read, operations.listSessions),
    getSession: guardedRead(
      ofSession(riskReadPermission),
      operations.getSession,
    ),
    getTreatment: guardedRead(read, operations.getTreatment),
    getTimeline: withoutReport(
      guardedRead(read, operations.getTimeline),
      access,
    ),
    addTimelineEvent: withoutReport(
      guarded(raise, operations.addTimelineEvent),
      access,
    ),
    updateTimelineEvent: withoutReport(
      guarded(ofEvent, operations.updateTimelineEvent),
      access,
    ),
    removeTimelineEvent: withoutReport(
      guarded(ofEvent, operations.removeTimelineEvent),
      access,
    ),
    requestSession: guarded(raise, operations.requestSession),
    raiseRisk: guarded(raise, operations.raiseRisk),
    updateSession: guarded(
      ofSession(riskTreatmentProposePermission),
      operations.updateSession,
    ),
    confirmRatings: guarded(
      ofSession(riskRatePermission),
      operations.confirmRatings,
    ),
    createOption: guarded(
      guards.entity(riskTreatmentProposePermission),
      operations.createOption,
    ),
    updateOption: guarded(
      guards.belonging(
        'Option',
        productOfOption,
        riskTreatmentProposePermission,
      ),
      operations.updateOption,
    ),
  };
}
