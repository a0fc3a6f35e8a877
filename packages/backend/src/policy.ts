import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

/**
 * Who may do what in the demo: the permissions that membership of a group
 * gives, on top of what everybody has.
 *
 * `risk.decision.grant` only opens the door: the plugin itself lets nobody but
 * the owner of a product decide about its risks.
 */
const PERMISSIONS_BY_GROUP: Record<string, string[]> = {
  'group:default/engineers': [
    'risk.read',
    'risk.import',
    'risk.finding.triage',
    'risk.risk.rate',
    'risk.risk.raise',
    'risk.treatment.propose',
    'risk.decision.request',
  ],
  'group:default/product-owners': [
    'risk.read',
    'risk.report.read',
    'risk.decision.request',
    'risk.decision.grant',
    'risk.budget.set',
    'risk.risk.raise',
  ],
  'group:default/security': [
    'risk.read',
    'risk.import',
    'risk.backfill',
    'risk.finding.triage',
    'risk.risk.rate',
    'risk.risk.raise',
    'risk.treatment.propose',
    'risk.decision.request',
    'risk.budget.set',
    'risk.report.read',
  ],
  'group:default/platform': [
    'risk.read',
    'risk.report.read',
    'risk.administer',
    'risk.backfill',
    'catalog.entity.refresh',
  ],
  // Raises risks, asks for sessions and decisions; treatments are the team's to write.
  'group:default/risk': [
    'risk.read',
    'risk.report.read',
    'risk.risk.raise',
    'risk.decision.request',
  ],
};

const EVERYBODY = ['catalog.entity.read', 'catalog.location.read'];

const SEES_CONFIDENTIAL_ENTITIES = [
  'group:default/security',
  'group:default/platform',
];

const allow = { result: AuthorizeResult.ALLOW } as const;
const deny = { result: AuthorizeResult.DENY } as const;

/**
 * The policy of the demo portal. Entities with the label `confidential` exist
 * only for their owners and for the groups named above.
 */
export class DemoPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return deny;
    }
    const claims = user.info.ownershipEntityRefs;
    const permitted = new Set([
      ...EVERYBODY,
      ...claims.flatMap(claim => PERMISSIONS_BY_GROUP[claim] ?? []),
    ]);
    if (!permitted.has(permission.name)) {
      return deny;
    }
    if (
      isResourcePermission(permission, 'catalog-entity') &&
      !claims.some(claim => SEES_CONFIDENTIAL_ENTITIES.includes(claim))
    ) {
      return createCatalogConditionalDecision(permission, {
        anyOf: [
          { not: catalogConditions.hasLabel({ label: 'confidential' }) },
          catalogConditions.isEntityOwner({ claims }),
        ],
      });
    }
    return allow;
  }
}

/** Makes {@link DemoPolicy} the policy of the permission backend. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'demo-policy',
  register(module) {
    module.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new DemoPolicy());
      },
    });
  },
});
