/** A member of the cast as it is written here. */
export interface EntitySketch {
  /** Id of a label of the default codebook's `mention` layer. */
  readonly type: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly note?: string;
}

/** The cast of the story: invented people, bodies and places, with every name the articles give them. */
export const entities = {
  torvane: {
    type: 'person',
    name: 'Ilka Torvane',
    aliases: ['Torvane', 'إيلكا تورفان'],
    note: 'Governor of Ostrel since 2022.',
  },
  ostwick: { type: 'person', name: 'Bram Ostwick', aliases: ['Ostwick'], note: 'Chief engineer.' },
  quill: {
    type: 'person',
    name: 'Maren Quill',
    aliases: ['Quill', 'مارين كويل'],
    note: 'Mayor of Marrowby.',
  },
  fenn: {
    type: 'person',
    name: 'Dario Fenn',
    aliases: ['Fenn', 'Mr Fenn'],
    note: 'Leader of the opposition.',
  },
  solano: {
    type: 'person',
    name: 'Petra Solano',
    aliases: ['Solano', 'Ms Solano'],
    note: 'Infrastructure minister.',
  },
  wyse: { type: 'person', name: 'Hedda Wyse', aliases: ['Wyse'], note: 'Baker in Mill Lane.' },
  theo: { type: 'person', name: 'Theo', aliases: [], note: 'Grandson of Hedda Wyse.' },
  nadri: {
    type: 'person',
    name: 'Yusuf al-Nadri',
    aliases: ['al-Nadri', 'يوسف الندري'],
    note: 'Doctor in Marrowby.',
  },
  corrie: { type: 'person', name: 'Anselm Corrie', aliases: [], note: 'Reporter of Radio Ostrel.' },
  brode: {
    type: 'person',
    name: 'Alina Brode',
    aliases: ['Brode'],
    note: 'Police superintendent.',
  },
  marta: { type: 'person', name: 'Marta Sund', aliases: ['Marta'] },
  emil: { type: 'person', name: 'Emil Sund', aliases: [] },
  reinholt: {
    type: 'person',
    name: 'Klaus Reinholt',
    aliases: ['Reinholt'],
    note: 'Hydraulic engineer in Kalmark.',
  },
  engineer: {
    type: 'person',
    name: 'Engineer (unnamed, The Ledger)',
    aliases: [],
    note: 'Took part in the November inspection; name withheld by the newspaper.',
  },
  secondInspector: {
    type: 'person',
    name: 'Second inspector (unnamed, The Ledger)',
    aliases: [],
    note: 'May be the colleague whom Reinholt speaks of. Not shown: kept apart.',
  },
  authority: {
    type: 'organisation',
    name: 'Lorne Water Authority',
    aliases: ['the Authority', 'Wasserbehörde Lorne', 'هيئة مياه لورن'],
    note: 'Owns and runs Halvern Dam.',
  },
  inspectorate: {
    type: 'organisation',
    name: 'National Dam Inspectorate',
    aliases: ['the Inspectorate'],
  },
  ministry: { type: 'organisation', name: 'Ministry of Infrastructure', aliases: [] },
  union: {
    type: 'organisation',
    name: 'Civic Union',
    aliases: ['Bürgerunion'],
    note: 'Opposition.',
  },
  governorOffice: { type: 'organisation', name: 'Office of the Governor of Ostrel', aliases: [] },
  police: { type: 'organisation', name: 'Ostrel police', aliases: ['الشرطة'] },
  meridian: {
    type: 'organisation',
    name: 'Meridian Wire',
    aliases: ['Meridian', 'Agentur Meridian'],
    note: 'News agency; several articles repeat its figures.',
  },
  courier: { type: 'organisation', name: 'The Marrowby Courier', aliases: ['the Courier'] },
  radio: { type: 'organisation', name: 'Radio Ostrel', aliases: [] },
  ledger: { type: 'organisation', name: 'The Ledger', aliases: [] },
  college: { type: 'organisation', name: 'Technische Hochschule Grauburg', aliases: [] },
  interior: { type: 'organisation', name: 'Innenministerium von Kalmark', aliases: [] },
  verania: { type: 'place', name: 'Verania', aliases: [] },
  kalmark: { type: 'place', name: 'Kalmark', aliases: [], note: 'Country downstream.' },
  ostrel: {
    type: 'place',
    name: 'Ostrel',
    aliases: ['إقليم أوستريل'],
    note: 'Province of Verania.',
  },
  marrowby: { type: 'place', name: 'Marrowby', aliases: ['ماروبي'] },
  lowFerry: { type: 'place', name: 'Low Ferry', aliases: [] },
  senn: { type: 'place', name: 'Senn', aliases: [] },
  castellRey: { type: 'place', name: 'Castell Rey', aliases: [], note: 'Capital of Verania.' },
  grauburg: { type: 'place', name: 'Grauburg', aliases: [], note: 'Capital of Kalmark.' },
  dam: {
    type: 'location',
    name: 'Halvern Dam',
    aliases: ['Halvern', 'Halvern-Talsperre', 'سد هالفرن'],
  },
  gallery: { type: 'location', name: 'East gallery of Halvern Dam', aliases: ['Ostgang'] },
  valley: { type: 'location', name: 'Lorne valley', aliases: ['Lorne-Tal'] },
  millLane: { type: 'location', name: 'Mill Lane', aliases: [] },
  harbourStreet: { type: 'location', name: 'Harbour Street', aliases: ['شارع المرفأ'] },
  school: { type: 'location', name: "Saint Aldric's School", aliases: ['مدرسة القديس ألدريك'] },
  veranian: { type: 'group', name: 'Veranians', aliases: ['veranisch'] },
  liberals: { type: 'group', name: 'Liberals', aliases: [], note: 'Political affiliation.' },
  flood: { type: 'event', name: 'Lorne Flood of 1987', aliases: ['1987'] },
  sirenNet: { type: 'product', name: 'SirenNet', aliases: [], note: 'Alarm system.' },
  act: { type: 'work', name: 'Dam Safety Act', aliases: [] },
  report: { type: 'work', name: 'Inspection report 41-B', aliases: ['the report'] },
  bulletin: { type: 'work', name: 'Bulletin 7', aliases: ['the bulletin'] },
  inspectionDay: { type: 'date', name: '18 November 2025', aliases: ['November'] },
  night: {
    type: 'date',
    name: '12 March 2026',
    aliases: ['March 12', 'Thursday night', 'ليلة الخميس'],
    note: 'Night of the evacuation order.',
  },
} as const satisfies Record<string, EntitySketch>;

/** Name of an entity inside the sample's own files. */
export type EntityKey = keyof typeof entities;
