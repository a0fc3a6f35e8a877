import { UserInfoService } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  Decision,
  DecisionAuthority,
  DecisionDetail,
  Endpoints,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Accountability } from '../../catalog/Accountability';
import { RiskConfig } from '../../config';
import { DecisionStore } from '../../database/DecisionStore';
import { DbDecisionRow } from '../../database/decisionTables';
import { Caller } from '../Caller';
import { Authority, secondSignerText } from '../decisions/Authority';
import { dayAfter } from '../../days';
import { DecisionFacts, FactsNow } from '../decisions/DecisionFacts';
import { ANSWERED_DAYS } from '../decisions/expiry';
import { DecisionLog } from '../decisions/DecisionLog';
import { DecisionSteps } from '../decisions/DecisionSteps';
import { basisOf, staleReasons } from '../decisions/riskFacts';
import { OperationInput, Operations } from '../Operations';
import { cutPage } from './page';
import {
  presentDecision,
  presentLogEntry,
  presentSignature,
  presentSnapshot,
} from './present/decisions';
import {
  countDecisions,
  decisionById,
  DecisionClock,
  DecisionFilter,
  decisionPage,
  DecisionRow,
  entityRefsOfDecisions,
  risksOfDecisions,
} from './queries/decisions';
import { decodeCursor, Keyset } from './queries/keyset';
import { VisibleRisks } from './VisibleRisks';

export interface DecisionReadsOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  accountability: Accountability;
  authority: Authority;
  steps: Pick<DecisionSteps, 'lapseOf' | 'ownerSignature'>;
  log: DecisionLog;
  userInfo: UserInfoService;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

/** Most decisions of one person that an answer lists. */
const MINE_LIMIT = 100;
/** Most decisions about one risk that an answer lists. */
const RISK_LIMIT = 100;

const keysetOf = (row: DecisionRow): Keyset => ({
  key: row.requested_at,
  id: row.id,
});

/** Decisions of a product, of a risk, of a person, and one with everything. */
export class DecisionReads
  implements
    Operations<
      | 'listMyDecisions'
      | 'listMyRequests'
      | 'listProductDecisions'
      | 'listRiskDecisions'
      | 'getDecision'
    >
{
  readonly #options: DecisionReadsOptions;

  constructor(options: DecisionReadsOptions) {
    this.#options = options;
  }

  listMyDecisions = async (
    _input: Input<'listMyDecisions'>,
    caller: Caller,
  ) => {
    if (caller.kind !== 'user') {
      throw new NotAllowedError('Only people decide');
    }
    const { db, accountability, authority, userInfo } = this.#options;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(
      caller.credentials,
    );
    const refs = await authority.refsOf(caller.actor, ownershipEntityRefs);
    const productRefs = await accountability.productsOf(refs);
    const [waiting, asked] = await Promise.all([
      decisionPage(db, this.clock(), {
        waitingFor: {
          productRefs,
          refs,
          user: caller.actor,
        },
        limit: MINE_LIMIT + 1,
      }),
      decisionPage(db, this.clock(), {
        requestedBy: caller.actor,
        limit: MINE_LIMIT + 1,
      }),
    ]);
    return {
      waitingForMe: await this.present(waiting.slice(0, MINE_LIMIT), caller),
      askedByMe: await this.present(asked.slice(0, MINE_LIMIT), caller),
      truncated: Math.max(waiting.length, asked.length) > MINE_LIMIT,
    };
  };

  listMyRequests = async (
    { cursor, limit }: Input<'listMyRequests'>,
    caller: Caller,
  ) => {
    if (caller.kind !== 'user') {
      throw new NotAllowedError('Only people ask for decisions');
    }
    return this.page(
      {
        requestedBy: caller.actor,
        answeredFrom: dayAfter(this.#options.now(), -ANSWERED_DAYS),
      },
      { cursor, limit },
      caller,
    );
  };

  listProductDecisions = async (
    { entityRef, cursor, limit, status, risk }: Input<'listProductDecisions'>,
    caller: Caller,
  ) =>
    this.page(
      { productRef: entityRef, status, riskIds: risk },
      { cursor, limit },
      caller,
    );

  listRiskDecisions = async (
    { id }: Input<'listRiskDecisions'>,
    caller: Caller,
  ) => ({
    items: await this.present(
      await decisionPage(this.#options.db, this.clock(), {
        riskIds: [id],
        limit: RISK_LIMIT,
      }),
      caller,
    ),
  });

  /** @throws NotFoundError */
  getDecision = async (
    { id }: Input<'getDecision'>,
    caller: Caller,
  ): Promise<DecisionDetail> => {
    const { db, accountability, visible, log } = this.#options;
    const row = await decisionById(db, this.clock(), id);
    const [decision] = row ? await this.present([row], caller) : [];
    if (!row || !decision) {
      throw new NotFoundError(
        `Decision ${id} is unknown, or you may not see what it is about`,
      );
    }
    const store = new DecisionStore(db);
    const now = await new DecisionFacts(db).of(row);
    const [requested, granted, signatures, entries, owners] = await Promise.all(
      [
        store.snapshotOf(id, 'requested'),
        store.snapshotOf(id, 'granted'),
        store.signaturesOf(id),
        log.ofDecision(id),
        accountability.ownerOf([row.product_ref]),
      ],
    );
    const seen = await visible.among(
      [...requested, ...granted].flatMap(({ entities }) => entities),
      caller,
    );
    const hidden = decision.hiddenRisks;
    const owner = owners.get(row.product_ref);
    return {
      ...decision,
      basis: basisOf(now.facts),
      changes: hidden > 0 ? [] : now.changes,
      staleReasons:
        row.state === 'granted' && hidden === 0
          ? staleReasons(granted, now.byId, {
              atGrant: row.owner_ref,
              now: owner?.state === 'proposed' ? undefined : owner?.ref,
            })
          : [],
      snapshots: [
        ...presentSnapshot('requested', requested, seen),
        ...presentSnapshot('granted', granted, seen),
      ],
      signatures: signatures.map(one => presentSignature(one, hidden)),
      log: entries.map(entry => presentLogEntry(entry, hidden)),
      authority: await this.#authorityOf(row, now, caller),
    };
  };

  /** One page of some decisions as the caller may see them. */
  async page(
    filter: DecisionFilter,
    { cursor, limit }: { cursor?: string; limit: number },
    caller: Caller,
  ) {
    const { db } = this.#options;
    const after = cursor ? decodeCursor(cursor) : undefined;
    const [found, totalItems] = await Promise.all([
      decisionPage(db, this.clock(), { ...filter, limit: limit + 1, after }),
      countDecisions(db, this.clock(), filter),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, keysetOf);
    const items = await this.present(rows, caller);
    return {
      items,
      nextCursor,
      totalItems,
      hidden: rows.length - items.length,
    };
  }

  async present(
    rows: readonly DecisionRow[],
    caller: Caller,
  ): Promise<Decision[]> {
    const { db, visible } = this.#options;
    const risks = await risksOfDecisions(
      db,
      rows.map(({ id }) => id),
    );
    const refs = await entityRefsOfDecisions(
      db,
      rows.map(({ id }) => id),
    );
    const seen = await visible.among(
      [
        ...rows.map(({ product_ref }) => product_ref),
        ...[...refs.values()].flat(),
      ],
      caller,
    );
    return rows.flatMap(
      row =>
        presentDecision(
          row,
          risks.filter(({ decision_id }) => decision_id === row.id),
          id => refs.get(id) ?? [],
          seen,
        ) ?? [],
    );
  }

  clock(): DecisionClock {
    const { config, now } = this.#options;
    const { trustCatalogOwners, decisions } = config.policy;
    return {
      now: now(),
      trustCatalogOwners,
      answerWithinDays: decisions.answerWithinDays,
    };
  }

  async #authorityOf(
    row: DbDecisionRow,
    { exposure, facts }: FactsNow,
    caller: Caller,
  ): Promise<DecisionAuthority> {
    const { authority, steps, config, now } = this.#options;
    const verdict = await authority.verdictOn(caller, {
      productRef: row.product_ref,
      requestedBy: row.requested_by,
      exposure,
    });
    const waitsForSecond = row.waiting_for === 'second-signer';
    const first = waitsForSecond
      ? await steps.ownerSignature(new DecisionStore(this.#options.db), row.id)
      : undefined;
    const lapse = first && (await steps.lapseOf(row, first, facts));
    const signing = first && {
      ...(await authority.signing(
        caller,
        row.second_ref,
        first.signer,
        row.requested_by,
      )),
      lapse,
    };
    const isSecond = signing !== undefined && 'path' in signing;
    const maySign = isSecond && lapse === undefined;
    const asks = row.state === 'requested';
    const entitled = verdict.refusal === undefined;
    return {
      ownerRef: verdict.owner.ref,
      ownerTitle: verdict.owner.title,
      mayDecide: asks && (entitled || isSecond),
      mayGrant:
        asks &&
        (!waitsForSecond || lapse !== undefined) &&
        entitled &&
        verdict.grantRefusal === undefined,
      maySign,
      mayRevoke: row.state === 'granted' && entitled,
      why: whyOf(verdict, signing),
      limit: verdict.limit,
      secondSigner: verdict.second && {
        ...verdict.second,
        text: secondSignerText(verdict.second),
      },
      latestExpiry: dayAfter(now(), config.policy.decisions.maximumExpiryDays),
    };
  }
}

function whyOf(
  verdict: { refusal?: string; grantRefusal?: string; path?: string[] },
  signing:
    | (({ path: string[] } | { refusal: string }) & { lapse?: string })
    | undefined,
): string {
  if (signing?.lapse !== undefined) return signing.lapse;
  if (signing) {
    return 'path' in signing
      ? `You sign as ${signing.path.join(' in ')}`
      : signing.refusal;
  }
  return (
    verdict.refusal ??
    verdict.grantRefusal ??
    `You decide as ${verdict.path?.join(' in ')}`
  );
}
