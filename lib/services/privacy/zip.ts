import { crc32 } from "node:zlib";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version 2.0, names in UTF-8, stored as they are: recordings hardly shrink. */
const VERSION = 20;
const UTF8 = 0x0800;

/** Files as one zip, each sent on as it comes (APPNOTE.TXT 6.3.10, 4.3). Names are plain, and all of it is below 4 GB. */
export async function* zipOf(
  files: AsyncIterable<{ name: string; bytes: Buffer }>,
  at: Date,
): AsyncGenerator<Uint8Array> {
  const [time, day] = dosTime(at);
  const index: Buffer[] = [];
  let offset = 0;
  for await (const { name, bytes } of files) {
    const title = Buffer.from(name);
    // Shared by both headers: version needed, flags, method, time, day, crc, sizes, length of the name, no extra field.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(UTF8, 2);
    facts.writeUInt16LE(time, 6);
    facts.writeUInt16LE(day, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([uint32(LOCAL), facts, title]);
    yield local;
    yield bytes;
    // Comment, disk and attributes: none; then where the file begins.
    index.push(uint32(CENTRAL), uint16(VERSION), facts, Buffer.alloc(10), uint32(offset), title);
    offset += local.length + bytes.length;
  }
  const central = Buffer.concat(index);
  yield central;
  const count = index.length / 6;
  yield Buffer.concat([
    uint32(END),
    Buffer.alloc(4),
    uint16(count),
    uint16(count),
    uint32(central.length),
    uint32(offset),
    uint16(0),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Two seconds are the smallest step. */
function dosTime(at: Date): [time: number, day: number] {
  return [
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  ];
}
