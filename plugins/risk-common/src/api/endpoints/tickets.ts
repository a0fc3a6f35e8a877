import { defineEndpoint } from '../endpoint';
import {
  createTicketSchema,
  linkTicketSchema,
  removeTicketSchema,
  ticketParamsSchema,
  ticketsSchema,
} from '../schemas';
import { notFound } from './errors';

/** Where work on mitigations and chosen options is tracked. */
export const ticketEndpoints = {
  listTickets: defineEndpoint({
    method: 'get',
    path: '/tickets/:subject/:id',
    tag: 'Tickets',
    summary: 'The tickets of a mitigation or option, and where to create one',
    params: ticketParamsSchema,
    response: ticketsSchema,
    errors: notFound,
  }),
  linkTicket: defineEndpoint({
    method: 'post',
    path: '/tickets/:subject/:id/links',
    tag: 'Tickets',
    summary: 'Link a ticket that is there',
    params: ticketParamsSchema,
    body: linkTicketSchema,
    response: ticketsSchema,
    errors: {
      ...notFound,
      409: 'It is linked already, or there are too many',
    },
  }),
  createTicket: defineEndpoint({
    method: 'post',
    path: '/tickets/:subject/:id/new',
    tag: 'Tickets',
    summary: 'Create a ticket in the repository of the entity, and link it',
    params: ticketParamsSchema,
    body: createTicketSchema,
    response: ticketsSchema,
    errors: {
      ...notFound,
      409: 'One that is open was created before',
      503: 'The tracker did not take it; try again',
    },
  }),
  removeTicket: defineEndpoint({
    method: 'post',
    path: '/tickets/:subject/:id/removal',
    tag: 'Tickets',
    summary: 'Take a link away; the ticket itself stays',
    params: ticketParamsSchema,
    body: removeTicketSchema,
    response: ticketsSchema,
    errors: notFound,
  }),
};
