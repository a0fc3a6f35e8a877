import { CategoryRef } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { Template } from './Template';

/** Properties of every template, which are no place for references. */
const freeTexts = new Set(['UserThreatDescription', 'StateInformation']);

/**
 * The texts of a threat. The elements of these names are empty in today's
 * files; the texts are in the list of properties.
 */
export class ThreatProperties {
  private readonly byName = new Map<string, Cursor>();

  constructor(
    private readonly threat: Cursor,
    private readonly template: Template,
  ) {
    for (const property of threat.get('Properties').objects()) {
      const name = property.id('Key');
      if (name && property.id('Value') && !this.byName.has(name)) {
        this.byName.set(name, property);
      }
    }
  }

  /** What holds the value of that name: a property, else the threat itself. */
  holding(name: string): Cursor {
    return this.byName.get(name) ?? this.threat;
  }

  /** The member of {@link holding} with the value. */
  keyOf(name: string): string {
    return this.byName.has(name) ? 'Value' : name;
  }

  line(name: string): string | undefined {
    return this.holding(name).line(this.keyOf(name));
  }

  text(name: string): string {
    return this.holding(name).text(this.keyOf(name));
  }

  /** Text of the first property that the template labels so. */
  textLabelled(label: RegExp): string {
    for (const [name, property] of this.byName) {
      if (
        name === 'PossibleMitigations' ||
        label.test(this.template.labelOf(name))
      ) {
        return property.text('Value');
      }
    }
    return '';
  }

  /** Weaknesses and attack patterns that properties of a template refer to. */
  references(): CategoryRef[] {
    const texts = [...this.byName]
      .filter(([name]) => !freeTexts.has(name))
      .map(([, property]) => property.text('Value'))
      .join('\n');
    const found = texts.matchAll(
      /\b(CWE|CAPEC)-(\d{1,5})\b|\b(cwe|capec)\.mitre\.org\/data\/definitions\/(\d{1,5})\b/g,
    );
    return [...found].map(([, name, number, host, definition]) => {
      const taxonomy = (name ?? host).toUpperCase() === 'CWE' ? 'CWE' : 'CAPEC';
      return { taxonomy, id: `${taxonomy}-${Number(number ?? definition)}` };
    });
  }
}
