import { ParsedDocument } from '../format';
import { hasKeys, member } from '../reading/shape';

/** A format we know by its content and do not read. */
export interface UnsupportedFormat {
  id: string;
  title: string;
  /** What to import instead, or why this is nothing to import. */
  advice: string;
  detect(document: ParsedDocument): boolean;
}

const notYet = 'It cannot be imported yet.';

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : '';

const schemaOf = ({ value }: ParsedDocument) =>
  textOf(member(value, '$schema'));

/** The beginning of an XML document up to the end of its root tag, without comments. */
function xmlRoot({ syntax, text }: ParsedDocument): string {
  if (syntax !== 'xml') {
    return '';
  }
  const beginning = text
    .slice(0, 5_000)
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  return /<(?:[\w.-]+:)?[a-zA-Z][\w.-]*[^>]*>/.exec(beginning)?.[0] ?? '';
}

/**
 * Formats that are recognised to say so, instead of "unknown". A registered
 * format with the same id takes the entry's place.
 */
export const unsupportedFormats: UnsupportedFormat[] = [
  {
    id: 'cyclonedx',
    title: 'CycloneDX',
    advice: notYet,
    detect: document =>
      member(document.value, 'bomFormat') === 'CycloneDX' ||
      member(document.value, 'specFormat') === 'CycloneDX' ||
      (/^<(?:[\w.-]+:)?bom\b/.test(xmlRoot(document)) &&
        xmlRoot(document).includes('cyclonedx.org/schema/bom')),
  },
  {
    id: 'sarif',
    title: 'SARIF',
    advice: `${notYet} It holds results of a scanner, not a threat model.`,
    detect: document =>
      hasKeys(document.value, 'runs', 'version') ||
      /sarif/i.test(schemaOf(document)),
  },
  {
    id: 'openvex',
    title: 'OpenVEX',
    advice: notYet,
    detect: ({ value }) =>
      textOf(member(value, '@context')).includes('openvex'),
  },
  {
    id: 'threatspec',
    title: 'threatspec',
    advice:
      'Its report is spread over four files, and its project is dormant. Import the model in another format, such as Open Threat Model (OTM).',
    detect: ({ value }) =>
      hasKeys(value, 'mitigations', 'exposures', 'acceptances'),
  },
  {
    id: 'tictaac',
    title: 'TicTaaC',
    advice:
      'Its reports are not read: most are no valid JSON. Import the model in another format, such as Open Threat Model (OTM).',
    detect: ({ value }) => hasKeys(value, 'threat-model-name'),
  },
];
