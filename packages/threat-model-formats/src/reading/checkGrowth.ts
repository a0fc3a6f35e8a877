import { ThreatModelFormatError } from '../errors';
import { Finding, Mitigation } from '../model';
import { maxFindings, tooManyFindings } from './countFinding';

/** References of all findings to elements, mitigations and categories. */
const maxReferences = 500_000;

/** Characters of all texts of findings and mitigations. Real models stay below two million. */
const maxCharacters = 50_000_000;

const refuse = (fileName: string, what: string) =>
  new ThreatModelFormatError(
    'too-complex',
    fileName,
    `${fileName}: a threat that is defined once and attached to many elements becomes as many findings, and here they come to ${what}. Split the model.`,
  );

/**
 * Formats that define a threat once and attach it to many elements let a small
 * file describe a huge model: each finding repeats the texts and mitigations
 * of its definition. Nobody after the importer should have to store that.
 *
 * @throws {@link ThreatModelFormatError} `too-complex`.
 */
export function checkGrowth(
  model: { findings: Finding[]; mitigations: Mitigation[] },
  fileName: string,
): void {
  if (model.findings.length > maxFindings) {
    throw tooManyFindings(fileName);
  }
  let references = 0;
  let characters = 0;
  for (const finding of model.findings) {
    references +=
      finding.elementIds.length +
      finding.mitigations.length +
      finding.categories.length;
    characters +=
      finding.title.length +
      finding.description.length +
      (finding.advice?.length ?? 0) +
      (finding.statusReason?.length ?? 0);
  }
  for (const { title, description } of model.mitigations) {
    characters += title.length + description.length;
  }
  if (references > maxReferences) {
    throw refuse(fileName, `more than ${maxReferences} references`);
  }
  if (characters > maxCharacters) {
    throw refuse(fileName, `more than ${maxCharacters} characters of text`);
  }
}
