import type {
  ProductRisk,
  RiskApi,
} from '@product-risk/backstage-plugin-risk-common';

const DAY_MS = 86_400_000;

const ledger = { kind: 'system', namespace: 'default', name: 'ledger' };

const RISKS = {
  secret: 'Callers of the booking route share one secret',
  mesh: 'Any service of the mesh can read the journal',
  file: 'Account file of the bank is taken without a check',
  link: 'Statement of another customer by guessing the link',
  restore: 'Restore of the journal was never rehearsed',
};

type Titles = typeof RISKS;
type Ids = Record<keyof Titles, string>;

const dayFromNow = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** A cost, which the API takes in 1/100 of the unit: person days. */
const days = (count: number) => count * 100;

const removes = (riskId: string, part: number) => ({
  riskId,
  effectLikelihood: part,
  effectImpact: 0,
});

function idsOf(risks: readonly ProductRisk[]): Ids | undefined {
  const ids = Object.entries(RISKS).map(([key, title]) => [
    key,
    risks.find(risk => risk.title === title)?.id,
  ]);
  return ids.every(([, id]) => id) ? Object.fromEntries(ids) : undefined;
}

/** What the team explored in its session, as security wrote it down. */
async function exploreOptions(security: RiskApi, sessionId: string, ids: Ids) {
  const write = async (
    option: Pick<
      Parameters<RiskApi['createOption']>[0]['body'],
      'kind' | 'title' | 'costOnce' | 'effects'
    > &
      Partial<Parameters<RiskApi['createOption']>[0]['body']>,
  ) => {
    const { id } = await security.createOption({
      params: ledger,
      body: { ...option, sessionId },
    });
    return id;
  };
  const identity = await write({
    kind: 'mitigate',
    title: 'Give each caller an identity of its own',
    constraints:
      'Needs the mesh to pass identities on, which the platform team has planned for spring.',
    evidence: 'Estimate of the team, after a trial with one caller',
    costOnce: days(24),
    leadDays: 80,
    effects: [removes(ids.secret, 0.8), removes(ids.mesh, 0.9)],
  });
  await write({
    kind: 'detect',
    title: 'Alert on reads of the journal by services that never read it',
    constraints:
      'Somebody has to answer the alerts; the team has no night shift.',
    costOnce: days(3),
    costYearly: days(2),
    leadDays: 20,
    effects: [removes(ids.mesh, 0.3)],
  });
  await write({
    kind: 'mitigate',
    title: "Verify the bank's signature on the account file",
    evidence: 'The bank signs its files already; nobody checks',
    costOnce: days(3),
    leadDays: 15,
    effects: [removes(ids.file, 0.8)],
  });
  const randomLinks = await write({
    kind: 'mitigate',
    title: 'Random link ids and a session check',
    costOnce: days(5),
    leadDays: 25,
    effects: [removes(ids.link, 0.95)],
  });
  const noLinks = await write({
    kind: 'avoid',
    title: 'Show statements in the app only, and send no links',
    constraints: 'One customer in twelve has no app.',
    costOnce: days(1),
    costYearly: days(9),
    leadDays: 40,
    effects: [removes(ids.link, 1)],
    excludes: [randomLinks],
  });
  const rehearsal = await write({
    kind: 'mitigate',
    title: 'Rehearse the restore with replay, twice a year',
    constraints: 'Two days of four people each time.',
    costOnce: days(4),
    costYearly: days(6),
    leadDays: 35,
    effects: [removes(ids.restore, 0.7)],
  });
  return { identity, randomLinks, noLinks, rehearsal };
}

/** Risk management asks, the team meets, ratings are confirmed. */
async function holdSession(
  risk: RiskApi,
  security: RiskApi,
  open: readonly ProductRisk[],
  ids: Ids,
) {
  const raised = await risk.raiseRisk({
    params: ledger,
    body: {
      title: 'Wrong balances reach the regulator',
      statement:
        'The monthly report to the regulator could show balances that nobody reconciled.',
      rating: {
        likelihood: 2,
        impact: 3,
        comment: 'From the register of the bank: one near miss in three years',
      },
    },
  });
  const asked = await risk.requestSession({
    params: ledger,
    body: {
      title: 'Booking and reporting',
      reason: 'The regulator report depends on bookings that nobody looked at',
      riskIds: [raised.id],
    },
  });
  await security.updateSession({
    params: { id: asked.id },
    body: {
      revision: asked.revision,
      title: 'Booking and reporting',
      state: 'held',
      day: dayFromNow(-1),
      cadenceDays: 180,
      notes:
        'We walked through a booking from the caller to the report. What worries us most is who may call, and whether a restore would work.',
      outcome:
        'Five risks rated, six options explored. The report itself needs no change: what feeds it does.',
      scope: [
        'component:default/ledger-core',
        'component:default/ledger-api',
        'component:default/statement-generator',
        'component:default/reconciliation-jobs',
      ],
      participants: [
        'user:default/mei.tanaka',
        'user:default/omar.haddad',
        'user:default/ines.marques',
      ],
      risksIn: [raised.id],
      risksOut: Object.values(ids),
    },
  });
  await security.confirmRatings({
    params: { id: asked.id },
    body: { riskIds: open.map(({ id }) => id) },
  });
  return asked.id;
}

/** One risk is accepted for a time, one treated, one waits for the owner. */
async function decide(
  people: Record<'engineer' | 'security' | 'owner', RiskApi>,
  ids: Ids,
  options: Awaited<ReturnType<typeof exploreOptions>>,
) {
  const { engineer, security, owner } = people;
  const accepted = await engineer.requestDecision({
    body: {
      riskIds: [ids.secret],
      sentence:
        'Somebody who learns one secret could book in the name of any of our services.',
      options:
        'Identities come with the new mesh; until then we rotate the secret.',
      optionIds: [options.identity],
      proposedExpiry: dayFromNow(75),
      reason: 'The mesh passes identities on from spring',
    },
  });
  await owner.grantDecision({
    params: { id: accepted.id },
    body: {
      expiry: dayFromNow(75),
      basis: accepted.basis,
      reason: 'Until the mesh passes identities on, and no longer',
    },
  });
  const treated = await security.requestDecision({
    body: {
      riskIds: [ids.link],
      sentence: 'A customer could open the bank statement of somebody else.',
      optionIds: [options.randomLinks, options.noLinks],
      proposedExpiry: dayFromNow(60),
      reason: 'Guessing takes minutes',
    },
  });
  await owner.rejectDecision({
    params: { id: treated.id },
    body: {
      optionIds: [options.randomLinks],
      reason: 'Customers without the app need their statements too',
    },
  });
  await security.requestDecision({
    body: {
      riskIds: [ids.restore],
      sentence:
        'After a loss of the journal, nobody knows for how long customers would see no balance.',
      options:
        'A rehearsal in January, or accepting it until the new cluster is there.',
      optionIds: [options.rehearsal],
      proposedExpiry: dayFromNow(90),
      reason: 'The new cluster comes in the first quarter',
    },
  });
}

/** The ledger as the people of the demo find it. */
export interface UntouchedLedger {
  open: readonly ProductRisk[];
  ids: Ids;
}

/**
 * Reads the ledger before anybody works with it.
 *
 * @param as - the API as a user sees it
 * @returns `worked-with` where somebody did before; undefined while its risks
 * are not all there
 * @throws ResponseError while the catalog knows neither people nor product
 */
export async function readLedger(
  as: (name: string) => Promise<RiskApi>,
): Promise<UntouchedLedger | 'worked-with' | undefined> {
  const security = await as('omar.haddad');
  const { items } = await security.listSessions({ params: ledger });
  if (items.length > 0) return 'worked-with';
  const { items: open } = await security.listProductRisks({
    params: ledger,
    query: { limit: 200 },
  });
  const ids = idsOf(open);
  return ids && { open, ids };
}

/**
 * The story of the ledger: its owner is confirmed and sets a target, risk
 * management raises a risk and asks for a session, the session explores
 * options, and the owner decides.
 *
 * @param as - the API as a user sees it
 * @throws ResponseError of the first step that is refused
 */
export async function practiseLedger(
  as: (name: string) => Promise<RiskApi>,
  { open, ids }: UntouchedLedger,
): Promise<void> {
  const [platform, risk, security, engineer, owner] = await Promise.all(
    [
      'tom.okafor',
      'ruth.nakamura',
      'omar.haddad',
      'lena.vogt',
      'ines.marques',
    ].map(as),
  );
  await platform.confirmOwners({
    body: {
      confirmations: [
        {
          productRef: 'system:default/ledger',
          ownerRef: 'group:default/money-product',
        },
      ],
    },
  });
  await owner.setBudgetTarget({
    params: ledger,
    body: {
      method: 'set',
      target: 120_000,
      reason: 'What we carried in autumn, and could explain to the board',
    },
  });
  const sessionId = await holdSession(risk, security, open, ids);
  const options = await exploreOptions(security, sessionId, ids);
  await decide({ engineer, security, owner }, ids, options);
  await security.addTimelineEvent({
    params: ledger,
    body: {
      lane: 'engineering',
      kind: 'fix',
      title: 'The mesh passes identities on',
      startDay: dayFromNow(60),
      // Five days longer than the owner accepts the risk.
      endDay: dayFromNow(79),
      riskIds: [ids.secret],
    },
  });
  await security.addTimelineEvent({
    params: ledger,
    body: {
      lane: 'product',
      kind: 'release',
      title: 'Ledger 4.2',
      startDay: dayFromNow(45),
    },
  });
}
