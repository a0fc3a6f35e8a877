import { ParsedDocument } from '../../format';
import { Finding, ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { joinKey, UniqueKeys } from '../../reading/keys';
import { parsePackageUrl } from '../../reading/packageUrl';
import { plainLine } from '../../reading/plainText';
import { readDate } from '../../reading/readDate';
import { requireList } from '../../reading/requireList';
import {
  vulnerabilityIds,
  vulnerabilityIdsIn,
} from '../../reading/vulnerabilityIds';
import { WarningLog } from '../../reading/WarningLog';
import { Artifacts } from './Artifacts';
import { readSeverity } from './readSeverity';
import { readStatus } from './readStatus';
import { resultKey } from './resultKey';
import { cwesOf, Rule, Rules, taxaOf } from './Rules';

interface RunContext {
  rules: Rules;
  artifacts: Artifacts;
  keys: UniqueKeys;
  /** True for threats that a language model wrote down as results. */
  isDraft: boolean;
}

/** The text of a message; texts kept by the rule have places for arguments. */
function messageOf(result: Cursor, rule: Rule, rules: Rules): string {
  const message = result.get('message');
  const own = message.text('text') || message.text('markdown');
  const id = message.id('id');
  if (own || !id) {
    return own;
  }
  const values = message.lines('arguments');
  return rules
    .messageText(rule, id)
    .replace(/\{(\d+)\}/g, (place, number) => values[Number(number)] ?? place);
}

/** A rule of a dependency scanner is called after its vulnerability. */
function subjectOf(rule: Rule): Finding['scan'] {
  return {
    rule: rule.id && plainLine(rule.id),
    ...vulnerabilityIds(vulnerabilityIdsIn(rule.id ?? '')),
    ...(rule.purl && { package: parsePackageUrl(rule.purl)?.unversioned }),
  };
}

function readResult(result: Cursor, context: RunContext): Finding {
  const { rules, artifacts, keys, isDraft } = context;
  const rule = rules.of(result);
  const message = messageOf(result, rule, rules);
  const elements = artifacts.of(result);
  const stated = readStatus(result);
  const categories = [
    ...rule.categories,
    ...cwesOf(result),
    ...taxaOf(result.get('taxa').objects()),
  ];
  const firstLine = message.split('\n')[0];
  return {
    key: keys.claim(
      resultKey(result, rule.id ?? '', elements[0]?.name ?? '', message),
    ),
    sourceId: result.id('guid'),
    // The rules of drafts are only categories; their message is the threat.
    title:
      (isDraft ? firstLine : rule.title) ||
      firstLine ||
      plainLine(rule.id ?? '') ||
      'Untitled result',
    description: message,
    ...readSeverity(result, rule.at),
    ...stated,
    categories: [
      ...new Map(
        categories.map(ref => [`${ref.taxonomy} ${ref.id}`, ref]),
      ).values(),
    ],
    elementIds: elements.map(({ id }) => id),
    mitigations: [],
    advice: rule.advice,
    tags: rule.tags,
    ticket: result.lines('workItemUris')[0],
    ...(!isDraft && { scan: subjectOf(rule) }),
    position: result.findingPosition(),
  };
}

/** STRIDE GPT and others write threats as SARIF, all of one level. */
function isDraftOf(tool: string, results: Cursor[]): boolean {
  return (
    /stride[\s_-]?gpt/i.test(tool) ||
    (results.length > 0 &&
      results.every(result => /^STRIDE\//i.test(result.id('ruleId') ?? '')))
  );
}

function warnIfIncomplete(run: Cursor): void {
  const external = run.get('externalPropertyFileReferences').get('results');
  if (!external.isAbsent) {
    external.warn(
      'includes-not-read',
      'Results of this run are in other files, which are not read. Export them into one file.',
    );
  }
  const failed = run
    .get('invocations')
    .objects()
    .find(invocation => invocation.get('executionSuccessful').value === false);
  failed?.warn(
    'partial-assessment',
    'The tool says that its run did not succeed; results may be missing.',
  );
}

/** Reads the results of one run of one tool. */
export function readRun(
  document: ParsedDocument,
  run: Cursor,
  log: WarningLog,
): ThreatModel {
  const driver = run.get('tool').get('driver');
  const name = driver.line('name') ?? 'Unnamed tool';
  const version = driver.line('semanticVersion') ?? driver.line('version');
  // The last part of the id names the run, what is before it the kind of run.
  const category = (run.get('automationDetails').line('id') ?? '').replace(
    /\/?[^/]*$/,
    '',
  );
  const results = requireList(document, run.get('results'), 'the results');
  const isDraft = isDraftOf(name, results);
  const artifacts = new Artifacts(run);
  const context: RunContext = {
    rules: new Rules(run.get('tool')),
    artifacts,
    keys: new UniqueKeys(),
    isDraft,
  };
  const findings = results.map(result => readResult(result, context));
  warnIfIncomplete(run);
  return finishModel(
    {
      id: joinKey(name, category),
      kind: isDraft ? 'threat-model' : 'scan',
      format: 'sarif',
      formatVersion: '2.1.0',
      title: category ? `${name}: ${category}` : name,
      description: version && `${name} ${version}`,
      authors: [],
      updatedAt: run
        .get('invocations')
        .objects()
        .map(invocation => readDate(invocation, 'endTimeUtc'))
        .find(Boolean),
      diagrams: [],
      elements: artifacts.elements,
      findings,
      mitigations: [],
    },
    log,
    run.pointer,
  );
}
