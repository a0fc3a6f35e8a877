/**
 * STRIDE category and CWE number of the rules built into Threagile, by rule
 * id: `risks.json` names only the rule.
 */
export const builtInCategories: ReadonlyMap<
  string,
  { stride: string; cwe: number }
> = new Map(
  Object.entries({
    'accidental-secret-leak': { stride: 'information-disclosure', cwe: 200 },
    'code-backdooring': { stride: 'tampering', cwe: 912 },
    'container-baseimage-backdooring': { stride: 'tampering', cwe: 912 },
    'container-platform-escape': {
      stride: 'elevation-of-privilege',
      cwe: 1008,
    },
    'cross-site-request-forgery': { stride: 'spoofing', cwe: 352 },
    'cross-site-scripting': { stride: 'tampering', cwe: 79 },
    'dos-risky-access-across-trust-boundary': {
      stride: 'denial-of-service',
      cwe: 400,
    },
    'incomplete-model': { stride: 'information-disclosure', cwe: 1008 },
    'ldap-injection': { stride: 'tampering', cwe: 90 },
    'missing-authentication': { stride: 'elevation-of-privilege', cwe: 306 },
    'missing-authentication-second-factor': {
      stride: 'elevation-of-privilege',
      cwe: 308,
    },
    'missing-build-infrastructure': { stride: 'tampering', cwe: 1127 },
    'missing-cloud-hardening': { stride: 'tampering', cwe: 1008 },
    'missing-file-validation': { stride: 'spoofing', cwe: 434 },
    'missing-hardening': { stride: 'tampering', cwe: 16 },
    'missing-identity-propagation': {
      stride: 'elevation-of-privilege',
      cwe: 284,
    },
    'missing-identity-provider-isolation': {
      stride: 'elevation-of-privilege',
      cwe: 1008,
    },
    'missing-identity-store': { stride: 'spoofing', cwe: 287 },
    'missing-network-segmentation': {
      stride: 'elevation-of-privilege',
      cwe: 1008,
    },
    'missing-vault': { stride: 'information-disclosure', cwe: 522 },
    'missing-vault-isolation': { stride: 'elevation-of-privilege', cwe: 1008 },
    'missing-waf': { stride: 'tampering', cwe: 1008 },
    'mixed-targets-on-shared-runtime': {
      stride: 'elevation-of-privilege',
      cwe: 1008,
    },
    'path-traversal': { stride: 'information-disclosure', cwe: 22 },
    'push-instead-of-pull-deployment': { stride: 'tampering', cwe: 1127 },
    'search-query-injection': { stride: 'tampering', cwe: 74 },
    'server-side-request-forgery': {
      stride: 'information-disclosure',
      cwe: 918,
    },
    'service-registry-poisoning': { stride: 'spoofing', cwe: 693 },
    'sql-nosql-injection': { stride: 'tampering', cwe: 89 },
    'unchecked-deployment': { stride: 'tampering', cwe: 1127 },
    'unencrypted-asset': { stride: 'information-disclosure', cwe: 311 },
    'unencrypted-communication': { stride: 'information-disclosure', cwe: 319 },
    'unguarded-access-from-internet': {
      stride: 'elevation-of-privilege',
      cwe: 501,
    },
    'unguarded-direct-datastore-access': {
      stride: 'elevation-of-privilege',
      cwe: 501,
    },
    'unnecessary-communication-link': {
      stride: 'elevation-of-privilege',
      cwe: 1008,
    },
    'unnecessary-data-asset': { stride: 'elevation-of-privilege', cwe: 1008 },
    'unnecessary-data-transfer': {
      stride: 'elevation-of-privilege',
      cwe: 1008,
    },
    'unnecessary-technical-asset': {
      stride: 'elevation-of-privilege',
      cwe: 1008,
    },
    'untrusted-deserialization': { stride: 'tampering', cwe: 502 },
    'wrong-communication-link-content': {
      stride: 'information-disclosure',
      cwe: 1008,
    },
    'wrong-trust-boundary-content': {
      stride: 'elevation-of-privilege',
      cwe: 1008,
    },
    'xml-external-entity': { stride: 'information-disclosure', cwe: 611 },
  }),
);
