import { rm } from 'node:fs/promises';

/** Deletes the databases of the portal that the tests ran against. */
export default async function removeData() {
  const folder = process.env.E2E_DATA_FOLDER;
  if (folder) {
    await rm(folder, { recursive: true, force: true });
  }
}
