/**
 * Channel of Backstage's signals on which the backend says that something
 * changed.
 * @public
 */
export const RISK_CHANGES_CHANNEL = 'risk';

/**
 * What is said on {@link RISK_CHANGES_CHANNEL}, to everybody. It says nothing
 * about what changed: pages read again what their user may see.
 * @public
 */
export type RiskChangeSignal = {
  /**
   * {@link changeBucketOf} of the entities and products concerned; absent:
   * anything may have changed.
   */
  buckets?: number[];
};

const BUCKETS = 64;

/**
 * One of 64 numbers, the same for an entity ref everywhere. So many refs share
 * a number that it tells nobody which of them changed, or exists; and a page
 * passes over most of what does not concern it.
 *
 * @remarks
 * FNV-1a over the code points of the ref in lower case: fast, and nothing
 * that has to be kept secret.
 * @public
 */
export function changeBucketOf(entityRef: string): number {
  let hash = 0x811c9dc5;
  for (const unit of entityRef.toLocaleLowerCase('en-US')) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  }
  // The high bits are mixed better than the low ones.
  return (hash >>> 16) % BUCKETS;
}
