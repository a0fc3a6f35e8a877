import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * A document as it was at a moment.
 * @public
 */
export interface ThreatModelVersion {
  /** From when on the document looked like this. */
  asOf: Date;
  /** For format detection and messages. */
  fileName: string;
  read(): Promise<Uint8Array>;
}

/**
 * Knows older versions of the threat models that annotations name, for
 * instance from the repository that they lie in.
 * @public
 */
export interface ThreatModelHistory {
  /**
   * Asked once, before anything of a product is imported for the first time.
   *
   * @param location - as the portal reads it: a URL, or `file:` and a path in
   * development
   * @returns versions in any order; none when nothing is known
   */
  versionsOf(location: string): Promise<ThreatModelVersion[]>;
}

/**
 * Gives products a trend from before they were watched.
 * @public
 */
export interface ThreatModelHistoryExtensionPoint {
  /** Adds a history beside others. */
  addHistory(history: ThreatModelHistory): void;
}

/**
 * @public
 */
export const threatModelHistoryExtensionPoint =
  createExtensionPoint<ThreatModelHistoryExtensionPoint>({
    id: 'risk.threat-model-history',
  });
