import {
  Command,
  CommanderError,
  InvalidArgumentError,
  Option,
} from 'commander';
import { exportFormats } from '@product-risk/threat-model-formats';
import { convert } from './convert/convert';
import { Environment } from './environment';
import { CommandError, ExitCode, exitCodes } from './exitCodes';
import { inspect } from './inspect/inspect';
import { backfill } from './history/backfill';
import { gate } from './portal/gate';
import { momentOf } from './portal/moment';
import { pull } from './portal/pull';
import { push } from './portal/push';
import { verifyLog } from './portal/verifyLog';

const levelNames = ['none', 'low', 'medium', 'high', 'critical'];

function points(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('It must be a number of points, 0 or more.');
  }
  return value;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3600)) {
    throw new InvalidArgumentError(
      'It must be a number of seconds up to 3600.',
    );
  }
  return value;
}

function moment(text: string): string {
  const value = momentOf(text);
  if (value === undefined) {
    throw new InvalidArgumentError(
      'It must be a day such as 2026-03-31, or a moment such as 2026-03-31T08:00:00Z.',
    );
  }
  return value;
}

/** Options of the commands that talk to a portal. The token is none of them. */
const withPortal = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--url <url>',
        'address of the portal; else the environment variable RISK_URL',
      ),
    )
    .addOption(
      new Option('--timeout <seconds>', 'how long to wait for the portal')
        .argParser(seconds)
        .default(30),
    )
    .addHelpText(
      'after',
      '\nThe token comes from the environment variable RISK_TOKEN, never from the command line.',
    );

/**
 * Runs the command and gives its exit code: 0 when all is well, 1 for an
 * unusable file, a gate that is not met or a broken log, 2 for a wrong command line, 3 when
 * the portal cannot be reached or refuses. Writes to the environment only.
 */
export async function run(
  args: string[],
  environment: Environment,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  const program = new Command('product-risk')
    .description('Inspect, convert, push, pull and gate threat models.')
    .exitOverride()
    .configureOutput({ writeOut: environment.out, writeErr: environment.err })
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 unusable file, gate not met or log broken, 2 wrong command line, 3 portal not reachable or refusing.',
    );

  program
    .command('inspect')
    .description('say what is in threat model files; - reads standard input')
    .argument('<files...>')
    .option('--json', 'print JSON: an object for each model or unusable file')
    .option('--format <id>', 'the format, when the content cannot tell')
    .action(async (files: string[], options) => {
      exitCode = await inspect(files, options, environment);
    });

  program
    .command('convert')
    .description('write a threat model in another format')
    .argument('<file>', 'the file, or - for standard input')
    .addOption(
      new Option('--to <format>', 'the format to write')
        .choices(exportFormats.map(({ id }) => id))
        .makeOptionMandatory(),
    )
    .option(
      '-o, --output <file>',
      'where to write it; standard output if left out',
    )
    .option(
      '--from <id>',
      'the format of the file, when the content cannot tell',
    )
    .option(
      '--model <title or number>',
      'which model, when the file holds several',
    )
    .action(async (file: string, options) => {
      exitCode = await convert(file, options, environment);
    });

  withPortal(
    program
      .command('push')
      .description('push a threat model to the portal')
      .argument('<name>', 'name of the source, the same every time')
      .argument('<file>', 'the file, or - for standard input')
      .requiredOption(
        '--entity <ref>',
        'the catalog entity, as in component:default/orders',
      )
      .option('--format <id>', 'the format, when the content cannot tell')
      .option(
        '--allow-quarantine',
        'exit with 0 although the portal holds the import back',
      )
      .option(
        '--as-of <date>',
        'when the file looked like this, to build a history before the first live import',
        moment,
      ),
  ).action(async (name: string, file: string, options) => {
    exitCode = await push(name, file, options, environment);
  });

  withPortal(
    program
      .command('pull')
      .description(
        'take a threat model out of the portal, with what people decided',
      )
      .argument(
        '<entity>',
        'the catalog entity, as in component:default/orders',
      )
      .addOption(
        new Option('--to <format>', 'the format to write')
          .choices(exportFormats.map(({ id }) => id))
          .default('native'),
      )
      .option(
        '-o, --output <file>',
        'where to write it; standard output if left out',
      )
      .option(
        '--model <title or number>',
        'which model, when the entity has several',
      ),
  ).action(async (entity: string, options) => {
    exitCode = await pull(entity, options, environment);
  });

  withPortal(
    program
      .command('backfill')
      .description('push every version that git has of a file, as of its date')
      .argument('<name>', 'name of the source, as it is pushed later')
      .argument('<file>', 'the file in a clone of its repository')
      .requiredOption(
        '--entity <ref>',
        'the catalog entity, as in component:default/orders',
      )
      .option('--format <id>', 'the format, when the content cannot tell')
      .option('--since <date>', 'leave older versions out', moment)
      .option('--dry-run', 'list the versions and call no portal'),
  ).action(async (name: string, file: string, options) => {
    exitCode = await backfill(name, file, options, environment);
  });

  withPortal(
    program
      .command('gate')
      .description('check what the portal knows of an entity or product')
      .option('--entity <ref>', 'a catalog entity')
      .option(
        '--product <ref>',
        'a product, with the risks of all its components',
      )
      .addOption(
        new Option(
          '--max-level <level>',
          'the worst level that passes',
        ).choices(levelNames),
      )
      .option(
        '--max-exposure <points>',
        'the most exposure that passes, in points a year',
        points,
      )
      .option('--no-quarantine', 'no source may be held back or failed')
      .option('--allow-unassessed', 'what no threat model covers passes, too')
      .option('--no-unrated', 'no risk may be unrated')
      .option('--budget', "the product's exposure budget must not be exhausted")
      .option('--json', 'print what was checked as JSON'),
  ).action(async options => {
    exitCode = await gate(options, environment);
  });

  withPortal(
    program
      .command('verify-log')
      .description('check that the log of decisions in the portal is whole')
      .option(
        '--expect <head>',
        'a head that was kept, which the log has to contain',
      )
      .option('--json', 'print what was found as JSON'),
  ).action(async options => {
    exitCode = await verifyLog(options, environment);
  });

  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has said what is wrong; help that was asked for is no fault.
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    }
    if (error instanceof CommandError) {
      environment.err(`product-risk: ${error.message}\n`);
      return error.exitCode;
    }
    throw error;
  }
}
