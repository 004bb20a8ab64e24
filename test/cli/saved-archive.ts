/**
 * Saved plans for tests: an archive as Terraform writes it, with the configuration in a folder and the time of planning.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import type { Module } from '../../src/hcl/configuration/types.ts';
import { readConfiguration } from '../../src/hcl/read-configuration.ts';
import { disk } from '../hcl/disk.ts';

/** A saved plan of the configuration in the folder, made at a time like `2026-03-01T10:00:00Z`. */
export function savedPlan(folder: string, madeAt: string): Buffer {
  const root = readConfiguration(disk, folder)?.root;
  if (root === undefined) throw new Error(`${folder} holds no configuration`);
  const modules = modulesIn(root);
  const manifest = modules.map(({ path, folder: place }) => ({ Key: path.join('.'), Dir: place }));
  const files = modules.flatMap(({ path, folder: place }) =>
    readdirSync(join(folder, place))
      .filter((name) => /\.tf(?:\.json)?$/.test(name))
      .map((name): readonly [string, Buffer] => [
        `tfconfig/m-${path.join('.')}/${name}`,
        readFileSync(join(folder, place, name)),
      ]),
  );
  return archiveOf([
    ['tfplan', Buffer.from(`\u0008\u0003\u00aa\u0001\u0014${madeAt}`, 'latin1')],
    ...files,
    ['tfconfig/modules.json', Buffer.from(JSON.stringify(manifest))],
  ]);
}

function modulesIn(module: Module): readonly Module[] {
  const inner = [...module.calls.values()].flatMap((call) =>
    call.module === undefined ? [] : modulesIn(call.module),
  );
  return [module, ...inner];
}

/** A zip archive with these files, each deflated. */
export function archiveOf(files: readonly (readonly [name: string, bytes: Buffer])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const part = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, place, Buffer.from(name));
    parts.push(part);
    at += part.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\u0005\u0006'), end]);
}
