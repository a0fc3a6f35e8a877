import { ParsedDocument } from '../format';
import { hasKeys } from '../reading/shape';
import { isCycloneDx2 } from './cycloneDx';

/** A format we know by its content and do not read. */
export interface UnsupportedFormat {
  id: string;
  title: string;
  /** What to import instead, or why this is nothing to import. */
  advice: string;
  detect(document: ParsedDocument): boolean;
}

/**
 * Formats that are recognised to say so, instead of "unknown". A registered
 * format with the same id takes the entry's place.
 */
export const unsupportedFormats: UnsupportedFormat[] = [
  {
    id: 'cyclonedx-2',
    title: 'CycloneDX 2.0',
    advice:
      'Its threat modelling is a pre-release whose shape still changes. Export vulnerabilities as CycloneDX 1.4 to 1.7, and the threat model in the own format of the tool.',
    detect: isCycloneDx2,
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
