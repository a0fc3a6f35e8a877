import { ThreatModelFormat } from '../../format';
import { hasItemWith, hasKeys } from '../../reading/shape';
import { readThreatcl } from './readThreatcl';

/**
 * threatcl, formerly hcltm: HCL, its JSON syntax, and the JSON export. What it
 * exports as OTM is OTM.
 * @public
 */
export const threatcl: ThreatModelFormat = {
  id: 'threatcl',
  title: 'threatcl (hcltm)',
  detect: ({ syntax, value }) =>
    // Only what has the blocks of threatcl is parsed as HCL.
    syntax === 'hcl' ||
    hasKeys(value, 'threatmodel', 'spec_version') ||
    hasKeys(value, 'threatmodels') ||
    hasItemWith(value, 'author', 'threat') ||
    hasItemWith(value, 'author', 'name'),
  parse: readThreatcl,
};
