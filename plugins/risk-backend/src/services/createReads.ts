import { UserInfoService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Accountability } from '../catalog/Accountability';
import { RiskConfig } from '../config';
import { ProductBudgets } from './budgets/ProductBudgets';
import { TargetAuthority } from './budgets/TargetAuthority';
import { Authority } from './decisions/Authority';
import { ModelExports } from './export/ModelExports';
import { ProductOwners } from './operations/ProductOwners';
import { BudgetExplanation } from './read/BudgetExplanation';
import { BudgetReads } from './read/BudgetReads';
import { Vocabulary } from '../frameworksConfig';
import { Initiatives } from './categories/Initiatives';
import { AssessmentReads } from './read/AssessmentReads';
import { CategoryAnalysis } from './read/CategoryAnalysis';
import { CategoryFindingReads } from './read/CategoryFindingReads';
import { CategoryReads } from './read/CategoryReads';
import { EntityReads } from './read/EntityReads';
import { EvidenceReads } from './read/EvidenceReads';
import { ExecutiveReads } from './read/ExecutiveReads';
import { Explanations } from './read/Explanations';
import { FindingReads } from './read/FindingReads';
import { ModelReads } from './read/ModelReads';
import { OwnedProductReads } from './read/OwnedProductReads';
import { ProductReads } from './read/ProductReads';
import { ProductSummaries } from './read/ProductSummaries';
import { RaiseReads } from './read/RaiseReads';
import { ReportReads } from './read/ReportReads';
import { RootCauseReads } from './read/RootCauseReads';
import { RiskModelPageReads } from './read/RiskModelPageReads';
import { TimelinessReads } from './read/TimelinessReads';
import { VisibleRisks } from './read/VisibleRisks';

export interface ReadsOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  accountability: Accountability;
  userInfo: UserInfoService;
  vocabulary: Promise<Vocabulary>;
  /** Who signs second where a target is raised. */
  signers: Authority;
  now: () => Date;
}

/** The services that read, each with what it needs. */
export function createReads(options: ReadsOptions) {
  const owners = options.accountability;
  const budgets = new ProductBudgets(options);
  const summaries = new ProductSummaries({ ...options, owners, budgets });
  const targetAuthority = new TargetAuthority(options);
  const analysis = new CategoryAnalysis(options);
  const categories = new CategoryReads({ ...options, analysis });
  return {
    analysis,
    categories,
    executive: new ExecutiveReads({ ...options, budgets, categories }),
    categoryFindings: new CategoryFindingReads(options),
    assessments: new AssessmentReads(options),
    rootCauses: new RootCauseReads({ ...options, analysis }),
    evidence: new EvidenceReads(options),
    initiatives: new Initiatives({ ...options, analysis }),
    entities: new EntityReads({ ...options, owners }),
    findings: new FindingReads(options),
    models: new ModelReads(options),
    exports: new ModelExports(options),
    products: new ProductReads({ ...options, summaries }),
    ownedProducts: new OwnedProductReads({ ...options, owners, summaries }),
    targetAuthority,
    budgets: new BudgetReads({ ...options, authority: targetAuthority }),
    raises: new RaiseReads(options),
    timeliness: new TimelinessReads(options),
    productOwners: new ProductOwners(options),
    report: new ReportReads({ ...options, summaries }),
    riskModel: new RiskModelPageReads(options),
    explanations: new Explanations({
      ...options,
      budgetExplanation: new BudgetExplanation({ ...options, budgets }),
    }),
  };
}
