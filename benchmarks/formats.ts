// Reads a large file of each format, each in a process of its own, and prints
// time and memory as a Markdown table. `--keep FOLDER` leaves the files there.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ReadThreatModelsResult,
  readThreatModels,
  ThreatModelFormatError,
} from '@product-risk/threat-model-formats';
import {
  largeFiles,
  tinyThreats,
  writtenTo,
} from '../packages/threat-model-formats/src/__testUtils__/largeFiles';

const MB = 1_000_000;

/** Peak of the process, in bytes. */
const peak = () => process.resourceUsage().maxRSS * 1024;

/** What the process of one file reports. */
interface Reading {
  outcome: string;
  wall: number;
  cpu: number;
  grown: number;
}

function read(path: string): Reading {
  const bytes = new Uint8Array(readFileSync(path));
  const before = peak();
  const start = process.hrtime.bigint();
  const cpuStart = process.cpuUsage();
  let outcome: string;
  try {
    const result: ReadThreatModelsResult = readThreatModels({
      bytes,
      fileName: path,
    });
    const findings = result.models.flatMap(model => model.findings);
    outcome = `${findings.length} findings`;
  } catch (error) {
    if (!(error instanceof ThreatModelFormatError)) throw error;
    outcome = error.code;
  }
  const { user, system } = process.cpuUsage(cpuStart);
  return {
    outcome,
    wall: Number(process.hrtime.bigint() - start) / 1e6,
    cpu: (user + system) / 1e3,
    grown: peak() - before,
  };
}

function readApart(path: string, nodeOptions: string[]): Reading {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...nodeOptions,
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      __filename,
      '--read',
      path,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function compare(folder: string): void {
  process.stdout.write(
    '| file | MB | outcome | wall, ms | CPU, ms | memory, MB | times the file | with a small young generation, MB | times the file |\n' +
      '|---|---|---|---|---|---|---|---|---|\n',
  );
  for (const file of [...largeFiles, tinyThreats]) {
    const { name, fileName, write } = file;
    const path = join(folder, fileName);
    const content = writtenTo(file === tinyThreats ? 2 * MB : 5 * MB, write);
    writeFileSync(path, content);
    const size = Buffer.byteLength(content);
    const usual = readApart(path, []);
    // The engine lets garbage of up to 48 MB lie, however little is in use.
    const small = readApart(path, ['--max-semi-space-size=1']);
    const memory = [usual, small].flatMap(({ grown }) => [
      (grown / MB).toFixed(0),
      (grown / size).toFixed(1),
    ]);
    process.stdout.write(
      `| ${[
        name,
        (size / MB).toFixed(1),
        usual.outcome,
        usual.wall.toFixed(0),
        usual.cpu.toFixed(0),
        ...memory,
      ].join(' | ')} |\n`,
    );
  }
}

const [option, value] = process.argv.slice(2);
if (option === '--read') {
  process.stdout.write(JSON.stringify(read(value)));
} else if (option === '--keep') {
  mkdirSync(value, { recursive: true });
  compare(value);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  try {
    compare(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
