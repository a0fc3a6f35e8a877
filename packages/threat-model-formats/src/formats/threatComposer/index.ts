import { ThreatModelFormat } from '../../format';
import { hasKeys, member } from '../../reading/shape';
import { readThreatComposer } from './readThreatComposer';

/**
 * AWS Threat Composer (`.tc.json`), schema 1, of 2023 and later.
 * @public
 */
export const threatComposer: ThreatModelFormat = {
  id: 'threat-composer',
  title: 'AWS Threat Composer',
  detect: ({ value }) =>
    typeof member(value, 'schema') === 'number' &&
    ['applicationInfo', 'mitigationLinks', 'threats'].some(key =>
      hasKeys(value, key),
    ),
  parse: document => [readThreatComposer(document)],
};
