import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { mockCredentials } from '@backstage/backend-test-utils';
import { DemoPolicy } from './policy';

const policy = new DemoPolicy();

function memberOf(...groups: string[]): PolicyQueryUser {
  const userEntityRef = 'user:default/somebody';
  const ownershipEntityRefs = [
    userEntityRef,
    ...groups.map(group => `group:default/${group}`),
  ];
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: { userEntityRef, ownershipEntityRefs },
  };
}

async function mayDo(name: string, user?: PolicyQueryUser) {
  const permission = createPermission({ name, attributes: {} });
  const { result } = await policy.handle({ permission }, user);
  return result === AuthorizeResult.ALLOW;
}

describe('DemoPolicy', () => {
  it('refuses everything to who is not signed in', async () => {
    expect(await mayDo('risk.read')).toBe(false);
    const { result } = await policy.handle({
      permission: catalogEntityReadPermission,
    });
    expect(result).toBe(AuthorizeResult.DENY);
  });

  it.each([
    ['engineers', 'risk.import', true],
    ['engineers', 'risk.finding.triage', true],
    ['engineers', 'risk.report.read', false],
    ['engineers', 'risk.administer', false],
    ['product-owners', 'risk.report.read', true],
    ['product-owners', 'risk.decision.grant', true],
    ['product-owners', 'risk.finding.triage', false],
    ['security', 'risk.finding.triage', true],
    ['security', 'risk.backfill', true],
    ['engineers', 'risk.backfill', false],
    ['security', 'risk.administer', false],
    ['security', 'risk.decision.grant', false],
    ['platform', 'risk.administer', true],
    ['platform', 'risk.backfill', true],
    ['platform', 'risk.import', false],
    ['risk', 'risk.report.read', true],
    ['risk', 'risk.risk.rate', false],
    ['a-team-without-a-role', 'risk.read', false],
  ])('decides for %s about %s: %s', async (group, permission, allowed) => {
    expect(await mayDo(permission, memberOf(group))).toBe(allowed);
  });

  it('adds up the permissions of all groups of a user', async () => {
    const user = memberOf('engineers', 'product-owners');
    expect(await mayDo('risk.import', user)).toBe(true);
    expect(await mayDo('risk.report.read', user)).toBe(true);
  });

  it('shows confidential entities to their owners only', async () => {
    const decision = await policy.handle(
      { permission: catalogEntityReadPermission },
      memberOf('engineers', 'payments'),
    );
    expect(decision).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: {
        anyOf: [
          { not: { rule: 'HAS_LABEL', params: { label: 'confidential' } } },
          {
            rule: 'IS_ENTITY_OWNER',
            params: {
              claims: [
                'user:default/somebody',
                'group:default/engineers',
                'group:default/payments',
              ],
            },
          },
        ],
      },
    });
  });

  it.each(['security', 'platform'])('shows every entity to %s', async group => {
    const { result } = await policy.handle(
      { permission: catalogEntityReadPermission },
      memberOf(group),
    );
    expect(result).toBe(AuthorizeResult.ALLOW);
  });

  it('lets only the platform team refresh entities', async () => {
    const query = { permission: catalogEntityRefreshPermission };
    const decisions = await Promise.all(
      ['engineers', 'platform'].map(group =>
        policy.handle(query, memberOf(group)),
      ),
    );
    expect(decisions.map(({ result }) => result)).toEqual([
      AuthorizeResult.DENY,
      AuthorizeResult.ALLOW,
    ]);
  });
});
