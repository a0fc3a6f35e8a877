import { UserInfoService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  Endpoints,
  MyRaise,
  MyRaises,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { dayAfter, dayNumberOf } from '../../days';
import { Accountability } from '../../catalog/Accountability';
import { BudgetStore } from '../../database/BudgetStore';
import { DbTargetRaiseRow } from '../../database/budgetTables';
import { targetOn, targetOverTime } from '../budgets/targets';
import { Caller } from '../Caller';
import { Authority } from '../decisions/Authority';
import { ANSWERED_DAYS } from '../decisions/expiry';
import { groupBy } from '../groupBy';
import { OperationInput, Operations } from '../Operations';
import { presentAnswer, presentRaise } from './present/raises';
import { VisibleRisks } from './VisibleRisks';

interface RaiseReadsOptions {
  db: Knex;
  visible: VisibleRisks;
  accountability: Pick<Accountability, 'ownerOf'>;
  signers: Pick<Authority, 'refsOf' | 'entitlement'>;
  userInfo: UserInfoService;
  now: () => Date;
}

/** Most raises of one person that an answer lists, of each kind. */
const LIMIT = 50;

type Entitlement = Awaited<ReturnType<Authority['entitlement']>>;

/** Raises of targets whose next step is somebody's, or that he asked for. */
export class RaiseReads implements Operations<'listMyTargetRaises'> {
  readonly #options: RaiseReadsOptions;

  constructor(options: RaiseReadsOptions) {
    this.#options = options;
  }

  listMyTargetRaises = async (
    _input: OperationInput<Endpoints['listMyTargetRaises']>,
    caller: Caller,
  ): Promise<MyRaises> => {
    if (caller.kind !== 'user') {
      throw new NotAllowedError('Only people sign and ask');
    }
    const { db, signers, userInfo, visible, now } = this.#options;
    const { actor } = caller;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(
      caller.credentials,
    );
    const store = new BudgetStore(db);
    const [toSign, asked, answers] = await Promise.all([
      store.raisesToSign(
        {
          refs: await signers.refsOf(actor, ownershipEntityRefs),
          notBy: actor,
        },
        LIMIT + 1,
      ),
      store.raisesAskedBy(actor, LIMIT + 1),
      store.answers({
        since: dayAfter(now(), -ANSWERED_DAYS),
        askedBy: actor,
        limit: LIMIT + 1,
      }),
    ]);
    const waiting = [...toSign.slice(0, LIMIT), ...asked.slice(0, LIMIT)];
    const answered = answers.slice(0, LIMIT);
    const seen = await visible.among(
      [
        ...waiting.flatMap(raise => [
          raise.product_ref,
          raise.actor,
          raise.second_ref,
        ]),
        ...answered.flatMap(row => [row.product_ref, row.answered_by]),
      ],
      caller,
    );
    const presented = await this.#present(waiting, caller, seen);
    const ids = (rows: readonly DbTargetRaiseRow[]) =>
      new Set(rows.map(({ id }) => id));
    const [mine, others] = [ids(asked), ids(toSign)];
    return {
      // Nobody can sign what another owner asked for than there is now.
      waitingForMe: presented.filter(
        ({ id, maySign }) => others.has(id) && maySign.allowed,
      ),
      askedByMe: presented.filter(({ id }) => mine.has(id)),
      answered: answered.flatMap(row => presentAnswer(row, seen) ?? []),
      truncated: [toSign, asked, answers].some(rows => rows.length > LIMIT),
    };
  };

  async #present(
    raises: readonly DbTargetRaiseRow[],
    { actor }: Caller,
    seen: Awaited<ReturnType<VisibleRisks['among']>>,
  ): Promise<MyRaise[]> {
    const { db, accountability, now } = this.#options;
    const day = dayNumberOf(now());
    const productRefs = raises.map(({ product_ref }) => product_ref);
    const [changes, owners, entitled] = await Promise.all([
      new BudgetStore(db).changes(productRefs),
      accountability.ownerOf(productRefs),
      this.#entitlements(actor, raises),
    ]);
    const changesOf = groupBy(changes, ({ product_ref }) => product_ref);
    return raises.flatMap(raise => {
      const product = seen.link(raise.product_ref);
      if (!product) return [];
      const owner = owners.get(raise.product_ref);
      const stands =
        owner?.state === 'confirmed' && owner.ref === raise.owner_ref;
      const target = targetOverTime(changesOf.get(raise.product_ref) ?? []);
      const maySign = signingOf(raise, actor, stands, entitled);
      return {
        ...presentRaise(raise, day, seen),
        product,
        before: targetOn(target, day),
        maySign,
        mayReject:
          maySign.allowed || (stands && 'path' in entitled(raise.owner_ref)),
      };
    });
  }

  /** Asks once for each ref, however many raises it signs or owns. */
  async #entitlements(
    actor: string,
    raises: readonly DbTargetRaiseRow[],
  ): Promise<(ref: string) => Entitlement> {
    const refs = new Set(
      raises.map(raise =>
        raise.actor === actor ? raise.owner_ref : raise.second_ref,
      ),
    );
    const found = new Map<string, Entitlement>();
    for (const ref of refs) {
      found.set(ref, await this.#options.signers.entitlement(actor, ref));
    }
    return ref => found.get(ref) ?? { refusal: `You do not belong to ${ref}` };
  }
}

function signingOf(
  raise: DbTargetRaiseRow,
  actor: string,
  stands: boolean,
  entitled: (ref: string) => Entitlement,
): MyRaise['maySign'] {
  const refused = (reason: string) => ({ allowed: false, reason });
  if (!stands) {
    return refused(
      'The product has another owner since; the new one has to ask for the raise',
    );
  }
  if (raise.actor === actor) {
    return refused('Another person than the first has to sign');
  }
  const entitlement = entitled(raise.second_ref);
  return 'refusal' in entitlement
    ? refused(entitlement.refusal)
    : { allowed: true };
}
