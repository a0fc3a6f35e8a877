import { randomUUID } from 'crypto';
import {
  readThreatModels,
  ThreatModel,
} from '@product-risk/threat-model-formats';
import { corpus } from '../../__testUtils__/corpus';
import { DecisionStore } from '../../database/DecisionStore';
import { TreatmentStore } from '../../database/TreatmentStore';
import { createTestDatabases } from '../../__testUtils__/databases';
import { exportSide, stateOf } from '../../__testUtils__/exportSide';
import { NOW } from '../../__testUtils__/startApi';
import { PAY } from '../../__testUtils__/writeSide';
import { newDecision } from '../decisions/newDecision';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';
const AT = NOW.toISOString();

const read = (text: string): ThreatModel =>
  readThreatModels({ bytes: Buffer.from(text), fileName: 'export' }).models[0];

describe.each(databases.ids)('what people decided is taken out (%s)', id => {
  let portal: Awaited<ReturnType<typeof exportSide>>;

  beforeEach(async () => {
    portal = await exportSide(await databases.migrated(id));
  });
  afterEach(() => portal.side.knex.destroy());

  const findingOf = (title: string) =>
    portal.side.knex('finding').where({ title }).first();
  const riskOf = async (title: string): Promise<string> => {
    const { id: findingId } = await findingOf(title);
    const { risk_id: riskId } = await portal.side
      .knex('risk_finding')
      .where({ finding_id: findingId })
      .first();
    return riskId;
  };

  async function addOption(title: string, riskId: string, more: object = {}) {
    const store = new TreatmentStore(portal.side.knex);
    const optionId = randomUUID();
    await store.insert({
      id: optionId,
      product_ref: PAY,
      session_id: null,
      kind: 'mitigate',
      title,
      constraints: '',
      evidence: 'From the session in May',
      cost_once: 120_050,
      cost_yearly: 0,
      lead_days: 30,
      withdrawn: false,
      created_by: USER,
      created_at: AT,
      updated_at: AT,
      revision: 1,
      ...more,
    });
    await store.replaceParts(
      optionId,
      [
        {
          option_id: optionId,
          risk_id: riskId,
          effect_likelihood_micro: 333_333,
          effect_impact_micro: 0,
        },
      ],
      [],
    );
    return optionId;
  }

  async function grant(riskId: string) {
    const store = new DecisionStore(portal.side.knex);
    const facts = [...(await store.factsOf([riskId])).values()];
    await store.insert(
      {
        ...newDecision({
          id: randomUUID(),
          productRef: PAY,
          facts,
          sentence: 'Somebody could copy it.',
          options: '',
          optionIds: [],
          proposedExpiry: '2027-01-31',
          actor: USER,
          at: AT,
        }),
        state: 'granted',
        waiting_for: null,
        decided_by: USER,
        decided_at: AT,
        expiry: '2027-01-31',
        reason: 'Copies are worth little',
      },
      [riskId],
    );
  }

  /** Rates, leaves out, verifies, categorises, explores and accepts. */
  async function decide() {
    const { side } = portal;
    await side.risks.rate(
      await riskOf('Orders are lost with the disk'),
      { probabilityMicro: 123_457, impactCenti: 1_234, comment: '' },
      USER,
    );
    const left = await findingOf("A reader's purchases become known");
    await side.risks.triage(
      left.id,
      { action: 'exclude', reason: 'Nothing is stored' },
      USER,
    );
    const lost = await findingOf('Orders are lost with the disk');
    const backups = await side
      .knex('mitigation')
      .where({ finding_id: lost.id, key: 'backups' })
      .first();
    await side.risks.verify(
      backups.id,
      { verified: true, evidence: 'Restored in May' },
      USER,
    );
    const copied = await findingOf('A competitor copies the catalogue');
    await side.decisions.decide(
      ['asvs@5.0.0:V11.3', 'stride:I'].map(category => ({
        findingId: copied.id,
        category,
        decision: 'confirm' as const,
      })),
      USER,
    );
    const copiedRisk = await riskOf('A competitor copies the catalogue');
    await grant(copiedRisk);
    return {
      kept: await addOption('Watermark the pictures', copiedRisk),
      withdrawn: await addOption('Close the shop', copiedRisk, {
        withdrawn: true,
      }),
    };
  }

  const start = async () => {
    const { sourceId, counts } = await portal.upload(
      'bookshop',
      corpus.native[0],
    );
    const options = await decide();
    return { sourceId, findings: counts.created, options };
  };

  it('in the native format, with all of it', async () => {
    const { sourceId, options } = await start();

    const model = read(await portal.takeAll(sourceId, 'native'));

    const byTitle = (title: string) =>
      model.findings.find(finding => finding.title === title);
    expect(byTitle('Orders are lost with the disk')).toMatchObject({
      rating: { unit: 'points', probability: 0.123457, impactPoints: 12.34 },
      mitigations: [{ mitigationKey: 'backups', status: 'verified' }],
      acceptanceRequest: { reason: 'The new store has replicas' },
    });
    expect(byTitle("A reader's purchases become known")).toMatchObject({
      status: 'not_applicable',
      statusReason: 'Nothing is stored',
    });
    expect(byTitle('A competitor copies the catalogue')).toMatchObject({
      status: 'open',
      categories: [
        { taxonomy: 'STRIDE', id: 'information-disclosure' },
        { taxonomy: 'other', id: 'asvs@5.0.0:V11.3' },
      ],
      acceptanceRequest: {
        reason: 'Copies are worth little',
        until: '2027-01-31',
      },
    });
    expect(
      model.treatmentOptions?.map(({ key, title }) => [key, title]),
    ).toEqual(
      expect.arrayContaining([
        ['replicas', 'Keep two replicas in other buildings'],
        ['insurance', 'Insure lost sales'],
        [options.kept, 'Watermark the pictures'],
      ]),
    );
    expect(model.treatmentOptions).toHaveLength(3);
    expect(
      model.treatmentOptions?.find(({ key }) => key === options.kept),
    ).toMatchObject({
      description: 'From the session in May',
      costOnce: 1_200.5,
      leadTimeDays: 30,
      effects: [{ likelihoodReduction: 0.333333, impactReduction: 0 }],
    });
  });

  it('and imported again it changes nothing that counts', async () => {
    const { sourceId, findings } = await start();
    const { knex } = portal.side;
    /** What the file did not say before, and says now. */
    const counted = async () => {
      const state = await stateOf(knex);
      return {
        ...state,
        findings: state.findings.map(
          ({
            stated_status: _stated,
            status_reason: _reason,
            stated_rating: _rating,
            acceptance: _acceptance,
            categories: _categories,
            stride: _stride,
            changed_at: _changed,
            ...rest
          }) => rest,
        ),
        mitigations: state.mitigations.map(
          ({ stated: _stated, ...rest }) => rest,
        ),
        risks: state.risks.map(
          ({ updated_at: _at, stride: _stride, statement: _words, ...rest }) =>
            rest,
        ),
        categories: state.categories.filter(({ assigned_by }) => assigned_by),
        events: [],
        decisions: await knex('decision').select(),
      };
    };
    const before = await counted();
    const text = await portal.takeAll(sourceId, 'native');

    const { counts } = await portal.upload('bookshop', text);

    expect(counts).toMatchObject({
      status: 'applied',
      created: 0,
      reopened: 0,
      absent: 0,
    });
    expect(counts.changed + counts.unchanged).toBe(findings);
    expect(await counted()).toEqual(before);
    expect(await portal.takeAll(sourceId, 'native')).toBe(text);
  });
});
