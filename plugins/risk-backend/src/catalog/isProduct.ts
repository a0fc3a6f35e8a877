import { Entity } from '@backstage/catalog-model';
import { PRODUCT_ANNOTATION } from '@product-risk/backstage-plugin-risk-common';
import { RiskConfig } from '../config';

const lower = (text: string) => text.toLocaleLowerCase('en-US');

/**
 * Whether an entity is a product: its kind, and its type and label where the
 * rule names them, all match.
 *
 * @remarks
 * The annotation `product-risk/product` lets an entity of the right kind in or
 * out only where catalog files are trusted. Elsewhere it changes nothing:
 * whoever edits a catalog file must not be able to take risks off a product.
 */
export function isProduct(
  entity: Entity,
  { product: rule, policy }: Pick<RiskConfig, 'product' | 'policy'>,
): boolean {
  if (lower(entity.kind) !== lower(rule.kind)) return false;
  if (policy.trustCatalogOwners) {
    const stated = entity.metadata.annotations?.[PRODUCT_ANNOTATION];
    if (stated === 'true') return true;
    if (stated === 'false') return false;
  }
  if (rule.type !== undefined && entity.spec?.type !== rule.type) return false;
  if (rule.label) {
    const value = entity.metadata.labels?.[rule.label.name];
    if (value === undefined) return false;
    if (rule.label.value !== undefined && value !== rule.label.value) {
      return false;
    }
  }
  return true;
}
