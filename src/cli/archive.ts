/**
 * Files in a zip archive, read from memory: stored or deflated, without encryption and below 4 GB, which is what Terraform
 * writes.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { inflateRawSync } from 'node:zlib';

export interface Archive {
  readonly names: readonly string[];
  /** The bytes of a file; undefined where there is none, or it is damaged or too large. */
  readonly read: (name: string) => Uint8Array | undefined;
}

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  /** Where its header stands. */
  readonly at: number;
}

const mostEntries = 10_000;
/** Bytes of one file, unpacked. */
const largest = 200_000_000;

const ends = 0x06054b50;
const lists = 0x02014b50;
const begins = 0x04034b50;

/** Undefined where the bytes are no such archive. */
export function openArchive(bytes: Buffer): Archive | undefined {
  try {
    const entries = entriesIn(bytes);
    return {
      names: [...entries.keys()],
      read: (name) => {
        const entry = entries.get(name);
        return entry === undefined ? undefined : unpacked(bytes, entry);
      },
    };
  } catch {
    return undefined;
  }
}

/** The directory at the end. Throws a RangeError where it points out of the bytes. */
function entriesIn(bytes: Buffer): ReadonlyMap<string, Entry> {
  let end = bytes.length - 22;
  // A comment of up to 64 kB may stand behind it.
  const least = Math.max(0, end - 0xffff);
  while (end >= least && bytes.readUInt32LE(end) !== ends) end--;
  if (end < least) throw new RangeError('no directory');
  const count = Math.min(bytes.readUInt16LE(end + 10), mostEntries);
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== lists) throw new RangeError('no entry');
    const length = bytes.readUInt16LE(at + 28);
    entries.set(bytes.toString('utf8', at + 46, at + 46 + length), {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpacked(bytes: Buffer, { method, packed, size, at }: Entry): Uint8Array | undefined {
  try {
    if (bytes.readUInt32LE(at) !== begins || size > largest) return undefined;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const data = bytes.subarray(start, start + packed);
    const made =
      method === 0 ? data : method === 8 ? inflateRawSync(data, { maxOutputLength: largest }) : undefined;
    return made?.length === size ? made : undefined;
  } catch {
    return undefined;
  }
}
