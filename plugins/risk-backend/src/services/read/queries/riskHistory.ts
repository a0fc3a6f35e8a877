import { Knex } from 'knex';
import { DbInteger } from '../../../database/tables';
import { StateRow } from '../../budgets/openItems';

/**
 * The history, within one product, of its risks that were open since a day.
 *
 * @remarks
 * Bound by the risks of the product: those open now, and those of which
 * anything happened since.
 */
function history(db: Knex, productRef: string, since: string) {
  const concerned = db('risk')
    .where({ product_ref: productRef, state: 'open' })
    .select('id as risk_id')
    .union([
      db('risk_state')
        .where({ product_ref: productRef })
        .andWhere('at', '>=', since)
        .select('risk_id'),
    ]);
  return db({ s: 'risk_state' })
    .where('s.product_ref', productRef)
    .whereIn('s.risk_id', db.from(concerned.as('concerned')).select('risk_id'))
    .orderBy(['s.at', 's.id']);
}

/** States and levels of risks that were open since a day, in time order. */
export async function historyOfOpenRisks(
  db: Knex,
  productRef: string,
  since: string,
): Promise<StateRow[]> {
  return history(db, productRef, since).select(
    's.risk_id',
    's.at',
    's.level',
    's.state',
  );
}

export type ExposureRow = StateRow & {
  exposure: DbInteger;
  /** First day any of its entities was assessed; null: no model covers it. */
  assessed_day: string | null;
};

/** Exposures of risks that were open since a day, in time order. */
export async function exposureHistory(
  db: Knex,
  productRef: string,
  since: string,
): Promise<ExposureRow[]> {
  return history(db, productRef, since).select(
    's.risk_id',
    's.at',
    's.level',
    's.state',
    's.exposure',
    {
      assessed_day: db({ re: 'risk_entity' })
        .join({ ea: 'entity_assessment' }, 'ea.entity_ref', 're.entity_ref')
        .whereRaw('re.risk_id = s.risk_id')
        .min('ea.day'),
    },
  );
}
