/** A loss that happens within a year or does not. */
export interface Loss {
  readonly probability: number;
  readonly centi: number;
}

/** A loss by the cells of a grid that it moves a sum. */
export interface GridLoss {
  readonly probability: number;
  readonly cells: number;
}

/** Which losses are told apart. */
export interface LossGrid {
  /** Distance between neighbouring losses, in 1/100 point. */
  readonly gridCenti: number;
  /** Whether there are so many cells that negligible ends are cut. */
  readonly cut: boolean;
}

// Cell updates that a browser makes in about 50 ms: enough for 500 risks. More
// risks may take longer in proportion, 5 000 about half a second.
const AFFORDABLE_UPDATES = 2.7e7;
const MANY_RISKS = 500;
// From here on most cells of a sum are negligible.
const MANY_CELLS = 1e5;
// 32 MB.
const MAX_CELLS = 4e6;
// Standard deviations between the ends at which cells become negligible.
const KEPT_DEVIATIONS = 18;
// Chance with which a likely bound may fail.
const BOUND_FAILURE = 1e-12;

function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller > 0) {
    [larger, smaller] = [smaller, larger % smaller];
  }
  return larger;
}

function updates(losses: readonly Loss[], gridCenti: number): number {
  let width = 0;
  let variance = 0;
  let sum = 0;
  for (const { probability, centi } of losses) {
    width += centi / gridCenti;
    variance += probability * (1 - probability) * (centi / gridCenti) ** 2;
    sum += Math.min(
      width,
      KEPT_DEVIATIONS * Math.sqrt(variance) + centi / gridCenti,
    );
  }
  return sum;
}

/**
 * The finest grid that is affordable for losses by rising size, the order in
 * which adding them takes the fewest cells. On the greatest common divisor of the
 * losses every one of them has a cell of its own.
 */
export function chooseGrid(losses: readonly Loss[]): LossGrid {
  const finest = losses.reduce(
    (divisor, { centi }) => greatestCommonDivisor(divisor, centi),
    0,
  );
  const affordable =
    AFFORDABLE_UPDATES * Math.max(1, losses.length / MANY_RISKS);
  const total = losses.reduce((sum, { centi }) => sum + centi, 0);
  const gridCenti =
    finest *
    Math.max(
      1,
      Math.ceil(updates(losses, finest) / affordable),
      Math.ceil(total / finest / MAX_CELLS),
    );
  return { gridCenti, cut: total / gridCenti > MANY_CELLS };
}

/**
 * The losses moved to the nearest cells, none to no loss at all: whether
 * anything happens is known exactly on any grid.
 */
export function onGrid(losses: readonly Loss[], gridCenti: number): GridLoss[] {
  return losses.map(({ probability, centi }) => ({
    probability,
    cells: Math.max(1, Math.round(centi / gridCenti)),
  }));
}

interface Displacement {
  readonly probability: number;
  readonly moved: number;
}

/**
 * A number that the sum of `X * moved` over independent events X does not pass
 * but for a chance of `BOUND_FAILURE / 2`: Chernoff's bound (1952). It holds for
 * any tilt; the best of some is taken.
 */
function likelyBound(
  displacements: readonly Displacement[],
  farthest: number,
): number {
  const reach = Math.log(2 / BOUND_FAILURE);
  let best = Infinity;
  for (let step = -12; step <= 8; step++) {
    const tilt = 2 ** (step / 2) / farthest;
    const logMoment = displacements.reduce(
      (sum, { probability, moved }) =>
        sum + Math.log1p(probability * Math.expm1(tilt * moved)),
      0,
    );
    best = Math.min(best, (logMoment + reach) / tilt);
  }
  return Math.ceil(best);
}

/**
 * How far the sum of losses on the grid may lie from that of the losses as they
 * are: what all displacements in one direction add up to, which is certain, or
 * a bound that holds but for a chance of 1e-12, whichever is smaller.
 */
export function displacementBound(
  losses: readonly Loss[],
  gridCenti: number,
): { lossErrorCenti: number; probabilityError: number } {
  const displacements = onGrid(losses, gridCenti).map(
    ({ probability, cells }, index) => ({
      probability,
      moved: cells * gridCenti - losses[index].centi,
    }),
  );
  let up = 0;
  let down = 0;
  let farthest = 0;
  for (const { moved } of displacements) {
    up += Math.max(0, moved);
    down += Math.max(0, -moved);
    farthest = Math.max(farthest, Math.abs(moved));
  }
  const certain = Math.max(up, down);
  if (certain === 0) {
    return { lossErrorCenti: 0, probabilityError: 0 };
  }
  const opposite = displacements.map(({ probability, moved }) => ({
    probability,
    moved: -moved,
  }));
  const likely = Math.max(
    likelyBound(displacements, farthest),
    likelyBound(opposite, farthest),
  );
  return certain <= likely
    ? { lossErrorCenti: certain, probabilityError: 0 }
    : { lossErrorCenti: likely, probabilityError: BOUND_FAILURE };
}
