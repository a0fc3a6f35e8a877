import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { TicketNames } from '../services/authorization/authorizeTickets';
import { Operations } from '../services/Operations';

/** Where work on mitigations and options is tracked. */
export function registerTickets(
  registrar: EndpointRegistrar,
  operations: Operations<TicketNames>,
): void {
  registrar.register(
    'listTickets',
    endpoints.listTickets,
    operations.listTickets,
  );
  registrar.register('linkTicket', endpoints.linkTicket, operations.linkTicket);
  registrar.register(
    'createTicket',
    endpoints.createTicket,
    operations.createTicket,
  );
  registrar.register(
    'removeTicket',
    endpoints.removeTicket,
    operations.removeTicket,
  );
}
