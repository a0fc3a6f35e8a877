import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { TreatmentNames } from '../services/authorization/authorizeTreatment';
import { Operations } from '../services/Operations';

/** Sessions, raised risks, and the options that treat them. */
export function registerTreatment(
  registrar: EndpointRegistrar,
  operations: Operations<TreatmentNames>,
): void {
  registrar.register(
    'listSessions',
    endpoints.listSessions,
    operations.listSessions,
  );
  registrar.register(
    'requestSession',
    endpoints.requestSession,
    operations.requestSession,
  );
  registrar.register('getSession', endpoints.getSession, operations.getSession);
  registrar.register(
    'updateSession',
    endpoints.updateSession,
    operations.updateSession,
  );
  registrar.register(
    'confirmRatings',
    endpoints.confirmRatings,
    operations.confirmRatings,
  );
  registrar.register('raiseRisk', endpoints.raiseRisk, operations.raiseRisk);
  registrar.register(
    'getTreatment',
    endpoints.getTreatment,
    operations.getTreatment,
  );
  registrar.register(
    'createOption',
    endpoints.createOption,
    operations.createOption,
  );
  registrar.register(
    'updateOption',
    endpoints.updateOption,
    operations.updateOption,
  );
}
