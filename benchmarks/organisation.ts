import type { Entity } from '@backstage/catalog-model';

/** How large the measured organisation is. */
export interface OrganisationSize {
  products: number;
  components: number;
  findings: number;
}

const DOMAINS = 40;
const TEAMS = 200;
export const CALLER = 'user:default/bench';

const named = (
  kind: string,
  name: string,
  spec: Entity['spec'],
  apiVersion = 'backstage.io/v1alpha1',
): Entity => ({
  apiVersion,
  kind,
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location':
        'url:https://scm.invalid/org/all.yaml',
      'backstage.io/managed-by-origin-location':
        'url:https://scm.invalid/org/all.yaml',
    },
  },
  spec,
});

const pad = (index: number) => String(index).padStart(5, '0');

export const systemRef = (index: number) =>
  `system:default/product-${pad(index)}`;
export const componentRef = (index: number) =>
  `component:default/service-${pad(index)}`;

/** Components are dealt out to the products in turn. */
export const productOf = (component: number, { products }: OrganisationSize) =>
  component % products;

/** Every catalog entity of the organisation. */
export function* entitiesOf(size: OrganisationSize): Generator<Entity> {
  for (const group of ['engineers', 'product-owners', 'security', 'platform']) {
    yield named('Group', group, { type: 'role', children: [] });
  }
  yield named('User', 'bench', {
    memberOf: ['engineers', 'product-owners', 'security', 'platform', 'team-0'],
  });
  for (let team = 0; team < TEAMS; team++) {
    yield named('Group', `team-${team}`, { type: 'team', children: [] });
  }
  for (let domain = 0; domain < DOMAINS; domain++) {
    yield named('Domain', `domain-${domain}`, {
      owner: `team-${domain % TEAMS}`,
    });
  }
  for (let product = 0; product < size.products; product++) {
    yield named('System', `product-${pad(product)}`, {
      owner: `team-${product % TEAMS}`,
      domain: `domain-${product % DOMAINS}`,
    });
  }
  for (let component = 0; component < size.components; component++) {
    const product = productOf(component, size);
    yield named('Component', `service-${pad(component)}`, {
      type: 'service',
      lifecycle: 'production',
      owner: `team-${product % TEAMS}`,
      system: `product-${pad(product)}`,
    });
  }
}
