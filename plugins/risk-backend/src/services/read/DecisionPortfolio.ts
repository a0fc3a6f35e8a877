import {
  DecisionCounts,
  Endpoints,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { Caller } from '../Caller';
import { DecisionLog } from '../decisions/DecisionLog';
import { Head } from '../decisions/logChain';
import { OperationInput, Operations } from '../Operations';
import { csvLine } from './csv';
import { DecisionReads } from './DecisionReads';
import {
  acceptedExposure,
  decisionCounts,
  DecisionFilter,
} from './queries/decisions';
import {
  exploredBeforeDeciding,
  sessionsBeforeDeciding,
} from './queries/decisionPractice';
import { countUnderTreatment } from './queries/treatmentState';
import { VisibleRisks } from './VisibleRisks';

interface DecisionPortfolioOptions {
  db: Knex;
  reads: DecisionReads;
  visible: VisibleRisks;
  log: DecisionLog;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const EXPORT_BATCH = 200;

const sum = (numbers: Iterable<number>) =>
  [...numbers].reduce((total, one) => total + one, 0);

const nothing = (): DecisionCounts => ({
  waiting: 0,
  overdue: 0,
  active: 0,
  expiring: 0,
  stale: 0,
  expired: 0,
});

const header = [
  'id',
  'product',
  'status',
  'overdue',
  'sentence',
  'risks',
  'exposure now',
  'exposure at grant',
  'requested by',
  'requested at',
  'decided by',
  'decided at',
  'expiry',
  'reason',
];

const presentHead = ({ seq, hash }: Head) => ({
  seq,
  hash,
  head: `${seq}:${hash}`,
});

const parseHead = (text: string): Head => {
  const [seq, hash] = text.split(':');
  return { seq: Number(seq), hash };
};

function countInto(
  counts: DecisionCounts,
  row: { status: string; overdue: boolean; count: number },
) {
  if (row.status.startsWith('waiting-for-')) {
    counts.waiting += row.count;
    if (row.overdue) counts.overdue += row.count;
    return;
  }
  for (const status of ['active', 'expiring', 'stale', 'expired'] as const) {
    if (row.status === status) counts[status] += row.count;
  }
}

const filterOf = ({
  status,
  product,
  overdue,
}: Pick<
  Input<'listDecisions'>,
  'status' | 'product' | 'overdue'
>): DecisionFilter => ({
  status,
  productRef: product,
  overdue: overdue === undefined ? undefined : overdue === 'true',
});

/** The decisions of the organisation, and whether their log is whole. */
export class DecisionPortfolio
  implements
    Operations<
      | 'getDecisionPortfolio'
      | 'listDecisions'
      | 'exportDecisions'
      | 'getDecisionLogHead'
      | 'verifyDecisionLog'
    >
{
  readonly #options: DecisionPortfolioOptions;

  constructor(options: DecisionPortfolioOptions) {
    this.#options = options;
  }

  getDecisionPortfolio = async (
    _input: Input<'getDecisionPortfolio'>,
    caller: Caller,
  ) => {
    const { db, reads, visible, now } = this.#options;
    const instant = now();
    const [rows, accepted, treated, explored, sessionToDecision] =
      await Promise.all([
        decisionCounts(db, reads.clock()),
        acceptedExposure(db, instant),
        countUnderTreatment(db),
        exploredBeforeDeciding(db),
        sessionsBeforeDeciding(db),
      ]);
    const total = nothing();
    const byProduct = new Map<string, DecisionCounts>();
    for (const row of rows) {
      const counts = byProduct.get(row.productRef) ?? nothing();
      byProduct.set(row.productRef, counts);
      countInto(total, row);
      countInto(counts, row);
    }
    const seen = await visible.among(byProduct.keys(), caller);
    const products = [...byProduct]
      .flatMap(([ref, counts]) => {
        const product = seen.link(ref);
        return product
          ? [
              {
                product,
                counts,
                acceptedExposure: accepted.get(ref) ?? 0,
                underTreatment: treated.get(ref) ?? 0,
              },
            ]
          : [];
      })
      .sort(
        (a, b) =>
          b.acceptedExposure - a.acceptedExposure ||
          a.product.title.localeCompare(b.product.title, 'en-US'),
      );
    return {
      asOf: instant.toISOString(),
      total,
      acceptedExposure: sum(accepted.values()),
      underTreatment: sum(treated.values()),
      explored,
      sessionToDecision,
      products,
      hiddenProducts: byProduct.size - products.length,
    };
  };

  listDecisions = async (input: Input<'listDecisions'>, caller: Caller) =>
    this.#options.reads.page(filterOf(input), input, caller);

  exportDecisions = async (
    input: Input<'exportDecisions'>,
    caller: Caller,
  ): Promise<AsyncIterable<string>> => this.#csv(filterOf(input), caller);

  getDecisionLogHead = async () => presentHead(await this.#options.log.head());

  verifyDecisionLog = async ({ expect }: Input<'verifyDecisionLog'>) => {
    const { head, problem } = await this.#options.log.verify(
      expect === undefined ? undefined : parseHead(expect),
    );
    return {
      ok: problem === undefined,
      head: presentHead(head),
      problem,
    };
  };

  async *#csv(filter: DecisionFilter, caller: Caller): AsyncGenerator<string> {
    yield csvLine(header);
    let cursor: string | undefined;
    do {
      const page = await this.#options.reads.page(
        filter,
        { cursor, limit: EXPORT_BATCH },
        caller,
      );
      yield page.items
        .map(decision =>
          csvLine([
            decision.id,
            decision.product.ref,
            decision.status,
            decision.overdue ? 'yes' : 'no',
            decision.sentence,
            decision.risks.length + decision.hiddenRisks,
            formatPoints(decision.exposure),
            decision.exposureAtGrant === undefined
              ? undefined
              : formatPoints(decision.exposureAtGrant),
            decision.requestedBy,
            decision.requestedAt,
            decision.decidedBy,
            decision.decidedAt,
            decision.expiry,
            decision.reason,
          ]),
        )
        .join('');
      cursor = page.nextCursor;
    } while (cursor);
  }
}
