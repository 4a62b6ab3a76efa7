// Texts that leave the page by the reader's own hand: copied, or shared where the device can.

/** Copies also over plain HTTP, where browsers keep the clipboard's own interface away. */
export async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // not allowed here: the old way below
    }
  }
  const held = document.activeElement as HTMLElement | null;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'only-read';
  (held?.closest('dialog') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  held?.focus();
  return done;
}

export const canShare = typeof navigator !== 'undefined' && 'share' in navigator;

export async function share(text: string): Promise<void> {
  await navigator.share({ text }).catch(() => {}); // the reader thought better of it
}
