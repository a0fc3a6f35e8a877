import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** Owners of products, proposed and confirmed. */
export function registerOwners(
  registrar: EndpointRegistrar,
  operations: Operations<'listProposedOwners' | 'confirmOwners'>,
): void {
  registrar.register(
    'listProposedOwners',
    endpoints.listProposedOwners,
    operations.listProposedOwners,
  );
  registrar.register(
    'confirmOwners',
    endpoints.confirmOwners,
    operations.confirmOwners,
  );
}
