import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';

export interface PeopleDirectoryOptions {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}

const targetsOf = (entity: Entity | undefined, type: string): string[] =>
  (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));

/** Where a person stands in the organisation, as the catalog says now. */
export interface Standing {
  ref: string;
  /** Groups the person is a direct member of. */
  groups: string[];
  /** Those and every group above, each with the group it was reached from. */
  reachedFrom: ReadonlyMap<string, string>;
}

/**
 * Users and groups as the catalog knows them at this moment: who decides is
 * not read from a mirror that may be minutes old.
 */
export class PeopleDirectory {
  constructor(private readonly options: PeopleDirectoryOptions) {}

  /** Undefined: the catalog has no such user, so the person has left. */
  async standingOf(userRef: string): Promise<Standing | undefined> {
    const [user] = await this.#entities([userRef]);
    if (!user) return undefined;
    const groups = targetsOf(user, RELATION_MEMBER_OF);
    const reachedFrom = new Map(groups.map(ref => [ref, userRef]));
    let level = groups;
    while (level.length > 0) {
      const found = await this.#entities(level);
      const above: string[] = [];
      for (const [index, group] of found.entries()) {
        for (const parent of targetsOf(group, RELATION_CHILD_OF)) {
          if (reachedFrom.has(parent)) continue;
          reachedFrom.set(parent, level[index]);
          above.push(parent);
        }
      }
      level = above;
    }
    return { ref: userRef, groups, reachedFrom };
  }

  /** Whether the catalog has this user or group. */
  async has(ref: string): Promise<boolean> {
    const [entity] = await this.#entities([ref]);
    return entity !== undefined;
  }

  async #entities(refs: string[]): Promise<(Entity | undefined)[]> {
    const { catalog, auth } = this.options;
    const { items } = await catalog
      .getEntitiesByRefs(
        {
          entityRefs: refs,
          fields: ['kind', 'metadata.namespace', 'metadata.name', 'relations'],
        },
        { credentials: await auth.getOwnServiceCredentials() },
      )
      .catch(error => {
        throw new ServiceUnavailableError(
          'The catalog cannot be asked who owns what; nobody can decide until it answers',
          error,
        );
      });
    return items;
  }
}

/**
 * How a person is one of the owners that a ref stands for: the person, the
 * groups on the way, the owner. Undefined: not at all.
 *
 * @param nested - whether members of groups below the owner count
 */
export function pathTo(
  ownerRef: string,
  standing: Standing,
  nested: boolean,
): string[] | undefined {
  if (ownerRef === standing.ref) return [ownerRef];
  const reachable = nested
    ? standing.reachedFrom.has(ownerRef)
    : standing.groups.includes(ownerRef);
  if (!reachable) return undefined;
  const path = [ownerRef];
  while (path[0] !== standing.ref) {
    path.unshift(standing.reachedFrom.get(path[0]) ?? standing.ref);
  }
  return path;
}
