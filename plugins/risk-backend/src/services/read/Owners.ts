import { Owner } from '@product-risk/backstage-plugin-risk-common';

/** Who owns which product; all of them in one go. */
export interface Owners {
  ownerOf(productRefs: string[]): Promise<Map<string, Owner>>;
}
