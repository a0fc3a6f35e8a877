import {
  CategoryLink,
  TimelineConflict,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import { CategoryFrameworks } from '@product-risk/category-frameworks';
import { Knex } from 'knex';
import { Vocabulary } from '../../frameworksConfig';
import { dayNumber, dayWords } from '../../days';
import {
  CategoryAnalysis,
  levelsOf,
  reportedFrameworks,
} from '../read/CategoryAnalysis';
import { categoryLink } from '../read/present/categories';
import { openCategoriesOf } from '../read/queries/categories';

/** An audit is told of when it begins within so many days. */
const AUDIT_DAYS = 30;
/** Categories that one conflict names. */
const MOST_NAMED = 3;

interface AuditConflictsOptions {
  db: Knex;
  vocabulary: Promise<Vocabulary>;
  analysis: Pick<CategoryAnalysis, 'analyse'>;
}

/** Whether one category is the other one, above it or below it. */
const areRelated = (frameworks: CategoryFrameworks, a: string, b: string) =>
  frameworks.withAncestors(a).includes(b) ||
  frameworks.withAncestors(b).includes(a);

/** Without those that stand above others of them. */
const finest = (frameworks: CategoryFrameworks, ids: readonly string[]) =>
  ids.filter(
    id =>
      !ids.some(
        other => other !== id && frameworks.withAncestors(other).includes(id),
      ),
  );

/**
 * Audits that come soon and look at what is systemic, where the product has a
 * part in it. Both are known from kept counters.
 */
export class AuditConflicts {
  constructor(private readonly options: AuditConflictsOptions) {}

  /** @param day - today */
  async of(
    productRef: string,
    events: readonly TimelineEvent[],
    day: number,
  ): Promise<TimelineConflict[]> {
    const audits = events.filter(({ kind, startDay, categories }) => {
      const days = dayNumber(startDay) - day;
      return (
        kind === 'audit' &&
        days >= 0 &&
        days <= AUDIT_DAYS &&
        categories.length > 0
      );
    });
    if (audits.length === 0) return [];
    const { frameworks } = await this.options.vocabulary;
    const open = new Set(await openCategoriesOf(this.options.db, productRef));
    const named = audits.flatMap(({ categories }) => categories);
    const systemic = (await this.#systemic(frameworks, named)).filter(id =>
      open.has(id),
    );
    return audits.flatMap(({ id, title, startDay, categories }) => {
      const found = finest(
        frameworks,
        systemic.filter(one =>
          categories.some(category => areRelated(frameworks, category.id, one)),
        ),
      );
      const on = dayWords(dayNumber(startDay), day);
      return found.length === 0
        ? []
        : [
            {
              kind: 'audit' as const,
              words: `“${title}” on ${on} looks at ${namesOf(
                found.map(one => categoryLink(frameworks, one)),
              )}: systemic across the organisation, with open findings in this product.`,
              eventIds: [id],
            },
          ];
    });
  }

  /** What is systemic in the frameworks of some categories, at any level. */
  async #systemic(
    frameworks: CategoryFrameworks,
    named: readonly CategoryLink[],
  ): Promise<string[]> {
    const reported = new Set(
      reportedFrameworks(frameworks).map(({ key }) => key),
    );
    const keys = new Set(
      named
        .flatMap(({ id }) => frameworks.get(id)?.framework ?? [])
        .filter(key => reported.has(key)),
    );
    const found: string[] = [];
    for (const framework of keys) {
      for (const level of levelsOf(frameworks, framework)) {
        const { assessments } = await this.options.analysis.analyse(
          { framework, level },
          {},
        );
        for (const { category, systemic } of assessments.values()) {
          if (systemic) found.push(category);
        }
      }
    }
    return found;
  }
}

function namesOf(links: readonly CategoryLink[]): string {
  const names = links
    .slice(0, MOST_NAMED)
    .map(({ node, name }) => (name === node ? node : `${node} ${name}`));
  const rest = links.length - names.length;
  return `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
