// Fetches the ground of the map once a day, and keeps it on the phone.
import { who } from '../account.svelte';
import { read, write } from '../store/db';
import { frame, lay, type Box, type Ground } from './ground';

interface Kept {
  at: number;
  ground: Ground;
}

export async function keptGround(): Promise<Kept | undefined> {
  return read<Kept>('kept', `map ${who.account?.handle ?? ''}`);
}

/** Outlines are left out where the server has none; points stand on plain ground then. */
export async function freshGround(box: Box): Promise<Kept> {
  const account = who.account;
  const ground = frame(box);
  for (let dy = 0; dy < ground.height; ++dy) {
    for (let dx = 0; dx < ground.width; ++dx) {
      const [x, y] = [ground.x + dx, ground.y + dy];
      const answer = await fetch(`/tiles/areas/${ground.zoom}/${x}/${y}.mvt`, {
        headers: { Authorization: `Bearer ${account?.token ?? ''}` },
        credentials: 'omit',
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.status === 200) lay(ground, x, y, new Uint8Array(await answer.arrayBuffer()));
      else if (answer.status !== 204 && answer.status !== 404) throw new Error(`HTTP ${answer.status}`);
    }
  }
  const kept = { at: Date.now(), ground };
  await write('kept', `map ${account?.handle ?? ''}`, kept);
  return kept;
}
