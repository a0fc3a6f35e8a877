import { ConfigReader } from '@backstage/config';
import {
  defaultAlertRules,
  defaultScale,
  defaultTimelinessPolicy,
} from '@product-risk/risk-model';
import { readRiskConfig } from './config';

const read = (risk: object) => readRiskConfig(new ConfigReader({ risk }));

describe('readRiskConfig', () => {
  it('needs no configuration', () => {
    const config = readRiskConfig(new ConfigReader({}));

    expect(config.scale).toEqual(defaultScale);
    expect(config.product).toEqual({ kind: 'system' });
    expect(config.coverage).toEqual({ kinds: ['component'] });
    expect(config.policy).toEqual({
      claimedWeight: 1,
      trustCatalogOwners: false,
      staleAfterDays: 365,
      quarantineShare: 0.3,
      quarantineMinimum: 3,
      decisions: {
        neverAccept: [],
        limits: new Map(),
        maximumExpiryDays: 365,
        nestedGroups: false,
        answerWithinDays: 14,
      },
    });
    expect(config.sync.allowFileLocations).toBe(false);
    expect(config.push.subjects).toEqual([]);
    expect(config.policyVersion).toMatch(/^[0-9a-f]{12}$/);
  });

  it('knows the budget rules of the model unless others are set', () => {
    expect(read({}).budget).toEqual({
      windowDays: 90,
      graceDays: 30,
      alertRules: defaultAlertRules,
      calibration: { calibrationDays: 30, glideTo: 0.8 },
      timeliness: defaultTimelinessPolicy,
    });
    const { budget } = read({
      budget: {
        windowDays: 60,
        alerts: { watch: { fraction: 0.4, longDays: 30, shortDays: 5 } },
        timeliness: { dueDays: { critical: 3 } },
      },
    });
    expect(budget.windowDays).toBe(60);
    expect(budget.alertRules[2]).toEqual({
      urgency: 'watch',
      budgetFraction: 0.4,
      longDays: 30,
      shortDays: 5,
    });
    expect(budget.timeliness.dueDays).toMatchObject({ critical: 3, high: 30 });
  });

  it.each([
    [{ windowDays: 0 }, 'risk.budget.windowDays'],
    [{ windowDays: 30 }, 'risk.budget.alerts.watch.longDays'],
    [
      { alerts: { urgent: { fraction: 0.1, longDays: 1, shortDays: 2 } } },
      'risk.budget.alerts.urgent',
    ],
    [{ calibration: { glideTo: 2 } }, 'risk.budget.calibration.glideTo'],
    [
      { timeliness: { weights: { high: -1 } } },
      'risk.budget.timeliness.weights.high',
    ],
    [{ target: 10 }, 'risk.budget'],
  ])('refuses the budget %j and names %s', (budget, key) => {
    expect(() => read({ budget })).toThrow(key);
  });

  it('reads what an organisation sets', () => {
    const config = read({
      product: {
        kind: 'Domain',
        type: 'product-line',
        label: { name: 'tier', value: 'gold' },
      },
      coverage: { kinds: ['Component', 'API'] },
      policy: { claimedWeight: 0.5, quarantine: { share: 0.1, minimum: 5 } },
      sync: {
        catalogSchedule: { frequency: 'PT2M', timeout: { minutes: 1 } },
        allowedTargets: ['https://example.com/models/*'],
        maxFileBytes: 1000,
      },
      push: {
        subjects: [
          { subject: 'external:ci', sources: ['ci-*'], entities: ['*'] },
        ],
      },
    });

    expect(config.product).toEqual({
      kind: 'domain',
      type: 'product-line',
      label: { name: 'tier', value: 'gold' },
    });
    expect(config.coverage.kinds).toEqual(['component', 'api']);
    expect(config.policy.claimedWeight).toBe(0.5);
    expect(config.policy.quarantineShare).toBe(0.1);
    expect(config.policy.quarantineMinimum).toBe(5);
    expect(config.sync.catalogSchedule.timeout).toEqual({ minutes: 1 });
    expect(config.sync.maxFileBytes).toBe(1000);
    expect(config.push.subjects[0].sources).toEqual(['ci-*']);
  });

  it('reads who may accept how much, with full refs and exact units', () => {
    const { decisions } = read({
      policy: {
        neverAccept: ['group:security'],
        fallbackSigner: 'User:Ann',
        limits: [{ owner: 'group:default/payments', points: 2.5 }],
        maximumExpiryDays: 90,
        nestedGroups: true,
        answerWithinDays: 7,
      },
    }).policy;

    expect(decisions).toEqual({
      neverAccept: ['group:default/security'],
      fallbackSigner: 'user:default/ann',
      limits: new Map([['group:default/payments', 25_000]]),
      maximumExpiryDays: 90,
      nestedGroups: true,
      answerWithinDays: 7,
    });
  });

  it('reads the scale in points and probabilities', () => {
    const { scale, scaleLabels, unitDescription } = read({
      scale: {
        likelihood: [0.02, 0.04, 0.2, 0.4, 0.8].map((probability, index) => ({
          label: `L${index + 1}`,
          probability,
        })),
        levels: { critical: 12.5 },
        severeImpact: 50,
        unit: '10 000 EUR',
      },
    });

    expect(unitDescription).toBe('10 000 EUR');
    expect(scale.likelihoodMicro).toEqual([
      20_000, 40_000, 200_000, 400_000, 800_000,
    ]);
    expect(scaleLabels.likelihood).toEqual(['L1', 'L2', 'L3', 'L4', 'L5']);
    expect(scale.severeImpactCenti).toBe(5_000);
    expect(scale.levelCuts).toEqual({
      medium: 3_000,
      high: 30_000,
      critical: 125_000,
    });
  });

  it.each([
    [{ product: { kind: '' } }, 'risk.product.kind'],
    [{ coverage: { kinds: [] } }, 'risk.coverage.kinds'],
    [{ policy: { claimedWeight: 2 } }, 'risk.policy.claimedWeight'],
    [{ policy: { claimdWeight: 1 } }, 'risk.policy'],
    [{ policy: { staleAfterDays: 'a year' } }, 'risk.policy.staleAfterDays'],
    [{ policy: { quarantine: { share: 0 } } }, 'risk.policy.quarantine.share'],
    [{ policy: { neverAccept: ['security team'] } }, 'risk.policy.neverAccept'],
    [
      { policy: { neverAccept: ['user:default/ann'] } },
      'risk.policy.neverAccept[0]',
    ],
    [{ policy: { fallbackSigner: 'board' } }, 'risk.policy.fallbackSigner'],
    [
      { policy: { limits: [{ owner: 'group:default/a', points: -1 }] } },
      'risk.policy.limits[0].points',
    ],
    [
      {
        policy: {
          limits: [
            { owner: 'group:default/a', points: 1 },
            { owner: 'group:a', points: 2 },
          ],
        },
      },
      'risk.policy.limits: name an owner once',
    ],
    [{ policy: { maximumExpiryDays: 0 } }, 'risk.policy.maximumExpiryDays'],
    [{ policy: { nestedGroups: 'yes' } }, 'risk.policy.nestedGroups'],
    [{ policy: { answerWithinDays: 0.5 } }, 'risk.policy.answerWithinDays'],
    [{ scale: { likelihood: [] } }, 'risk.scale.likelihood'],
    [{ scale: { levels: { high: 20 } } }, 'risk.scale.levels'],
    [
      {
        scale: {
          impact: [1, 3, 2, 30, 100].map(points => ({ label: 'x', points })),
        },
      },
      'risk.scale.impact',
    ],
    [
      { sync: { sourceSchedule: { frequency: 'often', timeout: 'PT1M' } } },
      'risk.sync.sourceSchedule',
    ],
    [{ sync: { maxFileBytes: -1 } }, 'risk.sync.maxFileBytes'],
    [
      { push: { subjects: [{ subject: 'ci', sources: ['a'] }] } },
      'risk.push.subjects[0].entities',
    ],
    [{ prodct: {} }, 'prodct'],
    [
      {
        frameworks: {
          own: [
            { id: 'acme', title: 'ACME', categories: [{ id: 8.1, name: 'x' }] },
          ],
        },
      },
      'risk.frameworks.own[0].categories[0].id: write it in quotes',
    ],
    [
      { frameworks: { systemic: { toleratedPrevalence: 25 } } },
      'risk.frameworks.systemic.toleratedPrevalence',
    ],
  ])('refuses %j and names %s', (risk, key) => {
    expect(() => read(risk)).toThrow(key);
  });

  it('changes the policy version with what changes numbers only', () => {
    const { policyVersion } = read({});

    expect(read({ policy: { claimedWeight: 0.5 } }).policyVersion).not.toBe(
      policyVersion,
    );
    expect(read({ product: { kind: 'Domain' } }).policyVersion).not.toBe(
      policyVersion,
    );
    expect(read({ sync: { maxFileBytes: 1000 } }).policyVersion).toBe(
      policyVersion,
    );
  });
});
