import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** What the tab of an entity asks for. */
export function registerEntities(
  registrar: EndpointRegistrar,
  operations: Operations<
    | 'getEntityRisk'
    | 'listEntityFindings'
    | 'listEntitySources'
    | 'listEntityImports'
  >,
): void {
  registrar.register(
    'getEntityRisk',
    endpoints.getEntityRisk,
    operations.getEntityRisk,
  );
  registrar.register(
    'listEntityFindings',
    endpoints.listEntityFindings,
    operations.listEntityFindings,
  );
  registrar.register(
    'listEntitySources',
    endpoints.listEntitySources,
    operations.listEntitySources,
  );
  registrar.register(
    'listEntityImports',
    endpoints.listEntityImports,
    operations.listEntityImports,
  );
}
