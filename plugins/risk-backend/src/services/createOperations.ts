import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Access } from './authorization/Access';
import { authorizeDecisions } from './authorization/authorizeDecisions';
import { authorizeReads } from './authorization/authorizeReads';
import { authorizeWrites } from './authorization/authorizeWrites';
import { authorizeTickets } from './authorization/authorizeTickets';
import { authorizeTreatment } from './authorization/authorizeTreatment';
import { PushSubjects } from './authorization/PushSubjects';
import { createDecisions } from './createDecisions';
import { createReads, ReadsOptions } from './createReads';
import { createTargets } from './createTargets';
import { createTreatment } from './createTreatment';
import { CategoryDecisions } from './categories/CategoryDecisions';
import { CategoryJudgements } from './operations/CategoryJudgements';
import { Importing, Imports } from './operations/Imports';
import { Judgements, Judging, Mapping } from './operations/Judgements';
import { Promoting, Promotions } from './operations/Promotions';
import { Relinking, Relinks } from './operations/Relinks';
import { Tickets } from './operations/Tickets';
import { Operations } from './Operations';
import { TicketTrackers } from './tickets/TicketTrackers';
import { RaisedRisks } from './risks/RaisedRisks';

interface OperationsOptions extends Omit<ReadsOptions, 'signers'> {
  ingest: Importing & Mapping;
  risks: Judging;
  promotions: Promoting;
  relinking: Relinking;
  raised: Pick<RaisedRisks, 'raise'>;
  trackers: Pick<TicketTrackers, 'projectsOf'>;
  appUrl?: string;
  categories: Pick<CategoryDecisions, 'decide' | 'state' | 'link'>;
  access: Access;
  decisions: ReturnType<typeof createDecisions>;
}

/** Everything the API can do, behind who may do it. */
export function createOperations({
  access,
  decisions,
  ...options
}: OperationsOptions): Operations<keyof Endpoints> {
  const { db, config } = options;
  const signers = decisions.authority;
  const reads = createReads({ ...options, signers });
  const targets = createTargets({ ...options, ...decisions, reads });
  const imports = new Imports(options);
  const promotions = new Promotions(options);
  const relinks = new Relinks(options);
  const judgements = new Judgements({
    ...options,
    findingReads: reads.findings,
    modelReads: reads.models,
    productReads: reads.products,
  });
  const categoryJudgements = new CategoryJudgements(options);
  return {
    ...authorizeTickets({ ...new Tickets(options) }, access, db),
    ...authorizeTreatment(
      createTreatment({
        ...options,
        productReads: reads.products,
        analysis: reads.analysis,
      }),
      access,
      db,
    ),
    ...authorizeDecisions(
      { ...decisions.reads, ...decisions.portfolio, ...decisions.steps },
      access,
      db,
    ),
    ...authorizeReads(
      {
        ...reads.entities,
        ...reads.findings,
        ...promotions,
        ...relinks,
        ...reads.models,
        ...reads.exports,
        ...reads.products,
        ...reads.ownedProducts,
        ...reads.productOwners,
        ...reads.budgets,
        ...reads.raises,
        ...reads.timeliness,
        ...reads.report,
        ...reads.riskModel,
        ...reads.explanations,
        ...reads.categories,
        ...reads.categoryFindings,
        ...reads.assessments,
        ...reads.rootCauses,
        ...reads.executive,
        ...reads.evidence,
        ...reads.initiatives,
        ...categoryJudgements,
      },
      access,
      db,
    ),
    ...authorizeWrites(
      {
        ...imports,
        ...judgements,
        ...promotions,
        ...relinks,
        ...reads.productOwners,
        ...targets,
        ...categoryJudgements,
        ...reads.initiatives,
      },
      access,
      new PushSubjects(config.push.subjects),
      db,
    ),
  };
}
