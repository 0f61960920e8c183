// node electron/runtime/icons.mjs: puts build/icon.ico and build/icon.icns together from the PNG files in build/icons, which are
// drawn from build/icon.svg. Both formats hold PNG files as they are. To be run again when the icon changes.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../build');
const png = (/** @type {number} */ size) =>
  readFileSync(path.join(folder, `icons/${size}x${size}.png`));

/** Type codes of Apple's icon container by the size of the image. */
const appleTypes = new Map([
  [16, 'icp4'],
  [32, 'icp5'],
  [64, 'icp6'],
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
]);

function buildIcns() {
  const entries = [...appleTypes].map(([size, type]) => {
    const image = png(size);
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(image.length + 8, 4);
    return Buffer.concat([head, image]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + entries.reduce((sum, entry) => sum + entry.length, 0), 4);
  return Buffer.concat([head, ...entries]);
}

function buildIco() {
  const sizes = [16, 32, 48, 64, 128, 256];
  const images = sizes.map(png);
  const table = Buffer.alloc(6 + 16 * sizes.length);
  table.writeUInt16LE(1, 2);
  table.writeUInt16LE(sizes.length, 4);
  let offset = table.length;
  for (const [index, image] of images.entries()) {
    const at = 6 + 16 * index;
    const size = (sizes[index] ?? 0) % 256; // 0 stands for 256
    table.writeUInt8(size, at);
    table.writeUInt8(size, at + 1);
    table.writeUInt16LE(1, at + 4);
    table.writeUInt16LE(32, at + 6);
    table.writeUInt32LE(image.length, at + 8);
    table.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([table, ...images]);
}

writeFileSync(path.join(folder, 'icon.icns'), buildIcns());
writeFileSync(path.join(folder, 'icon.ico'), buildIco());
