import { entityRisk, scorecard } from '../__testUtils__/answers';
import { answeringPortal, token } from '../__testUtils__/answeringPortal';

const portal = answeringPortal();

const gateEntity = (...more: string[]) =>
  portal.run(['gate', '--entity', 'component:default/orders', ...more]);

const gateProduct = (...more: string[]) =>
  portal.run(['gate', '--product', 'system:default/shop', ...more]);

describe('product-risk gate', () => {
  it.each([
    [['--max-level', 'high'], 0],
    [['--max-level', 'medium'], 1],
    [['--max-level', 'none'], 1],
    [['--max-exposure', '4.5'], 0],
    [['--max-exposure', '4.4999'], 1],
    [['--no-unrated'], 1],
    [['--no-quarantine'], 0],
    [['--max-level', 'critical', '--max-exposure', '1'], 1],
  ])('of an entity with %j ends with %d', async (criteria, code) => {
    portal.answer = { body: entityRisk() };
    const result = await gateEntity(...criteria);
    expect(result.code).toBe(code);
    expect(portal.requests[0]).toMatchObject({
      method: 'GET',
      path: '/api/risk/entities/component/default/orders',
      authorization: `Bearer ${token}`,
    });
  });

  it('is not met by sources that are held back', async () => {
    portal.answer = {
      body: entityRisk({
        failedSources: [
          {
            id: '0b6a7c2e-4b7e-4c5d-9a53-3f1f0c8a1d11',
            location: 'push:orders',
            state: 'quarantined',
          },
        ],
      }),
    };
    const { code, out } = await gateEntity('--no-quarantine');
    expect(code).toBe(1);
    expect(out).toContain('FAIL  no-quarantine: 1 sources');
  });

  it('takes not assessed for unknown, never for safe', async () => {
    portal.answer = {
      body: entityRisk({
        assessed: false,
        worst: undefined,
        risks: { critical: 0, high: 0, medium: 0, low: 0, unrated: 0 },
      }),
    };
    const { code, out } = await gateEntity('--max-level', 'none');
    expect(code).toBe(1);
    expect(out).toContain('not assessed');
    expect(
      (await gateEntity('--max-level', 'none', '--allow-unassessed')).code,
    ).toBe(0);
  });

  it('checks a product by its scorecard', async () => {
    portal.answer = { body: scorecard() };
    const { code, out } = await gateProduct(
      '--max-level',
      'critical',
      '--max-exposure',
      '11.9',
      '--no-quarantine',
      '--json',
    );
    expect(portal.requests[0].path).toBe(
      '/api/risk/products/system/default/shop',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      subject: 'system:default/shop',
      met: false,
      checks: [
        expect.objectContaining({ check: 'assessed', met: true }),
        expect.objectContaining({ check: 'max-level', met: true }),
        {
          check: 'max-exposure',
          met: false,
          message: 'exposure 12 points a year, at most 11.9 passes',
        },
        expect.objectContaining({ check: 'no-quarantine', met: false }),
      ],
    });
  });

  it.each([
    ['within', 0],
    ['running-out', 0],
    ['not-started', 0],
    ['exhausted', 1],
    ['no-target', 1],
    ['not-assessed', 1],
  ] as const)('with a budget that is %s ends with %d', async (state, code) => {
    portal.answer = {
      body: scorecard({ budget: { state, sentence: `The budget: ${state}.` } }),
    };
    const result = await gateProduct('--budget');
    expect(result.code).toBe(code);
    expect(result.out).toContain(`The budget: ${state}.`);
  });

  it('says when the portal knows no budget', async () => {
    portal.answer = { body: scorecard() };
    const { code, out } = await gateProduct('--budget');
    expect(code).toBe(1);
    expect(out).toContain('says nothing about a budget');
  });

  it.each([
    [['--max-level', 'high'], 'Name either'],
    [
      [
        '--entity',
        'component:default/a',
        '--product',
        'system:default/b',
        '--no-unrated',
      ],
      'Name either',
    ],
    [['--entity', 'component:default/a'], 'Say what has to hold'],
    [['--entity', 'orders', '--no-unrated'], 'full entity ref'],
    [
      ['--entity', 'component:default/a', '--budget'],
      '--budget needs --product',
    ],
    [
      ['--entity', 'component:default/a', '--max-level', 'huge'],
      'Allowed choices',
    ],
    [['--entity', 'component:default/a', '--max-exposure', '-1'], '0 or more'],
    [
      ['--entity', 'component:default/a', '--timeout', 'x'],
      'number of seconds',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await portal.run(['gate', ...args]);
    expect(err).toContain(message);
    expect(code).toBe(2);
    expect(portal.requests).toEqual([]);
  });
});
