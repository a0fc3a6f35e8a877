import { Cursor } from '../../reading/Cursor';

/**
 * What the template of a model calls its categories and properties: templates
 * of one's own identify them by GUIDs.
 */
export class Template {
  private readonly categories: ReadonlyMap<string, string>;
  private readonly labels: ReadonlyMap<string, string>;

  constructor(knowledgeBase: Cursor) {
    const names = (items: Cursor[], key: string, name: string) =>
      new Map(
        items.flatMap((item): [string, string][] => {
          const id = item.id(key);
          const text = item.line(name);
          return id && text ? [[id, text]] : [];
        }),
      );
    this.categories = names(
      knowledgeBase.get('ThreatCategories').objects(),
      'Id',
      'Name',
    );
    this.labels = names(
      knowledgeBase.get('ThreatMetaData').get('PropertiesMetaData').objects(),
      'Name',
      'Label',
    );
  }

  /** Name of a category that is given by its id or already by its name. */
  categoryName(idOrName: string): string {
    return this.categories.get(idOrName) ?? idOrName;
  }

  /** What people see as the name of a property. */
  labelOf(property: string): string {
    return this.labels.get(property) ?? property;
  }
}
