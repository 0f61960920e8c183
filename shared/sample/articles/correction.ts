import { bold, heading, paragraph, type ArticleSketch } from '../authoring.ts';

/** The agency again: an official bulletin and a correction. Nobody has worked on it; the program has made suggestions. */
export const correction: ArticleSketch = {
  id: 'sample-article-8',
  title: 'Inspectorate confirms crack at Halvern Dam, sees no movement',
  byline: 'J. P. Hollis',
  publisher: 'Meridian Wire',
  url: 'https://meridianwire.example/2026/03/16/halvern-dam-bulletin',
  published: '2026-03-16T15:20',
  language: 'en',
  tags: ['halvern', 'agency', 'correction'],
  note: '',
  status: 'new',
  annotator: 'ines',
  annotatedAt: '2026-03-22T09:00:00.000Z',
  blocks: [
    heading(1, 'Inspectorate confirms crack at Halvern Dam, sees no movement'),
    paragraph(bold('(Corrects report of missing people; see last paragraph)')),
    paragraph(
      'CASTELL REY, Verania, March 16 (Meridian) - Divers have measured a crack 2.1 metres long in the east gallery of Halvern Dam and found no sign that the wall is moving, the National Dam Inspectorate said on Monday.',
    ),
    paragraph(
      '"The structure is stable and the reservoir can be lowered without further risk," it said in its Bulletin 7, the first official account since the valley below was cleared on Thursday night.',
    ),
    paragraph(
      'The bulletin said residents could begin to return on Wednesday, village by village. It did not mention the inspection of November 2025, on which the Inspectorate has refused to take questions.',
    ),
    paragraph(
      'Governor Ilka Torvane welcomed the finding. "I will gladly be called too careful," she told Meridian by telephone. "The other word is the one I was afraid of."',
    ),
    paragraph(
      'Marrowby, the largest town affected, has been empty for four days. Its mayor, Maren Quill, said the first buses home would leave from the schools at eight in the morning and that the baker would be on the first one.',
    ),
    paragraph(
      'CORRECTION: A Meridian report of March 12, citing a provincial official, said three people were missing. Police have since found them unharmed. Meridian withdraws the report.',
    ),
  ],
  quotations: [
    {
      block: 3,
      type: 'indirect',
      content: { from: 'Divers have', to: 'is moving' },
      source: 'the National Dam Inspectorate',
      cue: 'said',
      speaker: 'inspectorate',
      kind: 'named',
      suggested: true,
    },
    {
      block: 4,
      type: 'direct',
      content: { from: '"The structure', to: 'further risk,"' },
      source: '[it] said',
      cue: 'said',
      suggested: true,
    },
  ],
  mentions: {
    4: { 'Bulletin 7': { entity: 'bulletin', suggested: true } },
  },
  claims: [],
};
