import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** What people decided about findings that are gone. */
export function registerRelinks(
  registrar: EndpointRegistrar,
  operations: Operations<'listRelinkOffers' | 'acceptRelink' | 'dismissRelink'>,
): void {
  registrar.register(
    'listRelinkOffers',
    endpoints.listRelinkOffers,
    operations.listRelinkOffers,
  );
  registrar.register(
    'acceptRelink',
    endpoints.acceptRelink,
    operations.acceptRelink,
  );
  registrar.register(
    'dismissRelink',
    endpoints.dismissRelink,
    operations.dismissRelink,
  );
}
