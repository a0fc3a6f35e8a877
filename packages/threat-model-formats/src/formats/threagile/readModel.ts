import { ParsedDocument } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { readDate } from '../../reading/readDate';
import { structureError } from '../../reading/requireList';
import { WarningLog } from '../../reading/WarningLog';
import { namedItems } from './namedItems';
import { readElements } from './readElements';
import { readRisks, RiskItem, syntheticIdOf, toolRisks } from './readRisks';
import { RiskCategories } from './riskCategories';
import { DefinedElements } from './RiskReferences';
import { RiskTracking } from './RiskTracking';

/** Sections that hold findings or what they refer to: a map, or a list in 1.0. */
const sections = [
  'technical_assets',
  'individual_risk_categories',
  'custom_risk_categories',
  'generated_risks_by_category',
];

function checkShape(document: ParsedDocument, root: Cursor): void {
  const isModel =
    !root.get('threagile_version').isAbsent ||
    (root.get('technical_assets').isObject && root.get('data_assets').isObject);
  if (!isModel) {
    throw structureError(
      document,
      '',
      'a Threagile model needs a threagile_version, or technical_assets and data_assets',
      'Import the model file, or risks.json of a run.',
    );
  }
  for (const name of sections) {
    const section = root.get(name);
    if (!section.isAbsent && typeof section.value !== 'object') {
      throw structureError(
        document,
        section.pointer,
        `${name} must be a map`,
        'Correct the file.',
      );
    }
  }
}

function readCategories(root: Cursor, isParsedModel: boolean): RiskCategories {
  const categories = new RiskCategories();
  // The tool's own output leaves out the first word of an enumeration.
  const stride = isParsedModel ? 'spoofing' : undefined;
  for (const name of ['individual_risk_categories', 'custom_risk_categories']) {
    categories.define(root.get(name), { isDeclared: true, stride });
  }
  categories.define(root.get('built_in_risk_categories'), {
    isDeclared: false,
    stride,
  });
  return categories;
}

/** Risks that people declared in the model, by hand. */
function declaredRisks(categories: RiskCategories): RiskItem[] {
  return categories.declared.flatMap(([id, category]) => {
    const categoryId = category.at?.id('id') ?? id;
    return category.at
      ? namedItems(category.at.get('risks_identified')).map(
          ({ at, title }) => ({
            at,
            title,
            syntheticId: syntheticIdOf(categoryId, at),
            category,
            isToolOutput: false,
          }),
        )
      : [];
  });
}

function warnAboutAbsentFindings(root: Cursor, isParsedModel: boolean): void {
  if (root.get('includes').items().length > 0) {
    root
      .get('includes')
      .warn(
        'includes-not-read',
        'The model includes other files, which were not read. Import risks.json of a run, or the parsed model.',
      );
  }
  if (!isParsedModel) {
    root.warn(
      'partial-assessment',
      "A Threagile model file holds only the risks its authors declared, not those of Threagile's rules. Import risks.json of a run as well.",
    );
  }
}

/**
 * Reads a model file: the YAML that people write, or the parsed model that the
 * 1.0 line writes as JSON with the risks its rules found.
 */
export function readModel(document: ParsedDocument): ThreatModel {
  const log = new WarningLog(document);
  const root = new Cursor(document.value, '', log);
  checkShape(document, root);

  const generated = root.get('generated_risks_by_category');
  const isParsedModel = !generated.isAbsent;
  const categories = readCategories(root, isParsedModel);
  const { elements, sections: ids } = readElements(root);
  const risks = isParsedModel
    ? generated.entries().flatMap(([, list]) => toolRisks(list, categories))
    : declaredRisks(categories);
  const findings = readRisks(
    risks,
    new DefinedElements(ids),
    new RiskTracking(root.get('risk_tracking')),
  );
  warnAboutAbsentFindings(root, isParsedModel);

  const overview = root.get('business_overview').text('description');
  return finishModel(
    {
      kind: 'threat-model',
      format: 'threagile',
      formatVersion: root.line('threagile_version'),
      title: root.line('title') ?? document.fileName,
      description: overview || undefined,
      authors: [
        root.get('author'),
        ...root.get('contributors').objects(),
      ].flatMap(author => author.line('name') ?? []),
      businessCriticality: root.line('business_criticality'),
      updatedAt: readDate(root, 'date'),
      diagrams: [],
      elements,
      findings,
      mitigations: [],
    },
    log,
  );
}
