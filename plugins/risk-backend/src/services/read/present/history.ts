import { FindingDetail } from '@product-risk/backstage-plugin-risk-common';
import {
  CENTI_PER_POINT,
  formatProbability,
  MICRO_PER_ONE,
} from '@product-risk/risk-model';
import { z } from 'zod';
import {
  DbFindingEventRow,
  DbRatingRow,
  toInteger,
} from '../../../database/tables';
import { readJson } from '../queries/json';

type Entry = FindingDetail['history'][number];

const eventDetailSchema = z.object({
  reason: z.string().optional(),
  fields: z.array(z.string()).optional(),
  from: z.string().optional(),
  title: z.string().optional(),
  evidence: z.string().optional(),
  category: z.string().optional(),
  session: z.string().optional(),
});

type EventDetail = z.output<typeof eventDetailSchema>;

const inSession = ({ session }: EventDetail) =>
  session ? `, decided in the session “${session}”` : '';

const eventTexts: Record<
  DbFindingEventRow['kind'],
  (detail: EventDetail) => string
> = {
  'first-seen': () => 'First seen',
  changed: ({ fields }) =>
    fields?.length ? `Changed in the file: ${fields.join(', ')}` : 'Changed',
  absent: () => 'Gone from the file',
  reopened: () => 'In the file again',
  excluded: ({ reason }) => (reason ? `Left out: ${reason}` : 'Left out'),
  'mitigation-verified': ({ title, evidence }) =>
    [`Verified: ${title ?? 'a mitigation'}`, evidence]
      .filter(Boolean)
      .join(', '),
  'mitigation-withdrawn': ({ title, evidence }) =>
    [`No longer verified: ${title ?? 'a mitigation'}`, evidence]
      .filter(Boolean)
      .join(', '),
  restored: ({ reason }) =>
    reason ? `Brought back: ${reason}` : 'Brought back',
  promoted: ({ reason }) => (reason ? `Made a risk: ${reason}` : 'Made a risk'),
  'promotion-withdrawn': ({ reason }) =>
    reason ? `No risk any more: ${reason}` : 'No risk any more',
  relinked: ({ from, title, evidence }) =>
    [
      from
        ? `Took over what people decided about "${title ?? 'a finding'}"`
        : `What people decided went to "${title ?? 'a finding'}"`,
      evidence,
    ]
      .filter(Boolean)
      .join('; '),
  'category-confirmed': detail =>
    `Belongs to ${detail.category}${inSession(detail)}`,
  'category-rejected': detail =>
    `Does not belong to ${detail.category}${inSession(detail)}`,
  moved: ({ from }) => (from ? `Taken over from ${from}` : 'Moved'),
};

/** A rating in words. */
export const ratingText = (row: DbRatingRow) => {
  const chance = formatProbability(row.probability_micro / MICRO_PER_ONE);
  const impact = toInteger(row.impact_centi) / CENTI_PER_POINT;
  const comment = row.comment ? `: ${row.comment}` : '';
  return `Rated ${chance} a year at ${impact} points${comment}`;
};

/** What happened to a finding and its risk, newest first. */
export function historyOf(
  events: readonly DbFindingEventRow[],
  ratings: readonly DbRatingRow[],
): Entry[] {
  const entries: Entry[] = [
    ...events.map(row => ({
      at: row.at,
      actor: row.actor,
      text: eventTexts[row.kind](readJson(eventDetailSchema, row.detail, {})),
    })),
    ...ratings.map(row => ({
      at: row.at,
      actor: row.actor,
      text: ratingText(row),
    })),
  ];
  return entries.sort((a, b) => (a.at < b.at ? 1 : -1));
}
