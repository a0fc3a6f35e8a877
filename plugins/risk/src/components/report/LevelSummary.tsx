import { LevelCounts } from '@product-risk/backstage-plugin-risk-common';
import { LevelMark, levelsAndUnrated } from '../primitives';

/** Open risks by level in one cell of a table. */
export function LevelSummary({ risks }: { risks: LevelCounts }) {
  const present = levelsAndUnrated.filter(level => risks[level] > 0);
  if (!present.length) return <>none known</>;
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '2px 12px' }}>
      {present.map(level => (
        <LevelMark key={level} level={level} count={risks[level]} />
      ))}
    </span>
  );
}
