import {
  riskFindingTriagePermission,
  riskReadPermission,
  riskTreatmentProposePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { Operations } from '../Operations';
import {
  entitiesOfMitigation,
  productOfOption,
} from '../read/queries/belonging';
import { Access } from './Access';
import { Guard, guarded, Guards } from './guarded';

export type TicketNames =
  | 'listTickets'
  | 'linkTicket'
  | 'createTicket'
  | 'removeTicket';

interface Subject {
  subject: 'mitigation' | 'option';
  id: string;
}

/** Who may see and link the tickets of a mitigation or an option. */
export function authorizeTickets(
  operations: Operations<TicketNames>,
  access: Access,
  db: Knex,
): Operations<TicketNames> {
  const guards = new Guards(access, db);
  const guard = (
    ofMitigation: BasicPermission,
    ofOption: BasicPermission,
  ): Guard<Subject> => {
    const mitigation = guards.belonging(
      'Mitigation',
      entitiesOfMitigation,
      ofMitigation,
    );
    const option = guards.belonging('Option', productOfOption, ofOption);
    return (input, caller) =>
      input.subject === 'mitigation'
        ? mitigation(input, caller)
        : option(input, caller);
  };
  const reading = guard(riskReadPermission, riskReadPermission);
  const writing = guard(
    riskFindingTriagePermission,
    riskTreatmentProposePermission,
  );
  return {
    listTickets: guarded(reading, operations.listTickets),
    linkTicket: guarded(writing, operations.linkTicket),
    createTicket: guarded(writing, operations.createTicket),
    removeTicket: guarded(writing, operations.removeTicket),
  };
}
