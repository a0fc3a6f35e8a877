import { DiagramElement } from '@product-risk/backstage-plugin-risk-common';
import {
  LevelShape,
  levelWord,
  plural,
  useRiskPalette,
} from '../../primitives';

/** What an element's badge says, for who cannot see it. */
export function elementFindingsWords(element: DiagramElement): string {
  const { findings, hidden } = element;
  if (hidden) return 'findings not visible to you';
  if (!findings.open) {
    return findings.total ? 'nothing open' : 'no findings';
  }
  const worst = findings.worst ?? 'unrated';
  return `${plural(findings.open, 'open finding')}, worst ${levelWord(
    worst,
  ).toLowerCase()}`;
}

/** Open findings of an element with the worst level's shape. */
export function ElementBadge({ element }: { element: DiagramElement }) {
  const { level, levelTint } = useRiskPalette();
  const { open, worst = 'unrated' } = element.findings;
  if (!open) return null;
  return (
    <span
      aria-hidden="true"
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 3,
        padding: '0 5px',
        borderRadius: 9,
        fontSize: 11,
        fontWeight: 700,
        lineHeight: '17px',
        color: level[worst],
        background: levelTint[worst],
        border: `1px solid ${level[worst]}`,
      }}
    >
      <LevelShape level={worst} size={9} />
      {open}
    </span>
  );
}
