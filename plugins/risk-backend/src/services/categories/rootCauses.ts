import { z } from 'zod';
import { RiskCategoryRow } from '../../database/CategoryStore';
import { readJson } from '../read/queries/json';
import { Cause } from './countCategories';

const labelsSchema = z.array(
  z.object({ taxonomy: z.string(), id: z.string() }),
);
const tagsSchema = z.object({ tags: z.array(z.string()).default([]) });

const EXPLICIT = /^root-cause[:=]\s*(\S.{0,254})$/i;

/** Labels and tags of a stored finding. */
export function labelsOf({
  categories,
  detail,
}: {
  categories: string;
  detail: string;
}) {
  return {
    labels: readJson(labelsSchema, categories, []),
    tags: readJson(tagsSchema, detail, { tags: [] }).tags,
  };
}

/**
 * What joins a risk with risks of other products by itself: the same definition
 * of one model, or the same vulnerability and package.
 */
export function causeOfGroup({
  group_key: groupKey,
  title,
}: Pick<RiskCategoryRow, 'group_key' | 'title'>): Cause[] {
  return groupKey.startsWith('finding:')
    ? []
    : [{ cause: groupKey, title: title.slice(0, 255) }];
}

/** Root causes that labels or tags name: `root-cause: shared login library`. */
export function explicitCauses(row: {
  categories: string;
  detail: string;
}): Cause[] {
  const { labels, tags } = labelsOf(row);
  return [...labels.map(({ id }) => id), ...tags].flatMap(text => {
    const name = EXPLICIT.exec(text.trim())?.[1].trim();
    return name
      ? { cause: `explicit:${name.toLocaleLowerCase('en-US')}`, title: name }
      : [];
  });
}
