// Status marks drawn for the map: the same shapes as StatusMark.svelte, with a halo so that they
// stand out from water and roads.
import { lookOf, type Shape } from '../../kit/status';

export const kMarkSize = 22; // CSS pixels
const kRatio = 2;

function draw(c: CanvasRenderingContext2D, shape: Shape, colour: string): void {
  c.strokeStyle = c.fillStyle = colour;
  c.lineCap = 'round';
  const ring = (from = 0, to = 2 * Math.PI) => {
    c.beginPath();
    c.arc(11, 11, 8, from, to);
  };
  if (shape === 'full') {
    ring();
    c.fill();
    return;
  }
  if (shape === 'cross') {
    c.lineWidth = 4.5;
    c.beginPath();
    c.moveTo(5, 5);
    c.lineTo(17, 17);
    c.moveTo(17, 5);
    c.lineTo(5, 17);
    c.stroke();
    return;
  }
  if (shape === 'home') {
    c.translate(1, 1);
    c.fill(new Path2D('M10 2l8 7h-2v8H4V9H2z'));
    return;
  }
  c.lineWidth = 2.5;
  if (shape === 'question' || shape === 'dots') {
    c.lineCap = 'butt'; // round ends would close the gaps
    c.setLineDash([3, 2]);
  }
  ring();
  c.stroke();
  c.setLineDash([]);
  if (shape === 'question') {
    c.font = '700 13px system-ui, sans-serif';
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.fillText('?', 11, 11.5);
  } else if (shape === 'dots') {
    for (const x of [7.2, 11, 14.8]) {
      c.beginPath();
      c.arc(x, 11, 1.5, 0, 2 * Math.PI);
      c.fill();
    }
  } else if (shape === 'right' || shape === 'left') {
    ring(-Math.PI / 2, Math.PI / 2);
    if (shape === 'left') ring(Math.PI / 2, 1.5 * Math.PI);
    c.fill();
  }
}

/** The picture of a status, for map.addImage. */
export function markImage(status: string, colourOf: (property: string) => string): ImageData {
  const look = lookOf(status);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = kMarkSize * kRatio;
  const c = canvas.getContext('2d', { willReadFrequently: true })!;
  c.scale(kRatio, kRatio);
  c.fillStyle = colourOf('--surface');
  c.beginPath();
  c.arc(11, 11, 11, 0, 2 * Math.PI);
  c.fill();
  draw(c, look.shape, colourOf(look.colour));
  return c.getImageData(0, 0, canvas.width, canvas.height);
}
