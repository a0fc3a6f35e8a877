import { cycloneDx } from './cycloneDx';
import { Expectation, FormatSamples, Sample } from './expectation';
import { expectRefusal } from './notRead';
import { openVex } from './openVex';
import { otm } from './otm';
import { pytm } from './pytm';
import { sarif } from './sarif';
import { strideGpt } from './strideGpt';
import { threagile } from './threagile';
import { threatcl } from './threatcl';
import { threatComposer } from './threatComposer';
import { threatDragon } from './threatDragon';
import { threatModelLibrary } from './threatModelLibrary';
import { tm7 } from './tm7';

/** One entry a format that is read; the samples of all others are refused. */
const readFormats: FormatSamples[] = [
  threatDragon,
  otm,
  threagile,
  pytm,
  threatComposer,
  threatcl,
  threatModelLibrary,
  strideGpt,
  tm7,
  sarif,
  cycloneDx,
  openVex,
];

/** What is expected of a sample, in canonical words. */
export function expectationOf(sample: Sample): Expectation {
  const format = readFormats.find(({ formats }) =>
    formats.includes(sample.format),
  );
  return format ? format.expectation(sample) : expectRefusal(sample);
}

/** The collection's names of the formats that are read. */
export const sampledFormats: string[] = readFormats.flatMap(
  ({ formats }) => formats,
);
