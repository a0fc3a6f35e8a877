import { ImportWarning, ThreatModel } from '@product-risk/threat-model-formats';
import { counted } from '../counted';
import { Counts, countWords, ModelSummary, UnusableFile } from './summary';

const shownCategories = 12;
const width = 12;

const listed = (counts: Counts) =>
  Object.entries(counts)
    .map(([word, count]) => `${count} ${word.replace(/_/g, ' ')}`)
    .join(', ');

const row = (name: string, text: string) => `  ${name.padEnd(width)}${text}\n`;

const withCounts = (total: number, ...counts: Counts[]) =>
  [`${total}`, ...counts.map(listed).filter(Boolean)].join(' · ');

function place({ position }: ImportWarning): string {
  if (position?.line !== undefined) {
    return `line ${position.line}, column ${position.column}: `;
  }
  return position?.pointer ? `${position.pointer}: ` : '';
}

function categoriesOf(model: ThreatModel): string {
  const all = Object.entries(
    countWords(
      model.findings.flatMap(({ categories }) =>
        categories.map(({ taxonomy, id }) =>
          taxonomy === 'other' || id.toUpperCase().startsWith(taxonomy)
            ? id
            : `${taxonomy} ${id}`,
        ),
      ),
    ),
  );
  const rest = all.length - shownCategories;
  return [
    ...all.slice(0, shownCategories).map(([id, count]) => `${id} ${count}`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join(', ');
}

/** A model for people. */
export function printModel(summary: ModelSummary, model: ThreatModel): string {
  const { formatVersion, reviewedRatio } = summary;
  const categories = categoriesOf(model);
  return [
    `${summary.file}: ${summary.title}\n`,
    row(
      'format',
      `${summary.format}${formatVersion ? ` ${formatVersion}` : ''}${
        model.kind === 'scan' ? ', results of a scan' : ''
      }`,
    ),
    row(
      'structure',
      `${counted(summary.elements, 'element')}, ${counted(
        summary.dataFlows,
        'data flow',
      )}`,
    ),
    row(
      'findings',
      withCounts(
        summary.findings,
        summary.findingsByStatus,
        summary.findingsBySeverity,
      ),
    ),
    row(
      'mitigations',
      withCounts(summary.mitigations, summary.mitigationsByStatus),
    ),
    ...(categories ? [row('categories', categories)] : []),
    ...(reviewedRatio === null
      ? []
      : [row('reviewed', `${Math.round(reviewedRatio * 100)} %`)]),
    ...model.warnings.map(
      warning => `  ! ${warning.code}: ${place(warning)}${warning.message}\n`,
    ),
  ].join('');
}

/** A file that cannot be used, for people. */
export const printError = ({ error }: UnusableFile): string =>
  `${error.message} (${error.code})\n`;
