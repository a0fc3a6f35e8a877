import { InputError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import { Owner } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { RiskConfig } from '../config';
import { OwnershipStore } from '../database/OwnershipStore';
import { ProductStore } from '../database/ProductStore';
import { DbProductRow } from '../database/tables';

export interface AccountabilityOptions {
  database: Knex;
  config: Pick<RiskConfig, 'policy'>;
  now: () => Date;
}

/** A product whose proposed owner waits to be confirmed. */
export interface ProposedOwner {
  productRef: string;
  title: string;
  proposed: Owner;
  /** Confirmed owner that the proposal would replace. */
  confirmed?: string;
}

export interface OwnerConfirmation {
  productRef: string;
  ownerRef: string;
  /** Confirmed owner it replaces, as the list showed it; absent for none. */
  confirmed?: string;
}

export interface ConfirmationResult {
  /** Products whose owner is confirmed now. */
  confirmed: string[];
  refused: { productRef: string; reason: string }[];
}

const UNKNOWN = 'There is no such product';
const OWNER_KINDS = ['user', 'group'];

function isOwnerKind(ref: string): boolean {
  try {
    return OWNER_KINDS.includes(parseEntityRef(ref).kind);
  } catch {
    return false;
  }
}

/**
 * Who answers for which product. Catalog files only propose an owner; the
 * portal remembers who was confirmed. Answers come from the mirror of the
 * catalog, whatever the number of products.
 *
 * @remarks
 * Where `risk.policy.trustCatalogOwners` is set, proposals count as
 * confirmed, unless somebody else was confirmed in the portal. A group that
 * owns a product means its direct members.
 */
export class Accountability {
  readonly #options: AccountabilityOptions;

  constructor(options: AccountabilityOptions) {
    this.#options = options;
  }

  /** The owner of each of these products; `none` for unknown ones, too. */
  async ownerOf(productRefs: readonly string[]): Promise<Map<string, Owner>> {
    const products = await this.#products().byRefs(productRefs);
    const owners = await this.#owners([...products.values()]);
    return new Map(
      productRefs.map(ref => [ref, owners.get(ref) ?? { state: 'none' }]),
    );
  }

  /**
   * Products that some users or groups own or are proposed to own, each once.
   *
   * @param ownershipRefs - as credentials list them: a user and its groups
   */
  async productsOf(ownershipRefs: readonly string[]): Promise<string[]> {
    return this.#products().refsOwnedBy(ownershipRefs);
  }

  /** A user and the groups it is a direct member of; a group alone. */
  async ownershipRefsOf(ownerRef: string): Promise<string[]> {
    return [
      ownerRef,
      ...(await this.#ownership().targetsOf('memberOf', [ownerRef])),
    ];
  }

  /** Products of a group and of the groups below it, each once. */
  async productsOfGroupTree(groupRef: string): Promise<string[]> {
    const visited = new Set([groupRef]);
    let level = [groupRef];
    while (level.length > 0) {
      const children = await this.#ownership().sourcesOf('childOf', level);
      level = children.filter(ref => !visited.has(ref));
      level.forEach(ref => visited.add(ref));
    }
    return this.productsOf([...visited]);
  }

  /** Owners that wait to be confirmed, by product ref. */
  async proposed(page: {
    after?: string;
    limit: number;
  }): Promise<{ items: ProposedOwner[]; total: number }> {
    if (this.#options.config.policy.trustCatalogOwners) {
      return { items: [], total: 0 };
    }
    const rows = await this.#products().awaiting(page);
    const people = await this.#ownership().present(
      rows.flatMap(row => row.proposed_owner_ref ?? []),
    );
    return {
      items: rows.map(row => ({
        productRef: row.entity_ref,
        title: row.title,
        proposed: ownerFrom(
          row.proposed_owner_ref,
          'proposed',
          people,
          row.proposed_by,
        ),
        ...(row.owner_ref && { confirmed: row.owner_ref }),
      })),
      total: await this.#products().countAwaiting(),
    };
  }

  /**
   * Confirms owners in bulk: those that can be, each of the others with the
   * reason. Confirming what is confirmed already changes nothing.
   *
   * @param actor - ref of the person who confirms, for the log
   * @throws InputError when a product is named twice
   */
  async confirm(
    confirmations: readonly OwnerConfirmation[],
    actor: string,
  ): Promise<ConfirmationResult> {
    const refs = confirmations.map(({ productRef }) => productRef);
    if (new Set(refs).size !== refs.length) {
      throw new InputError('A product is named twice');
    }
    return this.#options.database.transaction(async trx => {
      const products = new ProductStore(trx);
      const rows = await products.lock(refs);
      const people = await new OwnershipStore(trx).present(
        confirmations.map(({ ownerRef }) => ownerRef),
      );
      const at = this.#options.now().toISOString();
      const result: ConfirmationResult = { confirmed: [], refused: [] };
      for (const confirmation of confirmations) {
        const { productRef, ownerRef } = confirmation;
        const row = rows.get(productRef);
        const reason = refusalOf(confirmation, row, people);
        if (reason !== undefined || !row) {
          result.refused.push({ productRef, reason: reason ?? UNKNOWN });
          continue;
        }
        result.confirmed.push(productRef);
        if (
          row.owner_ref === ownerRef &&
          row.considered_owner_ref === row.proposed_owner_ref
        ) {
          continue;
        }
        await products.confirm({
          entity_ref: productRef,
          owner_ref: ownerRef,
          confirmed_by: actor,
          confirmed_at: at,
          considered_owner_ref: row.proposed_owner_ref,
        });
        await products.log([
          {
            product_ref: productRef,
            at,
            actor,
            action: actionOf(row.owner_ref, ownerRef),
            before: row.owner_ref,
            after: ownerRef,
          },
        ]);
      }
      return result;
    });
  }

  async #owners(rows: readonly DbProductRow[]): Promise<Map<string, Owner>> {
    const { trustCatalogOwners } = this.#options.config.policy;
    const people = await this.#ownership().present(
      rows.flatMap(row => row.owner_ref ?? row.proposed_owner_ref ?? []),
    );
    return new Map(
      rows.map(row => [
        row.entity_ref,
        row.owner_ref
          ? ownerFrom(row.owner_ref, 'confirmed', people)
          : ownerFrom(
              row.proposed_owner_ref,
              trustCatalogOwners ? 'confirmed' : 'proposed',
              people,
              row.proposed_by,
            ),
      ]),
    );
  }

  #products() {
    return new ProductStore(this.#options.database);
  }

  #ownership() {
    return new OwnershipStore(this.#options.database);
  }
}

function actionOf(before: string | null, after: string): string {
  if (before === null) return 'owner-confirmed';
  return before === after ? 'owner-kept' : 'owner-changed';
}

function refusalOf(
  { ownerRef, confirmed }: OwnerConfirmation,
  row: DbProductRow | undefined,
  people: ReadonlyMap<string, string>,
): string | undefined {
  if (!row || row.retired) return UNKNOWN;
  if (!isOwnerKind(ownerRef)) {
    return `${ownerRef} is neither a user nor a group`;
  }
  if (!people.has(ownerRef)) return `${ownerRef} is not in the catalog`;
  if (row.owner_ref === ownerRef) return undefined;
  if (row.owner_ref !== (confirmed ?? null)) {
    return row.owner_ref
      ? `Changed meanwhile: ${row.owner_ref} is confirmed`
      : 'Changed meanwhile: nobody is confirmed any more';
  }
  return undefined;
}

/** An owner as far as it can be found; `unresolved` where it cannot. */
function ownerFrom(
  ref: string | null,
  state: 'confirmed' | 'proposed',
  people: ReadonlyMap<string, string>,
  proposedBy?: string | null,
): Owner {
  if (!ref) return { state: 'none' };
  const title = people.get(ref);
  return {
    state: title === undefined ? 'unresolved' : state,
    ref,
    ...(title !== undefined && { title }),
    ...(proposedBy && { proposedBy }),
  };
}
