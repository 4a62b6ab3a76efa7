// What the server answers about the table that is set up.

export interface Setup {
  areas: { count: number; outlines: number };
  stations: { count: number; points: number };
  venues: number;
  places: number;
  crews: number;
  homes: number;
  answers: number;
  indicators: number;
  roads: boolean;
  hazards: string[];
  accounts: { count: number; with_password: number };
  meetings: number;
  outlook: {
    made_at: string | null;
    changed: ('stations' | 'hazards' | 'roads')[];
    running: boolean;
    since: string | null;
    done: number;
    total: number;
    failed: { what: string; mend: string } | null;
  };
  title: string;
  exercise: boolean;
}

interface Said {
  code: string;
  text: string;
}

/** What an import did, or as a preview would do. */
export interface Import {
  list: string;
  name: string;
  preview: boolean;
  exercise: boolean;
  error?: { code: string; what: string; mend: string }; // a preview that lacks a column
  text?: string;
  rows?: number;
  added?: number;
  changed?: number;
  unchanged?: number;
  columns?: { column: string; field: string }[];
  refused?: { row: number; column: string; value: string; why: Said }[];
  flags?: { flag: string; count: number; text: string }[];
  doubts?: { row: number; key: string; what: Said }[];
  notes?: Said[];
  records?: Record<string, unknown>[];
  // Roads and hazards say other things.
  nodes?: number;
  edges?: number;
  length_km?: number;
}

export interface Office {
  code: string;
  chain: string;
  name: string;
  rights: string[];
}

export interface Account {
  handle: string;
  office: string;
  office_name: string;
  area: string;
  area_name: string;
  from: string;
  to: string;
  first: boolean;
  serves: boolean;
  may_invite: boolean;
  has_password: boolean | null;
}

export interface Invitation {
  handle: string;
  code: string;
  path: string;
  until: string;
}

export interface Layer {
  name: string;
  text: [what: string, hours: string];
}
