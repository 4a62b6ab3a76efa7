// A photo as it is sent: drawn anew, so that nothing of the camera's notes (place, device, hour) is
// left, and small enough for a bad line.

const kLongest = 1280; // pixels
const kMostBytes = 200_000;
export const kMostPhotos = 4;

/** Error: what cannot be read as a picture. */
export async function shrunk(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    for (let longest = kLongest; ; longest = Math.round(longest * 0.75)) {
      const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('no canvas');
      pen.fillStyle = '#fff'; // behind what is see-through
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of [0.8, 0.65, 0.5]) {
        const packed = await packedAs(canvas, quality);
        if (packed.size <= kMostBytes || longest < 320) return packed;
      }
    }
  } finally {
    picture.close();
  }
}

function packedAs(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((good, bad) => {
    canvas.toBlob((blob) => (blob ? good(blob) : bad(new Error('no picture'))), 'image/jpeg', quality);
  });
}

/** Draws it into a small canvas: the policy of the pages lets no picture come from a blob. */
export async function preview(canvas: HTMLCanvasElement, photo: Blob): Promise<void> {
  const picture = await createImageBitmap(photo);
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d')?.drawImage(picture, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
  picture.close();
}
