import { ParsedDocument, ThreatModelFormat } from '../../format';
import { hasItemWith, isList, isObject, member } from '../../reading/shape';
import { readThreatDragon } from './readThreatDragon';

/**
 * The version of a Threat Dragon file. `version` is that of the tool and is
 * missing in most version 1 files, so the place of the cells comes first.
 */
function majorVersion({ value }: ParsedDocument): 1 | 2 | undefined {
  const detail = member(value, 'detail');
  // Under `tmBom`, some versions kept a TM-BOM in an empty model around it.
  const isWrapper = member(value, 'tmBom') !== undefined;
  if (!isObject(member(value, 'summary')) || !isObject(detail) || isWrapper) {
    return undefined;
  }
  const diagrams = member(detail, 'diagrams');
  if (hasItemWith(diagrams, 'cells')) {
    return 2;
  }
  if (hasItemWith(diagrams, 'diagramJson')) {
    return 1;
  }
  const version = String(member(value, 'version') ?? '');
  if (version.startsWith('1')) {
    return 1;
  }
  // Version 2 writes its version and every diagram's cells, empty or not.
  const hasDiagrams = isList(diagrams) && diagrams.length > 0;
  return version === '' && hasDiagrams ? 1 : 2;
}

/**
 * OWASP Threat Dragon 1.
 * @public
 */
export const threatDragonV1: ThreatModelFormat = {
  id: 'threat-dragon-v1',
  title: 'OWASP Threat Dragon 1',
  detect: document => majorVersion(document) === 1,
  parse: document => [readThreatDragon(document, 'threat-dragon-v1')],
};

/**
 * OWASP Threat Dragon 2, up to the statuses of 2.7.
 * @public
 */
export const threatDragonV2: ThreatModelFormat = {
  id: 'threat-dragon-v2',
  title: 'OWASP Threat Dragon 2',
  detect: document => majorVersion(document) === 2,
  parse: document => [readThreatDragon(document, 'threat-dragon-v2')],
};
