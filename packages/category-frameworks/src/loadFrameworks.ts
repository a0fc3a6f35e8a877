import {
  builtInCrosswalks,
  builtInFrameworks,
  readCrosswalkData,
  readFramework,
} from './builtIn';
import { CategoryFrameworks } from './CategoryFrameworks';
import { Crosswalk, readCrosswalk } from './crosswalk';
import { ReadData, readLazily } from './dataFiles';
import { CategoryError } from './errors';
import { Framework, indexFramework } from './framework';
import { fnv1a } from './fnv1a';
import { OwnFramework, readOwnFramework } from './own/ownFrameworks';
import { OverlayEdge, readOverlays } from './own/overlays';

/** What an organisation chooses and adds. @public */
export interface FrameworkChoice {
  /** Keys of built-in frameworks. Default: {@link defaultFrameworks}. */
  readonly enabled?: readonly string[];
  readonly own?: readonly OwnFramework[];
  readonly overlays?: readonly OverlayEdge[];
}

/** The frameworks that are enabled unless an organisation chooses. @public */
export const defaultFrameworks: readonly string[] = [
  'asvs@5.0.0',
  'iso27001@2022',
  'cwe',
  'owasp-top10@2025',
  'stride',
  'linddun',
];

/** Every framework that comes with the package, by key. @public */
export const availableFrameworks: readonly string[] =
  Object.keys(builtInFrameworks);

/** Changes with every edition of the data of this package. */
const DATA_EDITION = '2026-11';

const builtInIds = new Set(
  availableFrameworks.map(key => key.replace(/@.*$/, '')),
);

async function loadBuiltIn(key: string, read: ReadData): Promise<Framework> {
  const file = Object.hasOwn(builtInFrameworks, key)
    ? builtInFrameworks[key]
    : undefined;
  if (!file) {
    throw new CategoryError(
      'unknownFramework',
      `The framework "${key}" is unknown. Known: ${availableFrameworks.join(
        ', ',
      )}.`,
    );
  }
  return indexFramework(await readFramework(read, file));
}

function requireOnce(keys: readonly string[]): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw new CategoryError(
      'duplicate',
      `The framework "${twice}" stands twice. Remove one of them.`,
    );
  }
}

/** The edges must lead between categories that exist. */
function requireEdges(
  crosswalk: Crosswalk,
  frameworks: ReadonlyMap<string, Framework>,
): void {
  for (const { from, to } of crosswalk.edges) {
    for (const [key, id] of [
      [crosswalk.from, from],
      [crosswalk.to, to],
    ]) {
      if (!frameworks.get(key)?.nodes.has(id)) {
        throw new CategoryError(
          'unknownId',
          `The crosswalk ${crosswalk.from} to ${crosswalk.to} names "${id}", which ${key} does not have.`,
        );
      }
    }
  }
}

/**
 * Loads the frameworks that are enabled, the crosswalks between them, and what
 * an organisation adds, all checked.
 *
 * @param read - `readBundled` on a server
 * @throws {@link CategoryError} that names what is wrong.
 * @public
 */
export async function loadFrameworks(
  choice: FrameworkChoice = {},
  read: ReadData = readLazily,
): Promise<CategoryFrameworks> {
  const { enabled = defaultFrameworks, own = [], overlays = [] } = choice;
  requireOnce(enabled);
  const frameworks = [
    ...(await Promise.all(enabled.map(key => loadBuiltIn(key, read)))),
    ...own.map(one => readOwnFramework(one, builtInIds)),
  ];
  requireOnce(frameworks.map(({ key }) => key));
  const byKey = new Map(frameworks.map(one => [one.key, one]));
  const crosswalks = await Promise.all(
    builtInCrosswalks
      .filter(({ from, to }) => byKey.has(from) && byKey.has(to))
      .map(async ({ file }) =>
        readCrosswalk(await readCrosswalkData(read, file)),
      ),
  );
  for (const crosswalk of crosswalks) requireEdges(crosswalk, byKey);
  const dataVersion = [
    DATA_EDITION,
    fnv1a(JSON.stringify([[...enabled].sort(), own, overlays])),
  ].join('+');
  const plain = new CategoryFrameworks({
    frameworks,
    crosswalks,
    dataVersion,
    read,
  });
  return new CategoryFrameworks({
    frameworks,
    crosswalks,
    overlays: readOverlays(overlays, id => plain.resolve(id).id),
    dataVersion,
    read,
  });
}
