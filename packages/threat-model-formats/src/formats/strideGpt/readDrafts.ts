import { CategoryRef, Finding } from '../../model';
import { categoryRef } from '../../reading/categoryNames';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { isList, member } from '../../reading/shape';
import { titleFrom } from '../../reading/titleFrom';

/** A threat as a language model wrote it, and where it belongs. */
export interface Draft {
  at: Cursor;
  /** Part of the identity: the subsystem it was found in. */
  scope: string;
  elementIds: string[];
}

/** The five ratings of DREAD, each from 1 to 10. */
const dread = [
  'Damage Potential',
  'Reproducibility',
  'Exploitability',
  'Affected Users',
  'Discoverability',
];

/** Mean of the five DREAD ratings, as STRIDE GPT computes it; none when one is missing. */
function readScore(threat: Cursor): Finding['score'] {
  const ratings = dread.flatMap(name => threat.number(name) ?? []);
  const isComplete =
    ratings.length === dread.length &&
    ratings.every(rating => rating >= 0 && rating <= 10);
  return isComplete
    ? {
        value: ratings.reduce((sum, rating) => sum + rating, 0) / dread.length,
        scale: 'DREAD, mean of five, 0-10',
      }
    : undefined;
}

/** Texts of a member that is one text or a list of them. */
function textsOf(value: unknown): string[] {
  const items: unknown[] = isList(value) ? value : [value];
  return items.filter(item => typeof item === 'string');
}

/** ATT&CK and ATLAS techniques: a list of objects, of texts, or one text with commas. */
function readTechniques(threat: Cursor): CategoryRef[] {
  const { value } = threat.get('MITRE_ATTACK');
  const objects: unknown[] = isList(value) ? value : [];
  const stated = [
    ...objects.map(item => member(item, 'id')).flatMap(textsOf),
    ...textsOf(value).flatMap(text => text.split(',')),
  ].map(text => text.trim());
  const ids = stated.filter(text =>
    /^(?:T\d{4}(?:\.\d{3})?|AML\.[\w.]{1,20})$/.test(text),
  );
  return [...new Set(ids)].map(id => ({ taxonomy: 'ATTACK', id }));
}

/** Codes of OWASP's lists for language models and agents, e.g. `LLM01` or `ASI02`. */
function readOwasp(threat: Cursor): CategoryRef[] {
  const codes = ['OWASP_LLM', 'OWASP_ASI']
    .flatMap(key => textsOf(threat.get(key).value))
    .flatMap(text => text.toUpperCase().match(/\b(?:LLM|ASI)\d{2}\b/g) ?? []);
  return [...new Set(codes)].map(id => ({ taxonomy: 'OWASP', id }));
}

/** Drafts as findings: open, not reviewed, not rated. */
export function readDrafts(drafts: Draft[]): Finding[] {
  const keys = new UniqueKeys();
  return drafts.map(({ at, scope, elementIds }) => {
    const type = at.line('Threat Type');
    const scenario = at.text('Scenario');
    const impact = at.text('Potential Impact');
    if (!scenario) {
      at.warn(
        'missing-title',
        'A threat has no scenario, only its type. Describe it.',
      );
    }
    const insider = at.line('INSIDER_CATEGORY');
    return {
      key: keys.claim(joinKey(scope, fingerprint(type ?? '', scenario))),
      title: titleFrom(scenario) || type || 'Untitled threat',
      description: [scenario, impact].filter(Boolean).join('\n\n'),
      severity: 'unknown',
      score: readScore(at),
      status: 'open',
      reviewed: false,
      categories: [
        ...(type ? [categoryRef(type)] : []),
        ...readOwasp(at),
        ...readTechniques(at),
      ],
      elementIds,
      mitigations: [],
      tags: insider ? [insider] : [],
      position: at.findingPosition(),
    };
  });
}
