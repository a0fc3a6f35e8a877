import { ImportPlan, StoredFinding } from './planImport';

const OPEN: readonly StoredFinding['status'][] = [
  'open',
  'in_progress',
  'accepted',
];

const isOpen = ({ status }: StoredFinding) => OPEN.includes(status);

/**
 * Why an import must be held back for a person to look at: it would make all
 * or too many of its source's open findings absent, as a file that was emptied
 * or whose ids were generated anew does. Undefined when it need not.
 *
 * A source with fewer open findings than the minimum is never held back: one
 * fixed finding of two is an ordinary day.
 */
export function quarantineReason(
  plan: ImportPlan,
  policy: { quarantineShare: number; quarantineMinimum: number },
): string | undefined {
  const current = [
    ...plan.absent,
    ...plan.changed.map(({ stored }) => stored),
    ...plan.unchanged.map(({ stored }) => stored),
  ];
  const lost = plan.absent.filter(isOpen).length;
  const open = current.filter(isOpen).length;
  if (lost > 0 && open >= policy.quarantineMinimum) {
    if (lost === open) {
      return `All ${open} open findings of this source would be gone.`;
    }
    if (lost / open > policy.quarantineShare) {
      return `${lost} of ${open} open findings of this source would be gone.`;
    }
  }
  const kept = current.length - plan.absent.length;
  if (kept === 0 && plan.absent.length >= policy.quarantineMinimum) {
    return `All ${plan.absent.length} findings of this source would be gone.`;
  }
  return undefined;
}
