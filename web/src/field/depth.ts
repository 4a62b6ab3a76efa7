// Water as it stands on a grown person: how people tell it, and how many centimetres that is. The
// same marks as witnesses' answers have (up to 15 ankle, 35 calf, 60 knee), with the waist and
// chest above them.
export type Mark = 'dry' | 'ankle' | 'calf' | 'knee' | 'waist' | 'chest';

export const kHighest = 150; // cm, of the slider
/** Highest first, each with the depth that a tap on it means. */
export const kMarks: readonly { mark: Mark; cm: number; upTo: number }[] = [
  { mark: 'chest', cm: 125, upTo: Infinity },
  { mark: 'waist', cm: 95, upTo: 105 },
  { mark: 'knee', cm: 50, upTo: 60 },
  { mark: 'calf', cm: 30, upTo: 35 },
  { mark: 'ankle', cm: 10, upTo: 15 },
  { mark: 'dry', cm: 0, upTo: 0 },
];

export function markOf(cm: number): Mark {
  return kMarks.findLast((one) => cm <= one.upTo)!.mark;
}
