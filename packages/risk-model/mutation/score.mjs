import { existsSync, readFileSync } from 'node:fs';
import { parts } from './parts.mjs';

const detected = ['Killed', 'Timeout'];
const undetected = ['Survived', 'NoCoverage'];

const shown = ({ location: { start, end }, replacement }, source) => {
  const lines = source.split('\n');
  const original =
    start.line === end.line
      ? lines[start.line - 1].slice(start.column - 1, end.column - 1)
      : `${lines[start.line - 1].slice(start.column - 1)} ...`;
  return `${original.trim()}  =>  ${replacement?.replace(/\s+/g, ' ')}`;
};

const percent = (part, all) =>
  all === 0 ? 'none' : `${((100 * part) / all).toFixed(1)} %`;

let killed = 0;
let all = 0;
for (const part of Object.keys(parts)) {
  const file = `coverage/mutation/${part}/report.json`;
  if (!existsSync(file)) {
    process.stdout.write(`${part}: not run\n`);
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const mutants = Object.entries(report.files).flatMap(([path, of]) =>
    of.mutants.map(mutant => ({ ...mutant, path, source: of.source })),
  );
  const dead = mutants.filter(({ status }) => detected.includes(status));
  const alive = mutants.filter(({ status }) => undetected.includes(status));
  killed += dead.length;
  all += dead.length + alive.length;
  process.stdout.write(
    `${part}: ${dead.length} of ${dead.length + alive.length}, ${percent(
      dead.length,
      dead.length + alive.length,
    )}\n`,
  );
  for (const mutant of alive) {
    process.stdout.write(
      `  ${mutant.path}:${mutant.location.start.line} ${mutant.mutatorName} ${
        mutant.status
      }: ${shown(mutant, mutant.source)}\n`,
    );
  }
}
process.stdout.write(
  `all parts: ${killed} of ${all}, ${percent(killed, all)}\n`,
);
