import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** Findings, their triage and their mitigations. */
export function registerFindings(
  registrar: EndpointRegistrar,
  operations: Operations<'getFinding' | 'triageFinding' | 'verifyMitigation'>,
): void {
  registrar.register('getFinding', endpoints.getFinding, operations.getFinding);
  registrar.register(
    'triageFinding',
    endpoints.triageFinding,
    operations.triageFinding,
  );
  registrar.register(
    'verifyMitigation',
    endpoints.verifyMitigation,
    operations.verifyMitigation,
  );
}
