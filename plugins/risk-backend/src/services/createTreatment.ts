import { Knex } from 'knex';
import { RiskConfig } from '../config';
import { ProductBudgets } from './budgets/ProductBudgets';
import { Raising } from './operations/Raising';
import { SessionOperations } from './operations/Sessions';
import { Timelines } from './operations/Timelines';
import { TreatmentOptions } from './operations/TreatmentOptions';
import { ProductReads } from './read/ProductReads';
import { SessionReads } from './read/SessionReads';
import { TreatmentReads } from './read/TreatmentReads';
import { VisibleRisks } from './read/VisibleRisks';
import { RaisedRisks } from './risks/RaisedRisks';
import { RiskService } from './risks/RiskService';
import { ProductBelongings } from './treatment/ProductBelongings';

interface CreateTreatmentOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  risks: Pick<RiskService, 'rate'>;
  raised: Pick<RaisedRisks, 'raise'>;
  productReads: ProductReads;
  now: () => Date;
}

/** Sessions, options and dates, each part with what it needs. */
export function createTreatment(options: CreateTreatmentOptions) {
  const belongings = new ProductBelongings(options);
  const sessionReads = new SessionReads(options);
  return {
    ...sessionReads,
    ...new TreatmentReads(options),
    ...new SessionOperations({ ...options, belongings, sessionReads }),
    ...new TreatmentOptions({ ...options, belongings }),
    ...new Raising({ ...options, belongings }),
    ...new Timelines({ ...options, budgets: new ProductBudgets(options) }),
  };
}
