import { ScmIntegrations } from '@backstage/integration';

/** Where an annotation points. */
export type AnnotationTarget =
  | { kind: 'url'; location: string }
  /** A file that must really lie within the folder; development only. */
  | { kind: 'file'; location: string; folder: string }
  | { kind: 'refused'; code: string; message: string };

export interface AnnotationTargetOptions {
  integrations: ScmIntegrations;
  /** Patterns in which `*` stands for any text. */
  allowedTargets: readonly string[];
  allowFileLocations: boolean;
}

const refuse = (code: string, message: string): AnnotationTarget => ({
  kind: 'refused',
  code,
  message,
});

/** The single targets of the annotation's value. */
export function splitTargets(annotation: string): string[] {
  const targets = annotation.split(',').map(target => target.trim());
  return [...new Set(targets.filter(Boolean))];
}

function matches(text: string, pattern: string): boolean {
  const expression = pattern
    .split('*')
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${expression}$`).test(text);
}

/**
 * The repository of a source control URL: what stands before the part that
 * names branch and path. Undefined for URLs of no known shape.
 */
export function repositoryOf(url: URL): string | undefined {
  const path = url.pathname;
  const shapes = [
    /^(\/.+?)\/-\/(?:blob|tree|raw|edit)\//, // GitLab
    /^(\/(?:[^/]+\/)?(?:projects|users)\/[^/]+\/repos\/[^/]+)(?:\/|$)/, // Bitbucket Server
    /^(\/.+\/_git\/[^/]+)(?:\/|$)/, // Azure DevOps
    /^(\/[^/]+\/[^/]+)\/(?:blob|tree|raw|edit|src)\//, // GitHub, Gitea, Bitbucket
  ];
  for (const shape of shapes) {
    const repository = shape.exec(path)?.[1];
    if (repository) {
      return `${url.origin}${repository}`.toLocaleLowerCase('en-US');
    }
  }
  return undefined;
}

function isOwn(target: URL, home: URL): boolean {
  const homeRepository = repositoryOf(home);
  if (homeRepository) return repositoryOf(target) === homeRepository;
  const folder = home.pathname.slice(0, home.pathname.lastIndexOf('/') + 1);
  return target.origin === home.origin && target.pathname.startsWith(folder);
}

// Dots and slashes that only the server would decode could lead elsewhere.
const HIDDEN_PATH = /%2e|%2f|%5c|\\/i;

function urlTarget(
  declared: string,
  home: string | undefined,
  options: AnnotationTargetOptions,
): AnnotationTarget {
  let target: URL;
  try {
    target = new URL(
      home
        ? options.integrations.resolveUrl({ url: declared, base: home })
        : declared,
    );
  } catch {
    return refuse(
      'invalid-target',
      'The annotation is neither a path nor a URL. Give a path relative to catalog-info.yaml.',
    );
  }
  if (
    declared.startsWith('//') ||
    !['https:', 'http:'].includes(target.protocol) ||
    target.username !== '' ||
    target.password !== ''
  ) {
    return refuse(
      'invalid-target',
      'The annotation must be a path, or an http(s) URL without credentials.',
    );
  }
  const own =
    home !== undefined &&
    !HIDDEN_PATH.test(declared) &&
    isOwn(target, new URL(home));
  if (own || options.allowedTargets.some(one => matches(target.href, one))) {
    return { kind: 'url', location: target.href };
  }
  return refuse(
    'target-not-allowed',
    "The annotation points out of the entity's own repository. Move the file beside catalog-info.yaml, or ask for an entry in risk.sync.allowedTargets.",
  );
}

function isRelative(declared: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(declared) && !declared.startsWith('//');
}

function fileTarget(
  declared: string,
  home: string,
  options: AnnotationTargetOptions,
): AnnotationTarget {
  if (!isRelative(declared)) return urlTarget(declared, undefined, options);
  if (!options.allowFileLocations) {
    return refuse(
      'file-locations-off',
      'Files of this machine are not read here. Register the entity from its repository, or set risk.sync.allowFileLocations in development.',
    );
  }
  const folder = home.slice(0, home.lastIndexOf('/') + 1);
  const parts = declared.split('/').filter(part => part !== '.' && part !== '');
  if (
    parts.includes('..') ||
    declared.startsWith('/') ||
    HIDDEN_PATH.test(declared)
  ) {
    return refuse(
      'outside-folder',
      'The annotation points above the folder of catalog-info.yaml. Move the file into that folder.',
    );
  }
  return { kind: 'file', location: `file:${folder}${parts.join('/')}`, folder };
}

/**
 * Resolves what an annotation declares against the place that the catalog
 * itself recorded for the entity. A writer of a `catalog-info.yaml` must not
 * make the portal's token read other people's repositories, so the target must
 * lie in the entity's own repository or match an allowed pattern.
 *
 * @remarks
 * `backstage.io/source-location` plays no part: whoever writes the entity can
 * set it to any repository.
 */
export function annotationTarget(
  declared: string,
  managedByLocation: string | undefined,
  options: AnnotationTargetOptions,
): AnnotationTarget {
  const [, kind, home] =
    /^(url|file):(.+)$/.exec(managedByLocation ?? '') ?? [];
  const target = declared.replace(/^url:/, '');
  if (kind === 'file') return fileTarget(target, home, options);
  if (kind !== 'url' && isRelative(target)) {
    return refuse(
      'no-location',
      'The catalog does not say where the entity comes from, so a relative path leads nowhere. Give a URL that risk.sync.allowedTargets permits.',
    );
  }
  return urlTarget(target, kind === 'url' ? home : undefined, options);
}
