/**
 * SHA-256 as FIPS 180-4 has it, over the UTF-8 bytes of a text. `node:crypto` has it too, and loading that module costs
 * every run a tenth of Node's own start.
 * https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */

/** The hash in 64 hexadecimal digits. */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const hash = Int32Array.from(initial);
  const schedule = new Int32Array(64);
  for (let start = 0; start < words.length; start += 16) {
    fill(schedule, words.subarray(start, start + 16));
    digest(hash, schedule);
  }
  return [...hash].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** 5.1.1: a one bit, zeros, and the length in bits, up to whole blocks of sixteen words. */
function padded(bytes: Uint8Array): Int32Array {
  const size = bytes.length;
  const whole = new DataView(new ArrayBuffer((((size + 8) >> 6) + 1) * 64));
  new Uint8Array(whole.buffer).set(bytes);
  whole.setUint8(size, 0x80);
  whole.setUint32(whole.byteLength - 8, Math.floor(size / 0x2000_0000));
  whole.setUint32(whole.byteLength - 4, size << 3);
  const words = new Int32Array(whole.byteLength / 4);
  for (let at = 0; at < words.length; at++) words[at] = whole.getInt32(at * 4);
  return words;
}

/** 6.2.2, step 1: the message schedule of a block. */
function fill(schedule: Int32Array, block: Int32Array): void {
  schedule.set(block);
  for (let t = 16; t < 64; t++) {
    const near = schedule[t - 2] as number;
    const far = schedule[t - 15] as number;
    const ofNear = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10);
    const ofFar = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3);
    schedule[t] = ofNear + (schedule[t - 7] as number) + ofFar + (schedule[t - 16] as number);
  }
}

/** 6.2.2, steps 2 to 4: the block into the hash, with the standard's names. */
function digest(hash: Int32Array, schedule: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let t = 0; t < 64; t++) {
    const ofE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const ofA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const first = (h + ofE + ((e & f) ^ (~e & g)) + (rounds[t] as number) + (schedule[t] as number)) | 0;
    const second = ofA + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) hash[at] = (hash[at] as number) + word;
}

/** 5.3.3 */
const initial = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

/** 4.2.2 */
const rounds = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);
