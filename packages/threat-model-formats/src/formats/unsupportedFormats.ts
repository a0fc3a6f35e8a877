import { ParsedDocument } from '../format';
import { hasItemWith, hasKeys, isObject, member } from '../reading/shape';

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

const hasThreatTypeItems = (value: unknown): boolean =>
  hasItemWith(value, 'Threat Type', 'Scenario');

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
    id: 'tm-library',
    title: 'OWASP Threat Model Library (TM-BOM)',
    advice: `${notYet} If Threat Dragon wrote it, save the model in Threat Dragon's own format.`,
    detect: document =>
      schemaOf(document).includes('threat-model.schema.json') ||
      hasKeys(document.value, 'scope', 'trust_zones', 'data_flows') ||
      hasKeys(document.value, 'summary', 'detail', 'tmBom'),
  },
  {
    id: 'threat-composer',
    title: 'AWS Threat Composer',
    advice: notYet,
    detect: ({ value }) =>
      typeof member(value, 'schema') === 'number' &&
      ['applicationInfo', 'mitigationLinks', 'threats'].some(key =>
        hasKeys(value, key),
      ),
  },
  {
    id: 'threagile-stats',
    title: 'Threagile statistics (stats.json)',
    advice: 'It only holds counts. Import risks.json of the same run.',
    detect: ({ value }) => {
      const risks = member(value, 'risks');
      return (
        isObject(value) &&
        Object.keys(value).length === 1 &&
        (isObject(member(risks, 'critical')) || isObject(member(risks, 'low')))
      );
    },
  },
  {
    id: 'pytm',
    title: 'OWASP pytm',
    advice: notYet,
    detect: ({ value }) =>
      hasKeys(value, 'findings', 'flows', 'boundaries') &&
      (hasKeys(value, 'onDuplicates') || hasKeys(value, 'threatsFile')),
  },
  {
    id: 'threatcl',
    title: 'threatcl (hcltm)',
    advice: `${notYet} Export it as OTM with threatcl.`,
    detect: ({ syntax, value }) =>
      // Of the texts that are neither JSON, YAML nor XML, only HCL is known.
      syntax === 'other' ||
      hasKeys(value, 'threatmodel', 'spec_version') ||
      hasKeys(value, 'threatmodels') ||
      hasItemWith(value, 'author', 'threat') ||
      hasItemWith(value, 'author', 'name'),
  },
  {
    id: 'threatspec',
    title: 'threatspec',
    advice: notYet,
    detect: ({ value }) =>
      hasKeys(value, 'mitigations', 'exposures', 'acceptances'),
  },
  {
    id: 'tictaac',
    title: 'TicTaaC',
    advice: notYet,
    detect: ({ value }) => hasKeys(value, 'threat-model-name'),
  },
  {
    id: 'stride-gpt',
    title: 'STRIDE GPT',
    advice: notYet,
    detect: ({ value }) => {
      const subsystems = member(value, 'subsystems');
      return (
        hasThreatTypeItems(member(value, 'threat_model')) ||
        (Array.isArray(subsystems) &&
          subsystems.some(subsystem =>
            hasThreatTypeItems(member(subsystem, 'threats')),
          ))
      );
    },
  },
];
