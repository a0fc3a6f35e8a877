import { ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { UniqueKeys } from '../../reading/keys';
import { plainLine } from '../../reading/plainText';
import { repositoryUrls } from '../../reading/repositoryUrls';

/** Path of a URI in the repository: without scheme, machine and base. */
function pathOf(uri: string, bases: string[]): string {
  const base = bases.find(start => uri.startsWith(start));
  const path = base
    ? uri.slice(base.length)
    : uri.replace(/^file:\/{2,3}/i, '/');
  return plainLine(path.replace(/^\.\//, '')) || plainLine(uri);
}

/** The files that the results of a run are about. */
export class Artifacts {
  readonly elements: ModelElement[] = [];
  private readonly byPath = new Map<string, ModelElement>();
  private readonly ids = new UniqueKeys();
  private readonly listed: Cursor[];
  private readonly bases: string[];
  private readonly repoUrls: string[];

  constructor(run: Cursor) {
    this.listed = run.get('artifacts').items();
    this.bases = run
      .get('originalUriBaseIds')
      .entries()
      .flatMap(([, base]) => base.id('uri') ?? [])
      .filter(uri => /^file:\/\/.*\/$/i.test(uri));
    this.repoUrls = repositoryUrls(
      run
        .get('versionControlProvenance')
        .objects()
        .map(provenance => provenance.id('repositoryUri')),
    );
  }

  /** The files a result names, each once. */
  of(result: Cursor): ModelElement[] {
    const elements = result
      .get('locations')
      .objects()
      .flatMap(location => this.at(location) ?? []);
    return [...new Set(elements)];
  }

  private at(location: Cursor): ModelElement | undefined {
    const stated = location.get('physicalLocation').get('artifactLocation');
    const index = stated.isAbsent ? undefined : stated.number('index');
    const uri =
      stated.id('uri') ??
      (index === undefined
        ? undefined
        : this.listed[index]?.get('location').id('uri'));
    const path = uri && pathOf(uri, this.bases);
    if (!path) {
      return undefined;
    }
    const existing = this.byPath.get(path);
    if (existing) {
      return existing;
    }
    const element: ModelElement = {
      id: this.ids.claim(path),
      name: path,
      kind: 'node',
      outOfScope: false,
      tags: [],
      ...(this.repoUrls.length > 0 && { repoUrls: this.repoUrls }),
      sourcePaths: [path],
    };
    this.byPath.set(path, element);
    this.elements.push(element);
    return element;
  }
}
