import { Cursor } from '../../reading/Cursor';
import { plainLine } from '../../reading/plainText';

/** An item and its title: the key of a map in YAML, a member elsewhere. */
export interface NamedItem {
  at: Cursor;
  title: string;
}

/** The objects of a section, be it a map by title (YAML), a map by id or a list (1.0). */
export function namedItems(section: Cursor): NamedItem[] {
  if (Array.isArray(section.value)) {
    return section.objects().map(at => ({
      at,
      title: at.line('title') ?? at.line('id') ?? 'Untitled',
    }));
  }
  return section.entries().flatMap(([key, at]) => {
    if (!at.isObject) {
      at.warn(
        'invalid-item',
        'An entry is no object; it was left out. Correct or remove it.',
      );
      return [];
    }
    return [{ at, title: at.line('title') ?? (plainLine(key) || 'Untitled') }];
  });
}
