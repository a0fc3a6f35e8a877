import {
  CategoryLink,
  NEXT_RELEASE_ANNOTATION,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import { z } from 'zod';
import { readJson } from '../read/queries/json';
import { VisibleEntities } from '../read/VisibleRisks';
import {
  AnnotatedDate,
  annotatedDates,
  placeOf,
} from '../../catalog/annotatedDates';
import { derivedEvent } from './timelineEvent';

/** What annotations of a product's entities put on its timeline. */
export interface AnnotatedEvents {
  events: TimelineEvent[];
  order: { fromId: string; toId: string }[];
  problems: string[];
}

interface AnnotatedOptions {
  rows: readonly { ref: string; annotations: string }[];
  seen: VisibleEntities;
  /** What people put there, which an annotation may name. */
  stored: readonly TimelineEvent[];
  /** @returns the category, or what is wrong with the id */
  categoryOf: (id: string) => CategoryLink | string;
}

const lower = (text: string) => text.toLocaleLowerCase('en-US');

/**
 * Dates that catalog files state, from the mirror. Those of entities that the
 * caller may not see are left out, and so is what is wrong with them.
 */
export function annotatedEvents({
  rows,
  seen,
  stored,
  categoryOf,
}: AnnotatedOptions): AnnotatedEvents {
  const found: AnnotatedEvents = { events: [], order: [], problems: [] };
  const read = rows.map(({ ref, annotations }) => ({
    ref,
    ...annotatedDates(
      ref,
      readJson(z.record(z.string(), z.string()), annotations, {}),
    ),
  }));
  const idsByTitle = new Map<string, string[]>();
  const note = (title: string, ...ids: string[]) => {
    const key = lower(title);
    idsByTitle.set(key, [...(idsByTitle.get(key) ?? []), ...ids]);
  };
  const idOf = (ref: string, { annotation, index }: AnnotatedDate) =>
    `${annotation} ${ref} ${index}`;

  for (const { id, title } of stored) note(title, id);
  for (const { ref, dates } of read) {
    for (const date of dates) {
      // What is hidden has a name, too, but nobody is led to it.
      if (date.title) {
        note(date.title, ...(seen.has(ref) ? [idOf(ref, date)] : []));
      }
    }
  }

  for (const { ref, dates, problems } of read) {
    const entity = seen.link(ref);
    if (!entity) continue;
    found.problems.push(...problems);
    for (const date of dates) {
      const id = idOf(ref, date);
      const isRelease = date.annotation === NEXT_RELEASE_ANNOTATION;
      const place = placeOf(ref, date.annotation);
      const categories = date.categories.map(categoryOf);
      for (const title of date.after) {
        const ids = idsByTitle.get(lower(title));
        if (!ids) {
          found.problems.push(
            `${place} nothing on this timeline is called “${title}”. Write the title of a release, an audit or another date after “after”.`,
          );
        }
        found.order.push(
          ...(ids ?? [])
            .filter(fromId => fromId !== id)
            .map(fromId => ({ fromId, toId: id })),
        );
      }
      found.problems.push(
        ...categories.flatMap(one =>
          typeof one === 'string' ? [`${place} ${one}`] : [],
        ),
      );
      found.events.push(
        derivedEvent({
          id,
          lane: isRelease ? 'product' : 'compliance',
          kind: isRelease ? 'release' : 'audit',
          title:
            date.title ??
            `${isRelease ? 'Release' : 'Audit'} of ${entity.title}`,
          startDay: date.startDay,
          endDay: date.endDay,
          statedBy: { entity, annotation: date.annotation },
          categories: categories.filter(
            (one): one is CategoryLink => typeof one !== 'string',
          ),
        }),
      );
    }
  }
  return found;
}
