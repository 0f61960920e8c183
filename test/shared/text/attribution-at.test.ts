import { expect, test } from 'vitest';
import { attributionAt } from '../../../shared/text/attribution-at.ts';
import { introducedAt, reportedAt } from '../../../shared/text/reported-at.ts';
import { buildSpan, codePoints, sliceSpan } from '../../../shared/text/offsets.ts';

/** The content is what stands between ⟨ and ⟩; several such are its pieces. */
function parse(marked: string) {
  const contents = [];
  let text = '';
  let start = 0;
  for (const char of marked) {
    if (char === '⟨') start = [...text].length;
    else if (char === '⟩') contents.push(buildSpan(start, [...text].length));
    else text += char;
  }
  return { text, contents };
}

function read(marked: string, language = 'en') {
  const { text, contents } = parse(marked);
  const { cue, source } = attributionAt(text, contents, language);
  return [source && sliceSpan(text, source), cue && sliceSpan(text, cue)];
}

test.each([
  ['⟨“We close in May,”⟩ a harbour official said when asked.', 'a harbour official', 'said'],
  ['⟨“We close in May,”⟩ said Mayor Ida Lund, on Monday.', 'Mayor Ida Lund', 'said'],
  ['The harbour board said Monday ⟨it is closing the pier⟩.', 'The harbour board', 'said'],
  ['The union also said ⟨the pier is safe⟩.', 'The union', 'said'],
  ['According to Ida Lund, ⟨the pier is safe⟩.', 'Ida Lund', 'According to'],
  [
    '⟨The pier is safe⟩, according to a report by the board.',
    'a report by the board',
    'according to',
  ],
  [
    '⟨The pier is safe⟩, according to officials in Porto, who saw it.',
    'officials in Porto',
    'according to',
  ],
  ['⟨The pier is safe⟩, according to the board on Monday.', 'the board', 'according to'],
  ['⟨The pier is safe⟩, according to Ida Lund when asked.', 'Ida Lund', 'according to'],
  ['⟨“We close,”⟩ she said, ⟨“in May.”⟩', 'she', 'said'],
  ['Last week, Mayor Ida Lund told reporters that ⟨the pier is safe⟩.', 'Mayor Ida Lund', 'told'],
  ['⟨“Never,”⟩ the mayor of Porto, Ida Lund, said.', 'the mayor of Porto, Ida Lund', 'said'],
  ['🙂 ⟨“Never,”⟩ J. K. Lund wrote.', 'J. K. Lund', 'wrote'],
  ['The board on Monday called the pier ⟨“quite safe”⟩ and said no more.', 'The board', 'called'],
  [
    'The coast guard also said it will verify the reports while keeping in mind that ⟨“they may be true.”⟩',
    'The coast guard',
    'said',
  ],
  ['Asked about media reports, Ida Lund said the pier is ⟨“quite safe.”⟩', 'Ida Lund', 'said'],
  ['Two of its claims are ⟨“plainly wrong,”⟩ the board wrote.', 'the board', 'wrote'],
  [
    'A harbour official said the board is watching, and noted the town’s ⟨“deep concern”⟩ over it.',
    'A harbour official',
    'noted',
  ],
  ['The mayor said no and added that ⟨the pier is safe⟩.', 'The mayor', 'added'],
  ['Anderson said ⟨the pier is safe⟩.', 'Anderson', 'said'],
  [
    'Residents of Oberlune asked the council ⟨how ambulances should pass⟩.',
    'Residents of Oberlune',
    'asked',
  ],
  ['The board reports ⟨“two leaks.”⟩', 'The board', 'reports'],
  ['He read it twice, and he said to me, ⟨‘We can go.’⟩', 'he', 'said'],
  ['⟨“I wrote it,”⟩ he repeated, “and I was told, ‘We sail.’”', 'he', 'repeated'],
  ['⟨“I wrote it,”⟩ he thought, “and she said no.”', null, null],
  ['Ida Lund, who saw it on Monday, told us: ⟨“It burns.”⟩', 'Ida Lund', 'told'],
  ['Northline, which owns it, denied that ⟨it burned⟩.', 'Northline', 'denied'],
  ['She was told, ⟨“We sail.”⟩', null, null],
  ['“And the owner said, ⟨‘We sail,’⟩” he added.', 'the owner', 'said'],
  ['⟨“Never.”⟩', null, null],
  ['She said no. ⟨“Never.”⟩ He left.', null, null],
])('%s credits %j by %j', (marked, source, cue) => {
  expect(read(marked)).toEqual([source, cue]);
});

test.each([
  [
    '⟨„Wir schließen“⟩, sagte Bürgermeisterin Ida Lund am Montag.',
    'Bürgermeisterin Ida Lund',
    'sagte',
  ],
  ['Die Reederei teilte mit, ⟨der Pier sei sicher⟩.', 'Die Reederei', 'teilte'],
  ['Laut Ida Lund ⟨ist der Pier sicher⟩.', 'Ida Lund', 'Laut'],
  ['⟨„Ohne die Fähre geht es nicht“⟩, so Lund.', 'Lund', 'so'],
  ['⟨„Ohne die Fähre geht es nicht“⟩, so die Betreiberin am Montag.', 'die Betreiberin', 'so'],
  ['Der Verein kritisierte, dass ⟨der Pier nicht sicher sei⟩.', 'Der Verein', 'kritisierte'],
  ['Laut Polizei fahren ⟨keine Züge⟩ mehr.', 'Polizei', 'Laut'],
  [
    'Laut dem Bericht der städtischen Bahn fahren ⟨keine Züge⟩.',
    'dem Bericht der städtischen Bahn',
    'Laut',
  ],
  ['⟨Der Pier ist sicher⟩, laut einem internen Bericht.', 'einem internen Bericht', 'laut'],
])('%s credits %j by %j, in German', (marked, source, cue) => {
  expect(read(marked, 'de')).toEqual([source, cue]);
});

test.each([
  [
    'قالت وزيرة المالية ليلى حداد يوم الثلاثاء إن ⟨«الميزانية لن تُعدَّل»⟩.',
    'وزيرة المالية ليلى حداد',
    'قالت',
    'ar',
  ],
  ['⟨«لم يُبلغنا أحد»⟩، قال النائب سامر الخطيب للصحفيين.', 'النائب سامر الخطيب', 'قال', 'ar'],
  ['⟨"הקו ייסגר,"⟩ אמר שר התחבורה דן לוי ביום שלישי.', 'שר התחבורה דן לוי', 'אמר', 'he'],
])('%s credits %j by %j', (marked, source, cue, language) => {
  expect(read(marked, language)).toEqual([source, cue]);
});

test('what is inside the content credits nobody', () => {
  expect(read('⟨“He said no,”⟩ she added.')).toEqual(['she', 'added']);
});

test.each([
  ['Last week, Mayor Ida Lund told lawmakers that ⟨the pier is safe⟩.', 'lawmakers'],
  ['The board told the BBC on Monday ⟨it is closing the pier⟩.', 'the BBC'],
  ['⟨“Never,”⟩ she told a town meeting in Porto.', 'a town meeting'],
  ['⟨“Never,”⟩ she told Ida Lund, who left.', 'Ida Lund'],
  ['⟨“Never,”⟩ she said on Monday.', null],
  ['The board said ⟨it is closing⟩.', null],
])('%s is said to %j', (marked, addressee) => {
  const { text, contents } = parse(marked);
  const found = attributionAt(text, contents, 'en').addressee;
  expect(found && sliceSpan(text, found)).toBe(addressee);
});

test('no content is refused', () => {
  expect(() => attributionAt('He said no.', [], 'en')).toThrow(RangeError);
});

test.each([
  ['The harbour board said Monday it is closing the pier.', 'en', 'it is closing the pier'],
  [
    'Divers earlier reported that the pier is “rotten through.”',
    'en',
    'the pier is “rotten through.”',
  ],
  ['Last week, Mayor Ida Lund told lawmakers that the pier is safe.', 'en', 'the pier is safe'],
  ['An official said it goes to the U.N.', 'en', 'it goes to the U.N.'],
  ['Ein Sprecher der Stadt teilte mit, der Pier sei sicher.', 'de', 'der Pier sei sicher'],
  ['Lund kündigte am Montag an, dass der Pier schließt.', 'de', 'der Pier schließt'],
  ['According to a report by the board, the pier is safe.', 'en', 'the pier is safe'],
  ['Laut Polizei fahren keine Züge mehr.', 'de', 'fahren keine Züge mehr'],
  [
    'Der Verein kritisierte, dass der Pier zu spät geprüft wurde.',
    'de',
    'der Pier zu spät geprüft wurde',
  ],
  ['Laut dem Bericht der Bahn ist der Pier sicher.', 'de', 'ist der Pier sicher'],
  ['قالت الوزيرة ليلى حداد يوم الثلاثاء إن الميزانية لن تُعدَّل.', 'ar', 'الميزانية لن تُعدَّل'],
  ['وذكر مسؤول في الوزارة أن العجز بلغ 3.2 مليار.', 'ar', 'العجز بلغ 3.2 مليار'],
  ['Selon la mairie, le pont est sûr.', 'fr', 'le pont est sûr'],
  [
    'PORT ELLEN, March 3 (Coastline) — The captain told an inquiry on Tuesday that he had “begged” them.',
    'en',
    'he had “begged” them',
  ],
  [
    'According to a report by the board, seen by Coastline, the pier is safe.',
    'en',
    'the pier is safe',
  ],
  ['The man, who said he was ill, left.', 'en', null],
  ['The pier is safe, the board said.', 'en', 'The pier is safe'],
  [
    'The pier will stay closed until May, the roads authority said on Tuesday, after divers found cracks.',
    'en',
    'The pier will stay closed until May',
  ],
  ['In May, the board said.', 'en', null],
  ['The mayor denied that.', 'en', null],
  ['Residents asked the council how ambulances should pass.', 'en', 'how ambulances should pass'],
  ['She wondered whether it holds.', 'en', 'whether it holds'],
  ['When the ferry came in, the board said the pier is safe.', 'en', 'the pier is safe'],
  ['The pier is safe.', 'en', null],
  ['Norway, the United States and others have accused the board of delay.', 'en', null],
])('%s in %s reports %j', (text, language, reported) => {
  const span = reportedAt(text, codePoints(0), language);
  expect(span && sliceSpan(text, span)).toBe(reported);
});

test.each([
  [
    'Ida Lund, who left, told us: “If it burns — and it does — we go.”',
    'en',
    '“If it burns — and it does — we go.”',
  ],
  ['She said, "We go." He left.', 'en', '"We go."'],
  [
    'She told us: “If it burns, we go.\n“But not before May.”',
    'en',
    '“If it burns, we go.\n“But not before May.”',
  ],
  ['佐藤氏は火曜日、「三度求めた」と述べた。', 'ja', '「三度求めた」'],
  ['She called it a “joke” and left.', 'en', null],
  ['The pier is safe.', 'en', null],
])('%s in %s introduces %j', (text, language, introduced) => {
  const span = introducedAt(text, codePoints(0), language);
  expect(span && sliceSpan(text, span)).toBe(introduced);
});
