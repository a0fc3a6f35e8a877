import { Finding } from '../../model';
import { Cursor, quote } from '../../reading/Cursor';
import { bareWord } from '../../reading/words';

/** Kinds of a result that is no problem. */
const noProblem = new Set([
  'pass',
  'open',
  'informational',
  'notapplicable',
  'review',
]);

const baselineStates = new Set(['new', 'unchanged', 'updated', 'absent']);
const suppressionStatuses = new Set(['accepted', 'underreview', 'rejected']);

type Stated = Pick<
  Finding,
  'status' | 'statusRaw' | 'statusReason' | 'reviewed'
>;

/** A word in lower case; one that nobody has seen is ignored with a warning. */
function wordOf(
  owner: Cursor,
  key: string,
  known: ReadonlySet<string>,
): string | undefined {
  const raw = owner.line(key);
  const word = raw && bareWord(raw);
  if (word && !known.has(word)) {
    owner
      .get(key)
      .warn(
        'unknown-status',
        `The word ${quote(raw)} is not known here; it was ignored.`,
      );
    return undefined;
  }
  return word;
}

/** A result is suppressed unless somebody has yet to agree, or did not. */
function suppressionOf(result: Cursor): { reason?: string } | undefined {
  const suppressions = result.get('suppressions').objects();
  const statuses = suppressions.map(suppression =>
    suppression.get('status').isAbsent
      ? 'accepted'
      : wordOf(suppression, 'status', suppressionStatuses),
  );
  if (
    suppressions.length === 0 ||
    statuses.some(status => status !== 'accepted')
  ) {
    return undefined;
  }
  const reason = suppressions
    .map(suppression => suppression.text('justification'))
    .filter(text => text !== '')
    .join('\n');
  return { reason: reason || undefined };
}

/**
 * Where a result stands. What is no problem comes first, then what is gone
 * since the baseline, then what people decided to live with.
 */
export function readStatus(result: Cursor): Stated {
  const kind = wordOf(result, 'kind', new Set([...noProblem, 'fail']));
  const baseline = wordOf(result, 'baselineState', baselineStates);
  const suppression = suppressionOf(result);
  if (kind && noProblem.has(kind)) {
    return {
      status: 'not_applicable',
      statusRaw: result.line('kind'),
      reviewed: false,
    };
  }
  if (baseline === 'absent') {
    return {
      status: 'mitigated',
      statusRaw: result.line('baselineState'),
      reviewed: false,
    };
  }
  if (suppression) {
    return {
      status: 'accepted',
      statusRaw: 'suppressed',
      statusReason: suppression.reason,
      reviewed: true,
    };
  }
  return { status: 'open', reviewed: false };
}
