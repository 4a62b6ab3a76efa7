// What the server tells of stations (docs/guide/outlook.md, docs/guide/station.md).

export interface Reason {
  code: string;
  args: Record<string, unknown>;
  text?: string;
}

/** Chances per step; null is not known. */
export interface Series {
  from: string;
  step_s: number;
  chance: (number | null)[];
}

export type Link = 'floor' | 'box' | 'crew' | 'voters';
export const kLinks: readonly Link[] = ['floor', 'box', 'crew', 'voters'];

export interface Departure {
  mode: string;
  from: string;
  at: string | null;
}

export interface WitnessAnswer {
  flooded: string;
  when: string;
  height: string;
  road_cut: string;
  alternative: string;
  owner_agrees: string;
  office: string;
  told_at: string | null;
  text: string; // the whole of it, in words
  by: string;
}

export interface StationOutlook {
  key: string;
  name: string;
  label?: string; // with its village
  area: string;
  status: string;
  reason: Reason;
  weakest: Link | null;
  links: Record<Link, Series | null>;
  works?: Series | null;
  max_depth_m: number | null;
  first_bad: string | null;
  last_bad: string | null;
  recession_unknown: boolean;
  tick_disagrees: boolean;
  witness: { vulnerable: boolean; answers: WitnessAnswer[] } | null;
  notes: Reason[];
  said?: string[]; // each link in a sentence
  latest_departure: Departure[] | null;
}

/** Which of those asked for fails first, when and why. */
export interface First {
  key: string;
  label: string;
  at: string;
  status: string;
  text: string;
}

export interface OutlookPage {
  stations: StationOutlook[];
  first: First | null;
  summary: Record<string, number>;
  total: number;
  offset: number;
  made_from: { made_at: string | null; sources: Source[] };
  caveats: Reason[];
  window: { from: string; step_s: number; steps: number };
  exercise: boolean;
}

export interface Source {
  what: string;
  text: string; // what it is, in words
  name: string;
  made_at: string | null;
  resolution_m: number | null;
}

export interface WallRow {
  station: string;
  name: string;
  area: string;
  status: string;
  reported: string | null;
  as_of: string | null;
  age_s: number | null;
  office: string | null;
  water_cm: number | null;
  disagree: boolean;
  reports: Record<string, { status: string; as_of: string; age_s: number | null }>;
  missing: { duty: string; text: string; since: string } | null;
  put_off: boolean;
  incidents: string[];
  gravity: string | null;
  facts_pending: number;
  unchecked: number;
  computed: string | null; // the status of the outlook
  reason_text: string | null;
}

export interface WallPage {
  as_of: string;
  stations: WallRow[];
  summary: {
    stations: number;
    status: Record<string, number>;
    missing: number;
    disagreeing: number;
    open_incidents: number;
    facts_pending: number;
  };
  total: number;
  offset: number;
  exercise: boolean;
}

export interface ChecklistItem {
  duty: string;
  item: string;
  name_id: string;
  name_en: string;
  said: Record<string, { done: string; as_of?: string }>;
  disagree: boolean;
}

export interface StationPage extends Omit<WallRow, 'reports' | 'incidents'> {
  reports: Record<string, { status: string; as_of: string; age_s: number | null; note?: string; source?: string; water_cm?: number | null; photos?: string[] }>;
  incidents: Incident[];
  closed_incidents: Incident[];
  checklist: ChecklistItem[];
  facts: Fact[];
  decisions: Decision[];
  promises: Promised[];
  told: WitnessAnswer[]; // newest first
  indicators: Indicator[]; // official, in the order of their set
  history: { at: string; office: string; kind: string; [key: string]: unknown }[];
  register: {
    number: string;
    address: string;
    venue: string;
    voters: number | null;
    lat: number | null;
    lon: number | null;
  } | null;
  outlook: (StationOutlook & { made_from: OutlookPage['made_from']; caveats: Reason[]; exercise: boolean }) | null;
  exercise: boolean;
}

export interface Indicator {
  code: string;
  number: number | null; // in its set; null where the set does not know it
  text: string;
  ticked: boolean;
  source: string;
  computed: boolean; // something is computed beside it
  disagrees: boolean;
}
export interface Incident {
  shown: string;
  kind?: string;
  text?: string;
  at: string;
  open?: boolean;
  [key: string]: unknown;
}
export interface Fact {
  shown?: string;
  text?: string;
  at?: string;
  office?: string;
  [key: string]: unknown;
}
export interface Decision {
  shown?: string;
  [key: string]: unknown;
}
export interface Promised {
  shown?: string;
  owner?: string;
  text?: string;
  due?: string;
  [key: string]: unknown;
}
