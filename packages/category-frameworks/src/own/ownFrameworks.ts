import { CategoryError } from '../errors';
import { Framework, indexFramework } from '../framework';
import { formatFramework, requireText } from '../ids/categoryId';

/** A framework that an organisation adds. @public */
export interface OwnFramework {
  /** Lower case, `acme-controls`; not the id of a built-in framework. */
  readonly id: string;
  readonly version?: string;
  readonly title: string;
  readonly categories: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly parent?: string;
  }>;
}

const FRAMEWORK_ID = /^[a-z][a-z0-9-]{0,62}$/;
const MAX_CATEGORIES = 5_000;

/**
 * Reads a framework of the organisation. Its categories are of one kind, so
 * that all that have no parent are compared with each other.
 *
 * @throws {@link CategoryError} that names the framework and the category.
 * @public
 */
export function readOwnFramework(
  own: OwnFramework,
  builtIn: ReadonlySet<string>,
): Framework {
  if (!FRAMEWORK_ID.test(own.id)) {
    throw new CategoryError(
      'syntax',
      `"${own.id}" is no id of a framework. Use lower case letters, digits and dashes, beginning with a letter.`,
    );
  }
  if (builtIn.has(own.id)) {
    throw new CategoryError(
      'duplicate',
      `The framework "${own.id}" is built in. Choose another id for your own.`,
    );
  }
  if (own.categories.length > MAX_CATEGORIES) {
    throw new CategoryError(
      'outOfRange',
      `The framework "${own.id}" has ${own.categories.length} categories; at most ${MAX_CATEGORIES} are read.`,
    );
  }
  const version = own.version === undefined ? '' : requireText(own.version);
  const nodes = own.categories.map(({ id, name, parent }) => ({
    id: requireText(id),
    name,
    kind: parent === undefined ? ('control' as const) : ('section' as const),
    ...(parent !== undefined && { parents: [requireText(parent)] }),
  }));
  const countOf = (kind: string) =>
    nodes.filter(node => node.kind === kind).length;
  return indexFramework(
    {
      framework: own.id,
      version,
      title: own.title,
      licence: 'own',
      attribution: formatFramework({ framework: own.id, version }),
      counts: { control: countOf('control'), section: countOf('section') },
      nodes,
    },
    true,
  );
}
