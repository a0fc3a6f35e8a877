import {
  Endpoints,
  RootCause,
} from '@product-risk/backstage-plugin-risk-common';
import { compareCategoryIds } from '@product-risk/category-frameworks';
import { Knex } from 'knex';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { groupBy } from '../groupBy';
import { OperationInput, Operations } from '../Operations';
import { CategoryAnalysis } from './CategoryAnalysis';
import { categoryLink } from './present/categories';
import {
  causesOfProducts,
  linkedCauses,
  placesOfCauses,
  productsOfLinks,
} from './queries/rootCauses';
import { VisibleRisks } from './VisibleRisks';

interface RootCauseReadsOptions {
  db: Knex;
  vocabulary: Promise<Vocabulary>;
  analysis: Pick<CategoryAnalysis, 'axis'>;
  visible: VisibleRisks;
}

const MAX_CAUSES = 100;
const LINKED = 'linked:';

function originOf(cause: string): RootCause['origin'] {
  if (cause.startsWith(LINKED)) return 'person';
  if (cause.startsWith('explicit:')) return 'file';
  return cause.startsWith('scan:') ? 'scan' : 'definition';
}

/** What one fix would remove from several products. */
export class RootCauseReads implements Operations<'listRootCauses'> {
  readonly #options: RootCauseReadsOptions;

  constructor(options: RootCauseReadsOptions) {
    this.#options = options;
  }

  /** A cause is named to whoever may see every product that it is behind. */
  listRootCauses = async (
    { framework }: OperationInput<Endpoints['listRootCauses']>,
    caller: Caller,
  ) => {
    const { db, analysis, visible } = this.#options;
    const { frameworks } = await this.#options.vocabulary;
    const axis = await analysis.axis({ framework });
    const [shared, linked] = await Promise.all([
      causesOfProducts(db, axis.framework, MAX_CAUSES + 1),
      linkedCauses(db, MAX_CAUSES + 1),
    ]);
    const links = new Map(linked.map(row => [`${LINKED}${row.id}`, row]));
    const titles = new Map([
      ...shared.map(({ cause, title }) => [cause, title] as const),
      ...[...links].map(([cause, { title }]) => [cause, title] as const),
    ]);
    const causes = [...titles.keys()];
    const [places, risky] = await Promise.all([
      placesOfCauses(db, axis.framework, causes),
      productsOfLinks(
        db,
        linked.map(({ id }) => id),
      ),
    ]);
    const byCause = groupBy(places, ({ cause }) => cause);
    const byLink = groupBy(risky, ({ id }) => `${LINKED}${id}`);
    const behind = (cause: string) => [
      ...(byCause.get(cause) ?? []),
      ...(byLink.get(cause) ?? []),
    ];
    const seen = await visible.among(
      causes.flatMap(cause =>
        behind(cause).map(({ product_ref }) => product_ref),
      ),
      caller,
    );
    const items = causes.map((cause): RootCause => {
      const link = links.get(cause);
      const affected = byCause.get(cause) ?? [];
      return {
        title: behind(cause).every(({ product_ref }) => seen.has(product_ref))
          ? titles.get(cause)
          : undefined,
        origin: originOf(cause),
        products: new Set(affected.map(({ product_ref }) => product_ref)).size,
        categories: [...new Set(affected.map(({ category }) => category))]
          .filter(id => frameworks.get(id)?.kind === axis.level)
          .sort(compareCategoryIds)
          .map(id => categoryLink(frameworks, id)),
        linkedBy: link?.created_by,
        linkedAt: link?.created_at,
      };
    });
    items.sort((a, b) => b.products - a.products);
    return {
      items: items.slice(0, MAX_CAUSES),
      truncated: items.length > MAX_CAUSES,
    };
  };
}
