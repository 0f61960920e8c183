import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { packagedExe, packagedFolder } from './packaged.ts';

test('the binary is hardened', async () => {
  const fuses = await getCurrentFuseWire(packagedExe);
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
  ];
  expect(off.map((fuse) => fuses[fuse])).toEqual(off.map(() => FuseState.DISABLE));
  expect(on.map((fuse) => fuses[fuse])).toEqual(on.map(() => FuseState.ENABLE));
});

test('the package holds the bundles and the one addon, and nothing else', async () => {
  const files = await listAsar(path.join(packagedFolder, 'resources/app.asar'));
  const expected =
    /^(package\.json|out\/(main|engine|reader|cli|preload|renderer)\/|node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/|prebuilds\/linux-x64\.node))/;
  expect(files.filter((file) => !expected.test(file) || file.endsWith('.map'))).toEqual([]);
  expect(files).toContain('out/main/main.js');
  expect(files).toContain('out/engine/engine.js');
  expect(files).toContain('out/reader/reader.js');
  const resources = await readdir(path.join(packagedFolder, 'resources'));
  expect(resources.filter((name) => name.startsWith('default_app'))).toEqual([]);
});

/** Paths of the files in an asar archive: 16 bytes of sizes, then a JSON tree. */
async function listAsar(archive: string): Promise<string[]> {
  const file = await open(archive);
  try {
    const sizes = await file.read(Buffer.alloc(16), 0, 16, 0);
    const length = sizes.buffer.readUInt32LE(12);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, 16);
    return listTree(JSON.parse(buffer.toString('utf8')), '');
  } finally {
    await file.close();
  }
}

function listTree(node: unknown, at: string): string[] {
  const files: unknown = Reflect.get(Object(node), 'files');
  if (typeof files !== 'object' || files === null) return [at];
  return Object.entries(files).flatMap(([name, child]) =>
    listTree(child, at === '' ? name : `${at}/${name}`),
  );
}
