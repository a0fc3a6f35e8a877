import { Severity } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { ReadWord, readSeverity } from '../../reading/words';

const levels = new Map<string, Severity>([
  ['critical', 'critical'],
  ['veryhigh', 'high'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['verylow', 'info'],
]);

/** From the lowest to the highest; `very_high` and `high` are one step here. */
const order: Severity[] = [
  'unknown',
  'info',
  'low',
  'medium',
  'high',
  'critical',
];

/** A risk of the file: rated for all of its threats together. */
export interface LinkedRisk {
  at: Cursor;
  level: ReadWord<Severity>;
}

/** The risks of a file, by the threats they come from. */
export class RiskTable {
  private readonly highest = new Map<string, LinkedRisk>();

  constructor(risks: Cursor[]) {
    for (const at of risks) {
      const risk = { at, level: readSeverity(at, 'level', levels) };
      for (const threat of at.ids('threats')) {
        const known = this.highest.get(threat);
        if (
          !known ||
          order.indexOf(risk.level.value) > order.indexOf(known.level.value)
        ) {
          this.highest.set(threat, risk);
        }
      }
    }
  }

  /**
   * The risk of a threat with the highest level. `level` is what counts: the
   * score of a risk often is not the product of its likelihood and impact.
   */
  of(threat: string | undefined): LinkedRisk | undefined {
    return this.highest.get(threat ?? '');
  }
}
