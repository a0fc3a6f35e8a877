const MAX_LENGTH = 80;

/**
 * A name that every file system takes, made of the title of a model: letters
 * and digits of ASCII and hyphens, whatever the file said.
 *
 * @param extension - with its dot
 */
export function fileNameOf(title: string, extension: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  return `${words || 'threat-model'}${extension}`;
}
