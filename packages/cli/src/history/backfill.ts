import { basename } from 'path';
import { Environment } from '../environment';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';
import { connect, PortalOptions } from '../portal/connection';
import { entityParams, refOf } from '../portal/entityParams';
import { countsInWords } from '../portal/push';
import { requireSourceName } from '../portal/sourceName';
import { largestFile } from '../reading/readModels';
import {
  bytesOfVersion,
  GitVersion,
  gitVersions,
  isShallow,
} from './gitVersions';

interface BackfillOptions extends PortalOptions {
  entity: string;
  format?: string;
  /** Day or moment, in UTC. */
  since?: string;
  dryRun?: boolean;
}

const equal = (a: Uint8Array | undefined, b: Uint8Array) =>
  a !== undefined && Buffer.compare(a, b) === 0;

const label = ({ commit, committedAt }: GitVersion) =>
  `${committedAt} ${commit.slice(0, 10)}`;

/** The versions that say something else than the one before. */
async function* distinctVersions(
  file: string,
  since: string | undefined,
  environment: Environment,
): AsyncGenerator<{ version: GitVersion; bytes: Uint8Array }> {
  let before: Uint8Array | undefined;
  for (const version of await gitVersions(file, environment)) {
    const bytes = await bytesOfVersion(file, version, environment, largestFile);
    const isNews = !equal(before, bytes);
    before = bytes;
    const isWanted = since === undefined || version.committedAt >= since;
    if (isNews && isWanted) yield { version, bytes };
  }
}

/**
 * Sends the versions that git has of a file to the portal, from the oldest to
 * the newest, each as of its commit. A version that cannot be read is left
 * out: old files were broken at times.
 */
export async function backfill(
  name: string,
  file: string,
  options: BackfillOptions,
  environment: Environment,
): Promise<ExitCode> {
  requireSourceName(name);
  if (file === '-') {
    throw new CommandError(
      exitCodes.usage,
      'Standard input has no history. Name the file in its repository.',
    );
  }
  const entity = refOf(entityParams(options.entity, '--entity'));
  const callPortal = options.dryRun ? undefined : connect(options, environment);
  if (await isShallow(file, environment)) {
    environment.err(
      'warning: this clone lacks older commits. Fetch all of them (git fetch --unshallow) for the whole history.\n',
    );
  }
  let done = 0;
  let leftOut = 0;
  const versions = distinctVersions(file, options.since, environment);
  for await (const { version, bytes } of versions) {
    if (!callPortal) {
      environment.out(`${label(version)} ${version.path}\n`);
      done += 1;
      continue;
    }
    try {
      const { import: result } = await callPortal(api =>
        api.pushModel({
          params: { name },
          query: {
            entity,
            fileName: basename(version.path).slice(0, 255),
            format: options.format,
            asOf: version.committedAt,
          },
          body: new Uint8Array(bytes),
        }),
      );
      environment.out(
        `${label(version)}: ${result.status}; ${countsInWords(
          result.counts,
        )}\n`,
      );
      done += 1;
    } catch (error) {
      if (
        !(error instanceof CommandError) ||
        error.exitCode !== exitCodes.failed
      ) {
        throw error;
      }
      environment.err(
        `warning: ${label(version)} is left out. ${error.message}\n`,
      );
      leftOut += 1;
    }
  }
  environment.out(
    `${name}: ${done} ${done === 1 ? 'version' : 'versions'}${
      options.dryRun ? ' to bring in' : ' brought in'
    }${leftOut > 0 ? `, ${leftOut} left out` : ''}\n`,
  );
  return done > 0 ? exitCodes.ok : exitCodes.failed;
}
