import { ThreatModelFormatError } from '../../errors';
import { Cursor } from '../../reading/Cursor';

interface TrackingEntry {
  parts: string[];
  at: Cursor;
}

/** One part of an id against one of a pattern, where `*` stands for anything. */
function matchesPart(pattern: string, part: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) {
    return pattern === part;
  }
  const start = pattern.slice(0, star);
  const end = pattern.slice(star + 1);
  return (
    part.length > start.length + end.length &&
    part.startsWith(start) &&
    part.endsWith(end)
  );
}

/** Comparisons of risks with wildcards; a real model has a few thousand. */
const maxComparisons = 5_000_000;

/**
 * What people recorded about risks, by synthetic id. Keys may have a wildcard
 * in each part between `@`; an exact key wins over a wildcard.
 */
export class RiskTracking {
  private readonly exact = new Map<string, Cursor>();
  private readonly patterns: TrackingEntry[] = [];
  private comparisons = 0;

  constructor(private readonly section: Cursor) {
    for (const [key, at] of section.entries()) {
      if (key.includes('*')) {
        this.patterns.push({ parts: key.split('@'), at });
      } else {
        this.exact.set(key, at);
      }
    }
  }

  /** @throws ThreatModelFormatError `too-complex` when all wildcards with all risks would take too long. */
  find(syntheticId: string): Cursor | undefined {
    const exact = this.exact.get(syntheticId);
    if (exact || this.patterns.length === 0) {
      return exact;
    }
    this.comparisons += this.patterns.length;
    if (this.comparisons > maxComparisons) {
      const { fileName } = this.section.log;
      throw new ThreatModelFormatError(
        'too-complex',
        fileName,
        `${fileName}: the risk_tracking has too many wildcards for so many risks. Split the model, or track risks by their exact ids.`,
        this.section.position,
      );
    }
    const parts = syntheticId.split('@');
    return this.patterns.find(
      entry =>
        entry.parts.length === parts.length &&
        entry.parts.every((part, position) =>
          matchesPart(part, parts[position]),
        ),
    )?.at;
  }
}
