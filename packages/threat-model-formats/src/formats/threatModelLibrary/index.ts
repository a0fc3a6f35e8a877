import { ThreatModelFormat } from '../../format';
import { hasKeys, member } from '../../reading/shape';
import { readThreatModelLibrary } from './readThreatModelLibrary';

/**
 * JSON of the OWASP Threat Model Library, 1.0, as Threat Dragon and Precogly
 * write it ("TM-BOM"); also inside the empty model that some versions of
 * Threat Dragon put around it.
 * @public
 */
export const threatModelLibrary: ThreatModelFormat = {
  id: 'tm-library',
  title: 'OWASP Threat Model Library (TM-BOM)',
  detect: ({ value }) => {
    const schema = member(value, '$schema');
    return (
      (typeof schema === 'string' &&
        schema.includes('threat-model.schema.json')) ||
      hasKeys(value, 'scope', 'trust_zones', 'data_flows') ||
      hasKeys(value, 'summary', 'detail', 'tmBom')
    );
  },
  parse: document => [readThreatModelLibrary(document)],
};
