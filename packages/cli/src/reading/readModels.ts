import {
  readThreatModels,
  ReadThreatModelsResult,
  ThreatModelFormatError,
} from '@product-risk/threat-model-formats';
import { Environment } from '../environment';
import { errorShape } from '../errorShape';

/** More is read by no portal either (`risk.sync.maxFileBytes`). */
export const largestFile = 64 * 1024 * 1024;

/** Why a file cannot be used, as the command prints it. */
export interface FileError {
  code: string;
  message: string;
  line?: number;
  column?: number;
  /** JSON Pointer into the document. */
  path?: string;
}

/** The models of a file, or why there are none. */
export type ReadFile =
  | { result: ReadThreatModelsResult; error?: undefined }
  | { result?: undefined; error: FileError };

/** How a file is called in messages. */
export const nameOf = (file: string) =>
  file === '-' ? 'standard input' : file;

const systemErrors = new Map([
  ['ENOENT', ['not-found', 'there is no such file. Correct the path.']],
  [
    'EACCES',
    ['unreadable', 'the file may not be read. Change its permissions.'],
  ],
  [
    'EPERM',
    ['unreadable', 'the file may not be read. Change its permissions.'],
  ],
  ['EISDIR', ['unreadable', 'this is a folder. Name the files in it.']],
]);

function fileErrorOf(error: unknown, file: string): FileError | undefined {
  if (error instanceof ThreatModelFormatError) {
    const { code, message, position = {} } = error;
    return {
      code,
      message,
      line: position.line,
      column: position.column,
      path: position.pointer,
    };
  }
  const { code: systemCode = '' } = errorShape(error);
  if (!systemCode.startsWith('E')) {
    return undefined;
  }
  const [code, advice] = systemErrors.get(systemCode) ?? [
    'unreadable',
    `the file cannot be read (${systemCode}).`,
  ];
  return { code, message: `${nameOf(file)}: ${advice}` };
}

/** Bytes of a file, or why there are none. */
export type ReadContent =
  | { content: Uint8Array; error?: undefined }
  | { content?: undefined; error: FileError };

/** Reads a file up to one byte more than any model may have. */
export async function readContent(
  file: string,
  environment: Environment,
): Promise<ReadContent> {
  try {
    const content = await environment.read(file, largestFile);
    return { content };
  } catch (error) {
    const fileError = fileErrorOf(error, file);
    if (!fileError) {
      throw error;
    }
    return { error: fileError };
  }
}

/** What a file holds. A file that cannot be used is an answer, too. */
export async function readModels(
  file: string,
  formatHint: string | undefined,
  environment: Environment,
): Promise<ReadFile> {
  const { content, error } = await readContent(file, environment);
  if (error) {
    return { error };
  }
  try {
    return {
      result: readThreatModels({
        bytes: content,
        fileName: nameOf(file),
        formatHint,
      }),
    };
  } catch (cause) {
    const fileError = fileErrorOf(cause, file);
    if (!fileError) {
      throw cause;
    }
    return { error: fileError };
  }
}
