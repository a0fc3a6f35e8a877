import { repositoryOf } from './annotationTarget';

/** A folder of a repository. */
export interface SourceFolder {
  /** Origin and path in lower case, without `.git`. */
  repository: string;
  /** Without slashes around it; empty for the whole repository. */
  folder: string;
}

const trimmed = (path: string) => path.replace(/^\/+|\/+$/g, '');

const urlOf = (text: string): URL | undefined => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};

/** Folder in links such as `/-/tree/main/services/pay` after the repository. */
function folderIn(url: URL, repository: string): string {
  const rest = `${url.origin}${url.pathname}`.slice(repository.length);
  const [, path = ''] =
    /^\/(?:-\/)?(?:blob|tree|raw|edit|src)\/[^/]+(?:\/(.*))?$/.exec(rest) ?? [];
  return trimmed(decodeURI(path));
}

/**
 * Where an entity's source lies, by a location annotation such as
 * `url:https://github.com/acme/shop/tree/main/services/pay/`. A location that
 * is a file stands for the folder it lies in.
 */
export function folderOfLocation(location: string): SourceFolder | undefined {
  const [, target] = /^url:(.+)$/.exec(location) ?? [];
  const link = target === undefined ? undefined : repositoryOfLink(target);
  if (!link) return undefined;
  const isFile = !location.endsWith('/') && /\.[a-z]+$/i.test(link.folder);
  return isFile
    ? {
        ...link,
        folder: link.folder.slice(0, Math.max(0, link.folder.lastIndexOf('/'))),
      }
    : link;
}

/**
 * The repository, and folder if any, of a link that a file states: a page of a
 * source control system, or what one clones. Undefined for anything else.
 * Nothing is ever read from it.
 */
export function repositoryOfLink(link: string): SourceFolder | undefined {
  const cloned = link
    .trim()
    .replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^/:]+)[:/]/, 'https://$1/')
    .replace(/^(?:git|ssh):\/\//, 'https://');
  const url = urlOf(cloned);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  const repository = repositoryOf(url);
  if (repository) return { repository, folder: folderIn(url, repository) };
  const path = trimmed(url.pathname).replace(/\.git$/, '');
  return path.includes('/')
    ? {
        repository: `${url.origin}/${path}`.toLocaleLowerCase('en-US'),
        folder: '',
      }
    : undefined;
}

/** Whether a place lies in a folder, or is it. */
export function pathIn(folder: SourceFolder, place: SourceFolder): boolean {
  return (
    folder.repository === place.repository &&
    (folder.folder === '' ||
      place.folder === folder.folder ||
      place.folder.startsWith(`${folder.folder}/`))
  );
}
