import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { ThreatModelFormat } from '@product-risk/threat-model-formats';

/**
 * Teaches the backend further threat model formats.
 * @public
 */
export interface ThreatModelFormatsExtensionPoint {
  /**
   * Adds a format beside the built-in ones. A document that several formats
   * recognise is refused as ambiguous, so `detect` must be exact.
   *
   * @throws ConflictError when a format of this id is there already.
   */
  addFormat(format: ThreatModelFormat): void;
}

/**
 * @public
 */
export const threatModelFormatsExtensionPoint =
  createExtensionPoint<ThreatModelFormatsExtensionPoint>({
    id: 'risk.threat-model-formats',
  });
