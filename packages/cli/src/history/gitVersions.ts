import { basename, dirname } from 'path';
import { Environment } from '../environment';
import { errorShape } from '../errorShape';
import { CommandError, exitCodes } from '../exitCodes';

/** A file as a commit left it. */
export interface GitVersion {
  commit: string;
  /** ISO 8601, UTC; never before that of the version before. */
  committedAt: string;
  /** Where the file lay then, from the root of the repository. */
  path: string;
}

const LOG_LIMIT = 16 * 1024 * 1024;

async function git(
  environment: Environment,
  file: string,
  args: string[],
  limit: number,
): Promise<Uint8Array> {
  try {
    return await environment.git(args, { folder: dirname(file), limit });
  } catch (error) {
    const { code, message } = errorShape(error);
    if (code === 'ENOENT') {
      throw new CommandError(
        exitCodes.failed,
        `git cannot be run in ${dirname(
          file,
        )}. Install it, or correct the path.`,
      );
    }
    throw new CommandError(
      exitCodes.failed,
      `${file}: git does not know its history (${message
        .trim()
        .split('\n')
        .at(-1)}). Run this in a clone of the repository.`,
    );
  }
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/**
 * The versions of a file, oldest first, through its renames. Dates that go
 * backwards, as after a rebase, are lifted to the one before: what came later
 * in the history was not there earlier.
 *
 * @throws CommandError `failed` outside of a repository, or without any commit
 */
export async function gitVersions(
  file: string,
  environment: Environment,
): Promise<GitVersion[]> {
  const log = textOf(
    await git(
      environment,
      file,
      [
        'log',
        '--follow',
        '--diff-filter=AMR',
        '-z',
        '--name-only',
        '--format=%H %cI',
        '--',
        basename(file),
      ],
      LOG_LIMIT,
    ),
  );
  // Each commit is its format, NUL, a line feed and the path, NUL.
  const parts = log.split('\0');
  const versions: GitVersion[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [commit, date] = parts[index].trim().split(' ');
    versions.push({
      commit,
      committedAt: new Date(date).toISOString(),
      path: parts[index + 1].replace(/^\n/, ''),
    });
  }
  if (versions.length === 0) {
    throw new CommandError(
      exitCodes.failed,
      `${file}: no commit has this file. Commit it, or correct the path.`,
    );
  }
  versions.reverse();
  let latest = '';
  return versions.map(version => {
    if (version.committedAt > latest) latest = version.committedAt;
    return { ...version, committedAt: latest };
  });
}

/** The bytes of a version. */
export const bytesOfVersion = (
  file: string,
  { commit, path }: GitVersion,
  environment: Environment,
  limit: number,
): Promise<Uint8Array> =>
  git(environment, file, ['cat-file', 'blob', `${commit}:${path}`], limit);

/** Whether the clone lacks older commits. */
export async function isShallow(
  file: string,
  environment: Environment,
): Promise<boolean> {
  const answer = await git(
    environment,
    file,
    ['rev-parse', '--is-shallow-repository'],
    LOG_LIMIT,
  );
  return textOf(answer).trim() === 'true';
}
