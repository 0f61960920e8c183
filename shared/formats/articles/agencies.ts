/** News agencies and wires as bylines, datelines and credits name them. */
const agencies = [
  'Yonhap', 'Yonhap News Agency', 'Reuters', 'Reuters Staff', 'Thomson Reuters', 'AP', 'Associated Press', 'The Associated Press',
  'AFP', 'Agence France-Presse', 'dpa', 'dpa-infocom', 'Deutsche Presse-Agentur', 'TASS', 'Xinhua', 'Kyodo', 'Kyodo News', 'Jiji',
  'Jiji Press', 'ANSA', 'EFE', 'Ukrinform', 'Interfax', 'Interfax-Ukraine', 'UPI', 'PA', 'PA Media', 'Press Association',
  'Bloomberg', 'Bloomberg News', 'APA', 'AAP', 'PTI', 'ANI', 'IANS', 'Anadolu', 'Anadolu Agency', 'KCNA',
  'Korean Central News Agency', 'Belga', 'ANP', 'NTB', 'Ritzau', 'STT', 'BTA', 'PAP', 'ČTK', 'CTK', 'MTI', 'RIA Novosti', 'RIA',
  'Lusa', 'Europa Press', 'epd', 'KNA', 'SID', 'sda', 'Keystone-SDA', 'Canadian Press', 'The Canadian Press', 'Antara', 'Bernama',
  'VNA', 'WAM', 'PR Newswire', 'Business Wire', 'GlobeNewswire', 'ots', 'News1', 'Newsis', 'CNA', 'Central News Agency', 'RFE/RL',
  'رويترز', 'أ ف ب', 'أ.ف.ب', 'فرانس برس', 'الأناضول', 'وكالات', 'سانا', 'وفا', 'רויטרס', 'סוכנויות הידיעות', '共同', '時事', '新华社',
  '연합뉴스',
]; // prettier-ignore

const byKey: ReadonlyMap<string, string> = new Map(agencies.map((name) => [keyOf(name), name]));

/** Words that the name of a publication ends in or holds. */
const publication =
  /(?<!\p{L})(?:News|Times|Post|Herald|Tribune|Gazette|Daily|Weekly|Journal|Press(?! (?:office|release|secretary|team))|Agency|Chronicle|Guardian|Observer|Telegraph|Mail|Mirror|Courier|Echo|Standard|Radio|TV|Media|Newswire|Review|Zeitung|Anzeiger|Nachrichten|Presse|Rundschau|Bote|Kurier|Tagblatt|Allgemeine|Presse-Agentur|Agentur|Agence|Diario|Periódico|Gazeta|Dagblad)(?!\p{L})/u;

/** The agency that a text names, in our spelling of it; null when it is none we know. */
export function findAgency(text: string): string | null {
  return byKey.get(keyOf(text)) ?? null;
}

/** Whether a text is an agency or reads like the name of a publication. */
export function looksLikePublisher(text: string): boolean {
  return findAgency(text) !== null || (text.length <= 50 && publication.test(text));
}

function keyOf(text: string): string {
  return text.trim().toLowerCase();
}
