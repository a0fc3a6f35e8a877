import { Counts, Expectation, Outcome } from './expectation';

/** One file of the collection, as expected and as found. */
export interface Comparison {
  file: string;
  expected: Expectation;
  found: Outcome;
}

type Column = [title: string, cell: (comparison: Comparison) => string];

/** Expected and found; a dash where nothing is stated. */
const pair = (expected: number | undefined, found: number | undefined) =>
  expected === undefined && found === undefined
    ? '-'
    : `${expected ?? '-'}/${found ?? '-'}`;

function pairs(expected: Counts | undefined, found: Counts | undefined) {
  const words = new Set([
    ...Object.keys(expected ?? {}),
    ...Object.keys(found ?? {}),
  ]);
  return (
    [...words]
      .sort()
      .map(
        word =>
          `${word} ${pair(
            expected && (expected[word] ?? 0),
            found && (found[word] ?? 0),
          )}`,
      )
      .join(', ') || '-'
  );
}

const result = ({ format, refused }: Outcome) =>
  refused ? `refused: ${refused}` : format ?? '';

/** The parts in which the outcome is not the expected one. */
export function differences({ expected, found }: Comparison): string[] {
  const { judgement, ...outcome } = expected;
  const parts: (keyof Outcome)[] = [
    'format',
    'refused',
    'findings',
    'statuses',
    'severities',
    'elements',
    'mitigations',
    'warnings',
  ];
  return parts.filter(
    part =>
      (part in outcome || part === 'refused') &&
      JSON.stringify(outcome[part]) !== JSON.stringify(found[part]),
  );
}

function verdict(comparison: Comparison): string {
  const parts = differences(comparison);
  return parts.length ? `DIFFERS in ${parts.join(', ')}` : 'as expected';
}

const columns: Column[] = [
  ['file', ({ file }) => file],
  [
    'format',
    ({ expected, found }) =>
      result(expected) === result(found)
        ? result(found)
        : `${result(expected)} / ${result(found)}`,
  ],
  ['findings', c => pair(c.expected.findings, c.found.findings)],
  ['statuses', c => pairs(c.expected.statuses, c.found.statuses)],
  ['severities', c => pairs(c.expected.severities, c.found.severities)],
  ['elements', c => pair(c.expected.elements, c.found.elements)],
  ['mitigations', c => pair(c.expected.mitigations, c.found.mitigations)],
  ['warnings', c => (c.found.warnings ?? []).join(', ') || '-'],
  ['verdict', verdict],
  ['judgement call', c => c.expected.judgement ?? ''],
];

/**
 * One line a file: expected/found for each count (a dash: not counted by other
 * means), the verdict, and the judgement call behind the expectation.
 */
export function comparisonTable(comparisons: Comparison[]): string {
  const rows = [
    columns.map(([title]) => title),
    ...comparisons.map(comparison =>
      columns.map(([, cell]) => cell(comparison)),
    ),
  ];
  const widths = columns.map((_, position) =>
    Math.max(...rows.map(row => row[position].length)),
  );
  return rows
    .map(row =>
      row
        .map((cell, position) => cell.padEnd(widths[position]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
