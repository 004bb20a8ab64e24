/**
 * CRC-32 as Go's `hash/crc32` computes it with the IEEE polynomial (ISO 3309), over the UTF-8 bytes of a text.
 * `node:zlib` has it too, and loading that module costs every run a twentieth of Node's own start.
 * https://pkg.go.dev/hash/crc32#ChecksumIEEE
 */

/** The checksum, 0 to 2^32 - 1. */
export function crc32(text: string): number {
  let rest = 0xffffffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}
