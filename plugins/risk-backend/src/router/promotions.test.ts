import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { startApi } from '../__testUtils__/startApi';
import {
  API,
  bytesOf,
  mirror,
  organisation,
  WriteSide,
  writeSide,
} from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const USER = 'user:default/lena';
const URL = '/entities/component/default/pay-api';

const vulnerability = (
  number: number,
  severity: 'critical' | 'high' | 'low',
) => ({
  key: `v${number}`,
  title: `Flaw ${number} in lodash`,
  severity,
  scan: {
    vulnerability: `CVE-2026-000${number}`,
    aliases: [`GHSA-${number}`],
    package: 'pkg:npm/lodash',
  },
});

const twice = { rule: 'js/weak-hash', aliases: [] };

const scanned = {
  entityRef: API,
  fileName: 'scan.json',
  bytes: bytesOf({
    kind: 'scan',
    elements: [{ id: 'e', name: 'src/hash.js' }],
    findings: [
      vulnerability(1, 'low'),
      vulnerability(2, 'critical'),
      { key: 'r1', severity: 'high', title: 'Weak hash', scan: twice },
      {
        key: 'r2',
        severity: 'low',
        title: 'Weak hash',
        scan: twice,
        elementIds: ['e'],
      },
      { key: 'gone', status: 'not_applicable', scan: twice },
    ],
  }),
};

describe.each(databases.ids)('what machines found, over HTTP (%s)', id => {
  let side: WriteSide;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
    await side.ingest.importUpload(scanned, USER);
    api = await startApi(side.knex, {
      permissions: { [USER]: ['risk.read', 'risk.finding.triage'] },
    });
  });
  afterEach(() => side.knex.destroy());

  const list = async (query = '') => {
    const { status, body } = await request(api.app)
      .get(`${URL}/not-reviewed${query}`)
      .set('authorization', api.headers.user('lena'));
    expect(status).toBe(200);
    return endpoints.listNotReviewed.response.parse(body);
  };
  const titles = (page: Awaited<ReturnType<typeof list>>) =>
    page.items.map(({ title }) => title);

  it('is told before anything is imported, and counts what is promoted apart', async () => {
    const reviewOf = async () =>
      (await side.ingest.preview(scanned, USER)).review;
    const severities = { high: 1, medium: 0, info: 0, unknown: 0 };
    expect(await reviewOf()).toEqual({
      scan: true,
      notReviewed: { ...severities, critical: 1, low: 2 },
      groups: 3,
      promoted: 0,
    });

    await side.promotions.promote(
      { entityRef: API, groups: ['rule|js/weak-hash'], reason: 'in use' },
      USER,
    );
    expect(await reviewOf()).toEqual({
      scan: true,
      notReviewed: { ...severities, high: 0, critical: 1, low: 1 },
      groups: 2,
      promoted: 2,
    });
  });

  it('tells of a model that a person reviewed that nothing waits', async () => {
    const { review } = await side.ingest.preview(
      {
        entityRef: API,
        fileName: 'model.json',
        bytes: bytesOf({ findings: [{ key: 't', title: 'A threat' }] }),
      },
      USER,
    );
    expect(review).toMatchObject({ scan: false, groups: 0, promoted: 0 });
  });

  it('leaves the component not assessed until somebody makes a risk of it', async () => {
    const assessed = async () => {
      const { body } = await request(api.app)
        .get(URL)
        .set('authorization', api.headers.user('lena'))
        .expect(200);
      return endpoints.getEntityRisk.response.parse(body).assessed;
    };
    expect(await assessed()).toBe(false);

    await side.promotions.promote(
      { entityRef: API, groups: ['rule|js/weak-hash'], reason: 'in use' },
      USER,
    );
    expect(await assessed()).toBe(true);
  });

  it('lists the groups, the worst first, and what is not reviewed by severity', async () => {
    const page = await list();

    expect(page.notReviewed).toEqual({
      critical: 1,
      high: 1,
      medium: 0,
      low: 2,
      info: 0,
      unknown: 0,
    });
    expect(page.items).toMatchObject([
      {
        group: 'vulnerability|CVE-2026-0002|pkg:npm/lodash',
        severity: 'critical',
        vulnerability: 'CVE-2026-0002',
        aliases: ['GHSA-2'],
        package: 'pkg:npm/lodash',
        state: 'waiting',
        findings: 1,
        sources: 1,
      },
      {
        group: 'rule|js/weak-hash',
        rule: 'js/weak-hash',
        severity: 'high',
        severities: { high: 1, low: 1 },
        findings: 2,
        example: { format: 'test', source: `${API}/scan.json` },
      },
      { severity: 'low' },
    ]);
  });

  it('walks them page by page', async () => {
    const first = await list('?limit=2');
    const second = await list(
      `?limit=2&cursor=${encodeURIComponent(first.nextCursor ?? '')}`,
    );

    expect([...titles(first), ...titles(second)]).toEqual([
      'Flaw 2 in lodash',
      'Weak hash',
      'Flaw 1 in lodash',
    ]);
    expect(first.totalItems).toBe(3);
    expect(second.nextCursor).toBeUndefined();
  });

  it('filters by severity, state and words', async () => {
    expect(titles(await list('?severity=high'))).toEqual(['Weak hash']);
    expect(titles(await list('?search=0001'))).toEqual(['Flaw 1 in lodash']);
    expect(titles(await list('?search=weak%25'))).toEqual([]);
    await side.promotions.promote(
      { entityRef: API, groups: ['rule|js/weak-hash'], reason: 'in use' },
      USER,
    );

    const promoted = await list('?state=promoted');
    expect(promoted.items).toMatchObject([
      {
        title: 'Weak hash',
        state: 'promoted',
        decision: { by: USER, rule: false, reason: 'in use' },
      },
    ]);
    expect(promoted.notReviewed).toMatchObject({ high: 0, low: 1 });
    expect(titles(await list('?state=waiting,withdrawn'))).toHaveLength(2);
  });

  it('hands the groups and the reason to the service, each group once', async () => {
    api.promotions.promote.mockResolvedValue({ groups: 1, findings: 2 });

    const { status, body } = await request(api.app)
      .post(`${URL}/promotions`)
      .set('authorization', api.headers.user('lena'))
      .send({ groups: ['rule|a', 'rule|a'], reason: 'in use' });

    expect(status).toBe(200);
    expect(body).toEqual({ groups: 1, findings: 2 });
    expect(api.promotions.promote).toHaveBeenCalledWith(
      { entityRef: API, groups: ['rule|a'], reason: 'in use' },
      USER,
    );
    expect(api.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'promote-findings' }),
    );
  });

  it.each([
    ['no group', { groups: [], reason: 'in use' }, 'body.groups'],
    ['no reason', { groups: ['rule|a'], reason: ' ' }, 'body.reason'],
    [
      'too many groups',
      {
        groups: Array.from({ length: 201 }, (_, n) => `rule|${n}`),
        reason: 'in use',
      },
      'body.groups',
    ],
  ])('refuses %s', async (_, body, field) => {
    const answer = await request(api.app)
      .post(`${URL}/promotions`)
      .set('authorization', api.headers.user('lena'))
      .send(body);

    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(field);
    expect(api.promotions.promote).not.toHaveBeenCalled();
  });
});
