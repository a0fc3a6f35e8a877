import { Knex } from 'knex';
import { RiskConfig } from '../config';
import { Vocabulary } from '../frameworksConfig';
import { ProductBudgets } from './budgets/ProductBudgets';
import { Raising } from './operations/Raising';
import { SessionOperations } from './operations/Sessions';
import { TimelineEvents } from './operations/TimelineEvents';
import { TreatmentOptions } from './operations/TreatmentOptions';
import { CategoryAnalysis } from './read/CategoryAnalysis';
import { ProductReads } from './read/ProductReads';
import { SessionReads } from './read/SessionReads';
import { TimelineReads } from './read/TimelineReads';
import { TreatmentReads } from './read/TreatmentReads';
import { VisibleRisks } from './read/VisibleRisks';
import { RaisedRisks } from './risks/RaisedRisks';
import { RiskService } from './risks/RiskService';
import { AuditConflicts } from './timeline/AuditConflicts';
import { ProductBelongings } from './treatment/ProductBelongings';

interface CreateTreatmentOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  risks: Pick<RiskService, 'rate'>;
  raised: Pick<RaisedRisks, 'raise'>;
  productReads: ProductReads;
  vocabulary: Promise<Vocabulary>;
  analysis: Pick<CategoryAnalysis, 'analyse'>;
  now: () => Date;
}

/** Sessions, options and dates, each part with what it needs. */
export function createTreatment(options: CreateTreatmentOptions) {
  const belongings = new ProductBelongings(options);
  const sessionReads = new SessionReads(options);
  const timelineReads = new TimelineReads({
    ...options,
    budgets: new ProductBudgets(options),
    audits: new AuditConflicts(options),
  });
  return {
    ...sessionReads,
    ...new TreatmentReads(options),
    ...new SessionOperations({ ...options, belongings, sessionReads }),
    ...new TreatmentOptions({ ...options, belongings }),
    ...new Raising({ ...options, belongings }),
    ...timelineReads,
    ...new TimelineEvents({ ...options, belongings, timelineReads }),
  };
}
