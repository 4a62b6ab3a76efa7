// Reads vector tiles (Mapbox Vector Tile 2.1): as much as outlines and names need.

export interface Feature {
  type: number; // 1 point, 2 line, 3 polygon
  fields: Record<string, string | number | boolean>;
  rings: number[][]; // x, y, x, y … in units of the tile
}

export interface Layer {
  name: string;
  extent: number;
  features: Feature[];
}

class Bytes {
  at = 0;
  constructor(
    readonly data: Uint8Array,
    readonly end = data.length,
  ) {}
  get more(): boolean {
    return this.at < this.end;
  }
  varint(): number {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      if (this.at >= this.end || shift > 2 ** 56) throw new Error('tile ends early');
      const byte = this.data[this.at++]!;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
  part(): Bytes {
    const length = this.varint();
    if (this.at + length > this.end) throw new Error('tile ends early');
    const part = new Bytes(this.data, this.at + length);
    part.at = this.at;
    this.at += length;
    return part;
  }
  text(): string {
    return new TextDecoder().decode(this.data.subarray(this.at, this.end));
  }
  number(bytes: 4 | 8): number {
    if (this.at + bytes > this.end) throw new Error('tile ends early');
    const view = new DataView(this.data.buffer, this.data.byteOffset + this.at, bytes);
    this.at += bytes;
    return bytes === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  }
  skip(wire: number): void {
    if (wire === 0) this.varint();
    else if (wire === 1) this.at += 8;
    else if (wire === 2) this.part();
    else if (wire === 5) this.at += 4;
    else throw new Error('no tile');
  }
}

const zigzag = (n: number): number => (n % 2 === 1 ? -(n + 1) / 2 : n / 2);

function valueOf(bytes: Bytes): string | number | boolean {
  let value: string | number | boolean = '';
  while (bytes.more) {
    const tag = bytes.varint();
    switch (tag >> 3) {
      case 1:
        value = bytes.part().text();
        break;
      case 2:
        value = bytes.number(4);
        break;
      case 3:
        value = bytes.number(8);
        break;
      case 4:
      case 5:
        value = bytes.varint();
        break;
      case 6:
        value = zigzag(bytes.varint());
        break;
      case 7:
        value = bytes.varint() === 1;
        break;
      default:
        bytes.skip(tag & 7);
    }
  }
  return value;
}

function ringsOf(bytes: Bytes): number[][] {
  const rings: number[][] = [];
  let [x, y] = [0, 0];
  while (bytes.more) {
    const command = bytes.varint();
    const count = Math.floor(command / 8);
    if ((command & 7) === 7) continue; // closed: the ring is drawn so
    for (let i = 0; i < count; ++i) {
      x += zigzag(bytes.varint());
      y += zigzag(bytes.varint());
      if ((command & 7) === 1) rings.push([]);
      rings.at(-1)?.push(x, y);
    }
  }
  return rings;
}

function layerOf(bytes: Bytes): Layer {
  const layer: Layer = { name: '', extent: 4096, features: [] };
  const keys: string[] = [];
  const values: (string | number | boolean)[] = [];
  const raw: Bytes[] = [];
  while (bytes.more) {
    const tag = bytes.varint();
    const field = tag >> 3;
    if (field === 1) layer.name = bytes.part().text();
    else if (field === 2) raw.push(bytes.part());
    else if (field === 3) keys.push(bytes.part().text());
    else if (field === 4) values.push(valueOf(bytes.part()));
    else if (field === 5) layer.extent = bytes.varint();
    else bytes.skip(tag & 7);
  }
  layer.features = raw.map((one) => {
    const feature: Feature = { type: 0, fields: {}, rings: [] };
    while (one.more) {
      const tag = one.varint();
      const field = tag >> 3;
      if (field === 2) {
        const tags = one.part();
        while (tags.more) {
          const key = keys[tags.varint()];
          const value = values[tags.varint()];
          if (key !== undefined && value !== undefined) feature.fields[key] = value;
        }
      } else if (field === 3) feature.type = one.varint();
      else if (field === 4) feature.rings = ringsOf(one.part());
      else one.skip(tag & 7);
    }
    return feature;
  });
  return layer;
}

/** Error: bytes that are no tile. */
export function decoded(data: Uint8Array): Layer[] {
  const bytes = new Bytes(data);
  const layers: Layer[] = [];
  while (bytes.more) {
    const tag = bytes.varint();
    if (tag >> 3 === 3) layers.push(layerOf(bytes.part()));
    else bytes.skip(tag & 7);
  }
  return layers;
}
