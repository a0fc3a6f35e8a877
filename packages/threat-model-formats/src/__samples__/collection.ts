import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';
import { ThreatModelFormatError } from '../errors';
import { ThreatModel } from '../model';
import { readThreatModels } from '../readThreatModels';
import { member } from '../reading/shape';
import { count } from './counts';
import { Outcome, Sample } from './expectation';

/** Real files beside the repository, and counts of them made by other means. */
const collection = resolve(__dirname, '../../../../../shared/samples');
const groundTruth = resolve(collection, 'ground-truth.json');
const pairsFile = resolve(collection, 'pairs.json');

export const isCollectionThere = existsSync(groundTruth);

const warningsOnTheFile = ['not-an-assessment', 'uniform-ratings'];

/** Every sample of the collection; none when it is not there. */
export function readSamples(): Sample[] {
  const entries: unknown = isCollectionThere
    ? JSON.parse(readFileSync(groundTruth, 'utf8'))
    : [];
  return Array.isArray(entries)
    ? entries.map(entry => ({
        file: String(member(entry, 'file')),
        format: String(member(entry, 'format')),
        truth: member(entry, 'truth'),
      }))
    : [];
}

function summarise(format: string, models: ThreatModel[]): Outcome {
  const findings = models.flatMap(model => model.findings);
  return {
    format,
    findings: findings.length,
    statuses: count(findings.map(({ status }) => status)),
    severities: count(findings.map(({ severity }) => severity)),
    elements: models.flatMap(({ elements }) => elements).length,
    mitigations: models.flatMap(({ mitigations }) => mitigations).length,
    warnings: models
      .flatMap(({ warnings }) => warnings.map(({ code }) => code))
      .filter(code => warningsOnTheFile.includes(code)),
  };
}

/** Two files of the collection that hold the same model, earlier and later. */
export interface SamplePair {
  earlier: string;
  later: string;
  /** How many findings are recognised again. */
  common: number;
}

/** Every pair of the collection; none when it is not there. */
export function readPairs(): SamplePair[] {
  const stated: unknown = existsSync(pairsFile)
    ? member(JSON.parse(readFileSync(pairsFile, 'utf8')), 'pairs')
    : [];
  return Array.isArray(stated)
    ? stated.map(pair => ({
        earlier: String(member(pair, 'earlier')),
        later: String(member(pair, 'later')),
        common: Number(member(pair, 'common')),
      }))
    : [];
}

/** The keys of all findings in a file of the collection. */
export function findingKeysOf(file: string): Set<string> {
  const { models } = readThreatModels({
    bytes: new Uint8Array(readFileSync(resolve(collection, file))),
    fileName: file,
  });
  return new Set(
    models.flatMap(({ findings }) => findings.map(({ key }) => key)),
  );
}

/** What is found in a file of the collection. */
export function outcomeOf(file: string): Outcome {
  try {
    const { format, models } = readThreatModels({
      bytes: new Uint8Array(readFileSync(resolve(collection, file))),
      fileName: file,
    });
    return summarise(format, models);
  } catch (error) {
    if (error instanceof ThreatModelFormatError) {
      return { refused: error.code };
    }
    throw error;
  }
}
