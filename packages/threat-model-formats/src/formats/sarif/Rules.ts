import { CategoryRef } from '../../model';
import { categoryRef, cweRef } from '../../reading/categoryNames';
import { Cursor } from '../../reading/Cursor';

/** What every result of a rule shares. */
export interface Rule {
  at?: Cursor;
  id?: string;
  title?: string;
  /** Help of the rule's author: advice, not a mitigation. */
  advice?: string;
  categories: CategoryRef[];
  tags: string[];
  /** Package URL of the only package the rule is about, in rules of dependency scanners. */
  purl?: string;
}

const isCwe = (text: string) => /(?:^|\/)cwe[-_:/ ]*\d/i.test(text);

/** Weakness a tag names: `external/cwe/cwe-079`, `CWE-89: SQL injection`. */
const cweOf = (tag: string) => cweRef(tag.replace(/^.*\bcwe\//i, ''));

const textsOf = (owner: Cursor, key: string): string[] =>
  Array.isArray(owner.get(key).value)
    ? owner.lines(key)
    : [owner.line(key) ?? ''];

/** Weaknesses that the properties of a rule or a result name. */
export function cwesOf(owner: Cursor): CategoryRef[] {
  const properties = owner.get('properties');
  return [
    ...properties.lines('tags').filter(isCwe),
    ...textsOf(properties, 'cwe').filter(isCwe),
  ].flatMap(text => cweOf(text) ?? []);
}

/** Weaknesses that a result or a rule refers to in a taxonomy. */
export function taxaOf(references: Cursor[]): CategoryRef[] {
  return references
    .filter(
      reference =>
        reference.get('toolComponent').id('name')?.toUpperCase() === 'CWE' ||
        isCwe(reference.id('id') ?? ''),
    )
    .flatMap(reference => cweRef(reference.id('id') ?? '') ?? []);
}

function readRule(at: Cursor, id: string | undefined): Rule {
  const properties = at.get('properties');
  const purls = properties.ids('purls');
  const draft = /^STRIDE\/(.+)$/i.exec(id ?? '')?.[1];
  return {
    at,
    id,
    title:
      at.get('shortDescription').line('text') ??
      at.line('name') ??
      at.line('id'),
    advice:
      at.get('help').text('text') ||
      at.get('help').text('markdown') ||
      undefined,
    categories: [
      ...(draft ? [categoryRef(draft)] : []),
      ...cwesOf(at),
      ...taxaOf(
        at
          .get('relationships')
          .objects()
          .map(relationship => relationship.get('target')),
      ),
    ],
    tags: properties.lines('tags').filter(tag => !isCwe(tag)),
    purl: purls.length === 1 ? purls[0] : undefined,
  };
}

/** The rules of a run: those of the tool, and of each of its extensions. */
export class Rules {
  private readonly components: Cursor[][];
  private readonly byId = new Map<string, Cursor>();
  private readonly read = new Map<unknown, Rule>();

  constructor(private readonly tool: Cursor) {
    const rulesOf = (component: Cursor) => component.get('rules').objects();
    const driver = rulesOf(tool.get('driver'));
    this.components = [
      driver,
      ...tool.get('extensions').objects().map(rulesOf),
    ];
    for (const rule of this.components.flat()) {
      const id = rule.id('id');
      if (id && !this.byId.has(id)) {
        this.byId.set(id, rule);
      }
    }
  }

  /** The rule of a result, by its place among the rules or by its id. */
  of(result: Cursor): Rule {
    const reference = result.get('rule');
    const stated = result.id('ruleId') ?? reference.id('id');
    const at = this.atIndex(result, reference) ?? this.withId(stated);
    if (!at) {
      return this.unlisted(stated);
    }
    const known = this.read.get(at.value);
    if (known) {
      return { ...known, id: stated ?? known.id };
    }
    const rule = readRule(at, stated ?? at.id('id'));
    this.read.set(at.value, rule);
    return rule;
  }

  /** A text that the rule or the tool keeps for its results. */
  messageText(rule: Rule, id: string): string {
    const inRule = rule.at?.get('messageStrings').get(id).text('text');
    return (
      inRule ||
      this.tool.get('driver').get('globalMessageStrings').get(id).text('text')
    );
  }

  private unlisted(id: string | undefined): Rule {
    const draft = /^STRIDE\/(.+)$/i.exec(id ?? '')?.[1];
    return {
      id,
      categories: draft ? [categoryRef(draft)] : [],
      tags: [],
    };
  }

  private atIndex(result: Cursor, reference: Cursor): Cursor | undefined {
    const extension = reference.get('toolComponent').number('index');
    const index = reference.number('index') ?? result.number('ruleIndex');
    return index === undefined
      ? undefined
      : this.components[extension === undefined ? 0 : extension + 1]?.[index];
  }

  /** Ids may be refined by the result: `CA1000/1` breaks the rule `CA1000`. */
  private withId(stated = ''): Cursor | undefined {
    let id = stated;
    while (id !== '' && !this.byId.has(id)) {
      id = id.slice(0, Math.max(0, id.lastIndexOf('/')));
    }
    return this.byId.get(id);
  }
}
