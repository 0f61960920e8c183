import { describe, expect, test } from 'vitest';
import { nameAt } from '../../../shared/text/name-at.ts';
import { at } from '../../helpers/at-caret.ts';

describe('nameAt', () => {
  test.each([
    ['Defense Minister Kim Yong-|hyun told', 'Kim Yong-hyun'],
    ['with President Vladimir P|utin and', 'Vladimir Putin'],
    ['Pres|ident Vladimir Putin', 'Vladimir Putin'],
    ['leader Kim |Jong-un signing', 'Kim Jong-un'],
    ['S. Ko|rea watches', 'S. Korea'],
    ['S|. Korea watches', 'S. Korea'],
    ['the Ministry of Def|ence said', 'Ministry of Defence'],
    ['Ursula von der |Leyen said', 'Ursula von der Leyen'],
    ['Bashar al-|Assad fled', 'Bashar al-Assad'],
    ["Seo|ul's deep concern", 'Seoul'],
    ["North Korea's official Kor|ean Central News Agency", 'Korean Central News Agency'],
    ['the U.N. Secur|ity Council resolutions', 'U.N. Security Council'],
    ['U.S. President Joe B|iden said', 'Joe Biden'],
    ['U|.S. President Joe Biden said', 'U.S.'],
    ['The National Intell|igence Service also', 'National Intelligence Service'],
    ['Mr. Sm|ith left', 'Smith'],
    ['of St. Jo|hn in', 'St. John'],
    ['Mr Smi|th left', 'Smith'],
    ['On Monday Ana R|uiz said', 'Ana Ruiz'],
    ['On Mon|day Ana Ruiz said', 'Monday'],
    ['Dr. Martin Luther King Jr|. said', 'Martin Luther King Jr.'],
    ['met Jean-Claude Junc|ker today', 'Jean-Claude Juncker'],
    ['J. K. Row|ling’s book', 'J. K. Rowling'],
    ['Ludwig van Beeth|oven', 'Ludwig van Beethoven'],
    ['General Charles de Gau|lle', 'Charles de Gaulle'],
    ['Secretary of State Anna R|oe said', 'Anna Roe'],
    ['the Justice Depart|ment said', 'Justice Department'],
    ['Moscow and Pyong|yang have', 'Pyongyang'],
    ['The ministry off|icial said', 'official'],
    ['Th|e ministry', 'ministry'],
    ['th|e spy agency', 'spy agency'],
    ['th|e Bank of England', 'Bank of England'],
    ['Th|e Bank of England', 'Bank of England'],
    ['th|e', 'the'],
    ['a fore|ign ministry official', 'foreign ministry'],
    ['the defense min|istry said', 'defense ministry'],
    ['on Oct|. 6, 2024, it', 'Oct. 6, 2024'],
    ['on Oct. 6, 20|24, it', 'Oct. 6, 2024'],
    ['am 16. Okt|ober 2024 in', '16. Oktober 2024'],
    ['by March 3|rd.', 'March 3rd'],
    ['since Ju|ne.', 'June'],
    ['the Rus|sian-occupied town', 'Russian'],
    ['a U.|S.-led force', 'U.S.'],
    ['Kim Jong-|un signed', 'Kim Jong-un'],
    ['قال الوز|ير', 'الوزير'],
    [' | ', null],
  ])('%s', (marked, expected) => {
    expect(at(marked, (text, offset) => nameAt(text, offset, 'en'))).toBe(expected);
  });

  test.each([
    ['sagte Bürgermeisterin Ida Lu|nd am', 'Ida Lund'],
    ['sagte Betreiberin Ida Lu|nd am', 'Ida Lund'],
    ['so Bundesinnenministerin Ida Lu|nd', 'Ida Lund'],
    ['warnte Oberstaatsanwalt Ida Lu|nd', 'Ida Lund'],
    ['nach Altmoor zum Jahres|ende still', 'Jahresende'],
    ['Ein Sprecher des Minis|teriums teilte', 'Ministeriums'],
    ['Laut Verkehrsminis|terium fahren', 'Verkehrsministerium'],
    ['mit Ursula von der Ley|en in', 'Ursula von der Leyen'],
  ])('%s in German', (marked, expected) => {
    expect(at(marked, (text, offset) => nameAt(text, offset, 'de'))).toBe(expected);
  });
});
