import { ThreatModelFormat } from '../../format';
import { hasKeys } from '../../reading/shape';
import { readPytm } from './readPytm';

/**
 * What pytm 1.1 to 1.4 writes with `--json`. The files it reads have the same
 * elements and flows and no findings: they are no assessment and no match.
 * @public
 */
export const pytm: ThreatModelFormat = {
  id: 'pytm',
  title: 'OWASP pytm',
  detect: ({ value }) =>
    hasKeys(value, 'findings', 'flows', 'boundaries') &&
    (hasKeys(value, 'onDuplicates') || hasKeys(value, 'threatsFile')),
  parse: document => [readPytm(document)],
};
