import { plainLine } from './plainText';

/** What a package URL says: `pkg:npm/%40scope/name@1.0.0?arch=x86`. */
export interface PackageUrl {
  /** Without version, qualifiers and subpath: the same for every release. */
  unversioned: string;
  /** Last part of its path, decoded. */
  name: string;
  version?: string;
}

function decode(text: string): string {
  try {
    return plainLine(decodeURIComponent(text));
  } catch {
    return plainLine(text);
  }
}

/** The parts of a package URL; undefined for any other text. */
export function parsePackageUrl(text: string): PackageUrl | undefined {
  const path = /^pkg:\/*([a-z][a-z0-9.+-]*\/[^?#\s<>]+)/i.exec(text)?.[1];
  if (!path) {
    return undefined;
  }
  // The at sign of a scope may stand as it is: only one in the last part counts.
  const lastPart = path.lastIndexOf('/') + 1;
  const at = path.indexOf('@', lastPart + 1);
  const unversioned = at === -1 ? path : path.slice(0, at);
  const type = unversioned.slice(0, unversioned.indexOf('/')).toLowerCase();
  return {
    unversioned: `pkg:${type}${unversioned.slice(unversioned.indexOf('/'))}`,
    name: decode(unversioned.slice(lastPart)),
    version: at === -1 ? undefined : decode(path.slice(at + 1)) || undefined,
  };
}
