/**
 * Annotations that a `catalog-info.yaml` may carry. They only propose: who
 * owns a product is confirmed in the portal.
 */

/**
 * Threat models of the entity: one or several, comma separated, relative to
 * the entity's source location, or a URL in the same repository.
 * @public
 */
export const THREAT_MODEL_ANNOTATION = 'product-risk/threat-model';

/**
 * Proposes the product owner, a user or group ref.
 * @public
 */
export const OWNER_ANNOTATION = 'product-risk/owner';

/**
 * `"true"` proposes that the entity is a product, `"false"` that it is none.
 * @public
 */
export const PRODUCT_ANNOTATION = 'product-risk/product';

/**
 * Proposes the exposure target of a product in points, for instance `"10"`.
 * @public
 */
export const EXPOSURE_TARGET_ANNOTATION = 'product-risk/exposure-target';

/**
 * When the entity is released next: an entry a line, such as
 * `2026-12-15 Instant payouts; after Checkout 5`. Days may be
 * `2026-12-15..2026-12-18`. Title and predecessors may be left out.
 * @public
 */
export const NEXT_RELEASE_ANNOTATION = 'product-risk/next-release';

/**
 * When the entity is audited next: an entry a line, such as
 * `2027-01-12 Surveillance audit; on iso27001@2022:A.8.13`. Like
 * {@link NEXT_RELEASE_ANNOTATION}, with the categories the audit looks at.
 * @public
 */
export const NEXT_AUDIT_ANNOTATION = 'product-risk/next-audit';
