import { ParsedDocument, ThreatModelFormat } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { plainLine } from '../../reading/plainText';
import { readDate } from '../../reading/readDate';
import { requireList, structureError } from '../../reading/requireList';
import { hasItemWith, isList, member, scalarText } from '../../reading/shape';
import { WarningLog } from '../../reading/WarningLog';
import { xmlValue } from '../../reading/xmlValue';
import { bomShape } from './bomShape';
import { Inventory } from './Inventory';
import { readVulnerabilities } from './readVulnerabilities';

/** The version of a CycloneDX document, or undefined when it is none. */
function versionOf({ value, xml }: ParsedDocument): string | undefined {
  if (xml) {
    return xml.name === 'bom'
      ? /cyclonedx\.org\/schema\/bom\/([\d.]+)$/.exec(xml.namespace)?.[1]
      : undefined;
  }
  return member(value, 'bomFormat') === 'CycloneDX' ||
    member(value, 'specFormat') === 'CycloneDX'
    ? scalarText(member(value, 'specVersion'))
    : undefined;
}

/** True for CycloneDX 2, in JSON or XML. */
export function isCycloneDx2(document: ParsedDocument): boolean {
  return (
    member(document.value, 'specFormat') === 'CycloneDX' ||
    /^2\b/.test(versionOf(document) ?? '')
  );
}

/** XML extension of 1.2 and 1.3, which put the vulnerabilities into the components. */
const hasOldVulnerabilities = (value: unknown): boolean =>
  isList(value) &&
  (hasItemWith(value, 'vulnerabilities') ||
    value.some(part => hasOldVulnerabilities(member(part, 'components'))));

function readBom(document: ParsedDocument): ThreatModel {
  const version = versionOf(document);
  if (version === undefined || isCycloneDx2(document)) {
    throw structureError(
      document,
      '',
      'this is not CycloneDX 1.x, which has a bomFormat in JSON and its namespace in XML',
      'Export a bill of materials with vulnerabilities as CycloneDX 1.4 to 1.7.',
    );
  }
  const content = document.xml
    ? xmlValue(document, document.xml, bomShape)
    : document;
  const log = new WarningLog(content);
  const root = new Cursor(content.value, '', log);
  if (hasOldVulnerabilities(root.get('components').value)) {
    throw structureError(
      content,
      '/components',
      'the vulnerabilities stand in the components, as an extension of CycloneDX 1.2 and 1.3 had it',
      'Export the file as CycloneDX 1.4 or later.',
    );
  }
  const metadata = root.get('metadata');
  const vulnerabilities = requireList(
    content,
    root.get('vulnerabilities'),
    'the vulnerabilities',
  );
  const inventory = new Inventory(root);
  const { findings, mitigations } = readVulnerabilities(
    vulnerabilities,
    inventory,
  );
  return finishModel(
    {
      kind: 'scan',
      // The serial number is new with every document: no identity.
      format: 'cyclonedx',
      formatVersion: plainLine(version) || undefined,
      title: metadata.get('component').line('name') ?? document.fileName,
      authors: metadata
        .get('authors')
        .objects()
        .flatMap(author => author.line('name') ?? []),
      updatedAt: readDate(metadata, 'timestamp'),
      diagrams: [],
      elements: inventory.elements,
      findings,
      mitigations,
    },
    log,
  );
}

/**
 * Vulnerabilities and their exploitability (VDR, VEX) in CycloneDX 1.4 to 1.7,
 * JSON and XML.
 * @public
 */
export const cycloneDx: ThreatModelFormat = {
  id: 'cyclonedx',
  title: 'CycloneDX VDR or VEX',
  detect: document =>
    versionOf(document) !== undefined && !isCycloneDx2(document),
  parse: document => [readBom(document)],
};
