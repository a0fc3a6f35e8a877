import { ParsedDocument, ThreatModelFormat } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { readDate } from '../../reading/readDate';
import { requireList, structureError } from '../../reading/requireList';
import { hasKeys, member } from '../../reading/shape';
import { WarningLog } from '../../reading/WarningLog';
import { Products } from './Products';
import { readStatements } from './readStatements';

const contextOf = ({ value }: ParsedDocument): string => {
  const context = member(value, '@context');
  return typeof context === 'string' ? context : '';
};

function readOpenVex(document: ParsedDocument): ThreatModel {
  if (!hasKeys(document.value, 'statements')) {
    throw structureError(
      document,
      '',
      'an OpenVEX document has a list "statements"',
      'Write the document again with a VEX tool.',
    );
  }
  const log = new WarningLog(document);
  const root = new Cursor(document.value, '', log);
  const products = new Products();
  const { findings, mitigations } = readStatements(
    requireList(document, root.get('statements'), 'the statements'),
    products,
    root.line('timestamp'),
  );
  return finishModel(
    {
      kind: 'scan',
      format: 'openvex',
      formatVersion: /\/v?(\d[\d.]*)\/?$/.exec(contextOf(document))?.[1],
      title: document.fileName,
      authors: [root.line('author')].flatMap(author => author ?? []),
      updatedAt: readDate(root, 'last_updated') ?? readDate(root, 'timestamp'),
      diagrams: [],
      elements: products.elements,
      findings,
      mitigations,
    },
    log,
  );
}

/**
 * Statements on the exploitability of vulnerabilities in OpenVEX.
 * @public
 */
export const openVex: ThreatModelFormat = {
  id: 'openvex',
  title: 'OpenVEX',
  detect: document => contextOf(document).includes('openvex'),
  parse: document => [readOpenVex(document)],
};
