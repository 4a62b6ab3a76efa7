import { expect, it } from 'vitest';
import { fits, wordsOf, type Notice } from '../src/public/notices';

const notice = { id: 'n1', about: 'relocation', stations: ['k1', 'k2'], station_names: { k1: 'TPS 003 Guntung', k2: 'TPS 013 Teluk Makmur' } } as unknown as Notice;

it('finds a station as people write it', () => {
  for (const text of ['TPS 003 Guntung', '3 guntung', 'guntung 003', 'tps 3', 'GUNT', 'teluk makmur 13', '']) expect(fits(notice, text), text).toBe(true);
  for (const text of ['30', '1 guntung', '3 teluk', 'mundam', '<script>']) expect(fits(notice, text), text).toBe(false);
  expect(wordsOf('TPS 000')).toEqual(['0']);
});
