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

/**
 * What people recorded about risks, by synthetic id. Keys may have a wildcard
 * in each part between `@`; an exact key wins over a wildcard.
 */
export class RiskTracking {
  private readonly exact = new Map<string, Cursor>();
  private readonly patterns: TrackingEntry[] = [];

  constructor(section: Cursor) {
    for (const [key, at] of section.entries()) {
      if (key.includes('*')) {
        this.patterns.push({ parts: key.split('@'), at });
      } else {
        this.exact.set(key, at);
      }
    }
  }

  find(syntheticId: string): Cursor | undefined {
    const exact = this.exact.get(syntheticId);
    if (exact || this.patterns.length === 0) {
      return exact;
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
