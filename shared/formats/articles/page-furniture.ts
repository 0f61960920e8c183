import type { DropReason } from './article-metadata.ts';

/** Whole lines that belong to the page and not to the article, lower case, without outer punctuation. */
const furnitureLines: ReadonlySet<string> = new Set(
  [
    'from|send to|share|share this|share this article|share this story|share on|print|print this page|save|save article|email|e-mail',
    'email this|listen|listen to this article|copy link|link copied|copy url|comments|comment|leave a comment|add a comment|join the conversation',
    'subscribe|subscribe now|sign in|sign up|log in|login|register|menu|search|home|home page|follow us|follow|like|tweet|pin it',
    'facebook|twitter|x|x (twitter)|whatsapp|linkedin|telegram|reddit|instagram|youtube|tiktok|bluesky|threads|mastodon|pinterest|messenger|line|kakaotalk',
    'read more|read also|also read|related|related articles|related stories|related topics|more on this story|most read|most popular|trending|latest news|editors’ picks',
    'skip to content|skip to main content|back to top|close|loading|next|previous|next article|previous article|show more|view all|watch live',
    'accept all|accept all cookies|reject all|cookie settings|manage cookies|privacy policy|terms of use|terms of service|about us|contact us|newsletter|newsletters',
    'font size|text size|a a a|font size up|font size down|translate|more|gift this article|bookmark|report an error|breaking|breaking news|live',
    'ends|end|-30-|notes to editors end',
    'anzeige|werbung|teilen|drucken|merken|startseite|kommentare|zum hauptinhalt springen|zum inhalt springen|mehr zum thema|lesen sie auch|artikel teilen|artikel drucken|vorlesen|newsletter abonnieren|abonnieren|anmelden|zur startseite',
    "partager|imprimer|publicité|lire aussi|à lire aussi|s’abonner|s'abonner|accueil|commentaires|écouter|enregistrer|se connecter|envoyer par e-mail|copier le lien",
    'compartir|imprimir|publicidad|leer más|lea también|suscríbete|suscribirse|inicio|comentarios|escuchar|guardar',
    'شارك|مشاركة|شارك المقال|طباعة|إعلان|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|الرئيسية|استمع|تعليقات|فيسبوك|تويتر|واتساب|تيليغرام',
    'שתפו|שתפו בפייסבוק|שיתוף|הדפסה|הדפסת הכתבה|פרסומת|קראו עוד|קראו גם|תגובות|דף הבית|שלחו לחבר|האזינו|פייסבוק|טוויטר|ווטסאפ',
    '共有|シェア|印刷|広告|分享|打印|广告|공유|인쇄|광고',
  ].flatMap((line) => line.split('|')),
);

/** Lines that say they are advertising or navigation wherever they stand, between paragraphs too. */
const anywhere: ReadonlySet<string> = new Set(
  (
    'advertisement|advertising|sponsored|sponsored content|ad|article continues below|story continues below advertisement|story continues below' +
    '|article continues after advertisement|continue reading below|scroll to continue|anzeige|werbung|publicité|publicidad|إعلان|פרסומת|広告|广告|광고'
  ).split('|'),
);

/** Names of sections, as they stand over a headline. */
const sections: ReadonlySet<string> = new Set(
  (
    'news|world|world news|politics|national|international|business|economy|sport|sports|opinion|local|local news|culture|science|health|technology|tech' +
    '|environment|climate|society|europe|asia|africa|americas|middle east|entertainment|lifestyle|education|defense|defence|diplomacy|north korea' +
    '|politik|wirtschaft|ausland|inland|kultur|wissen|wissenschaft|panorama|regionales|gesellschaft' +
    '|politique|monde|économie|société|culture|planète|política|mundo|economía|internacional|sociedad|اقتصاد|سياسة|أخبار|رياضة|חדשות|פוליטי|כלכלה|ביטחון'
  ).split('|'),
);

const furniturePatterns: readonly RegExp[] = [
  /^(?:share|follow|email|tweet|print|save)(?: (?:this|the))?(?: (?:article|story|page|link|post))?(?: (?:on|via|with|by|us on) \S+(?: \S+)?)?$/iu,
  /^send (?:this |it )?(?:to|by) (?:an? |your )?(?:friends?|colleagues?|e-?mail)$/iu,
  /^(?:subscribe|sign up|register|log in|sign in)\b(?: (?:to|for|now|here|with)\b.{0,100})?[.!]?$/iu,
  /^(?:read|see|watch|listen)(?: it)? (?:more|also|next|now)(?:\s*[:：>»].{0,150})?$/iu,
  /^(?:lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leer más|اقرأ أيضا?ً?|קראו (?:עוד|גם))\s*[:：].{0,150}$/iu,
  /^(?:⏱\s*)?\d{1,3}[ -]?(?:min(?:ute)?s?(?:[ -]read)?|min\.? (?:lesezeit|de lecture|de lectura))$/iu,
  /^(?:reading time|lesezeit|temps de lecture|زمن القراءة|זמן קריאה)\b.{0,20}$/iu,
  /^(?:\d{1,2} (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?) ago|vor \d{1,2} (?:minuten|stunden?|tagen?)|il y a \d{1,2} (?:minutes?|heures?|jours?)|hace \d{1,2} (?:minutos?|horas?|días?))$/iu,
  /^[^\s@]{1,64}@[^\s@]{1,100}\.[^\s@.]{2,20}$/u,
  /^\d{1,6} (?:comments?|shares?|views?|likes?|kommentare?|commentaires?|comentarios?)$/iu,
  /^(?=.{0,250}$).*\bcookies?\b.*\b(?:accept|use[sd]?|policy|consent|settings|experience|akzeptieren|verwenden|utilis\p{L}+|usamos)\b/iu,
  /^(?=.{0,250}$).*\b(?:we|our site|this (?:web)?site|wir|nous|nuestro sitio)\b.*\bcookies\b/iu,
  /^[^.:!?"“«]{1,30}(?: [>›»] [^.:!?"“]{1,40}){1,6}$/u,
  /^(?:#{2,}|\*{3,}|[-–—_=]{3,}|(?:\* ){2,}\*)$/u,
  /^(?:for immediate release|press release|news release|pressemitteilung|communiqué de presse|comunicado de prensa)$/iu,
];

const relatedLinks =
  /^(?:related(?: (?:articles|stories|topics|content|links))?|more (?:on|from) .{1,60}|most (?:read|popular|viewed)|read (?:more|also|next)|recommended(?: for you)?|you (?:may|might) also like|topics|tags|mehr zum thema|meistgelesen|lesen sie auch|à lire aussi|lire aussi|lea también|اقرأ أيضا?ً?|קראו (?:עוד|גם))\s*:?$/iu;

const copyright =
  /^(?:©|\(c\)|copyright\b|&copy;)|\ball rights reserved\b|alle rechte vorbehalten|tous droits réservés/iu;

/** A photo caption by how it begins. */
const captionStart =
  /^(?:(?:this|these|the|an?|in this)\s+)?(?:undated\s+)?(?:(?:file|handout|combination|combo|pool|archive|aerial|satellite|undated|screen)[ -](?:photo|photograph|image|picture|grab|capture)s?|(?:photo|image|picture)s?\s+(?:released|provided|taken|courtesy|shows|from))\b/iu;
/** What a page shows as credit before the caption. */
const stockPhoto =
  /^(?:Getty Images|Alamy|Shutterstock|PA Media|EPA)\b(?!,? (?:said|says|reported|has|is|was|will))/u;
const captionLabel =
  /^(?:photo(?:s|graph)?|image|picture|caption|photo caption|file|bild|foto|bildunterschrift|archivbild|légende|photo d’illustration|imagen|pie de foto|fotografía|صورة|الصورة|תמונה|צילום|כיתוב|写真|图片|사진)(?:\s+(?:credit|by|source|crédit))?\s*[:：/]\s*\S/iu;
const captionCredit =
  /\((?:[^()]{0,40}\b)?(?:photo|foto|file photo|handout|getty images|pool|archive)\b[^()]{0,60}\)\.?$|(?:REUTERS|AFP|EPA|AP|dpa|Getty Images)\s?\/\s?\p{Lu}[\p{L}. -]{2,40}\)?$|\b(?:Photo|Foto|Photograph|Bild|Image|Picture)\s?: ?\p{Lu}[^.]{1,60}$|via Getty Images\)?$/u;
const maxCaption = 600;
/** Longer lines are never furniture, which also bounds the work of the patterns. */
const maxFurniture = 250;

/** Whether a line is page furniture at the top or bottom of an article, and of which kind; null when it is not. */
export function findFurniture(line: string): DropReason | null {
  if (line.length > maxFurniture) return null;
  if (copyright.test(line)) return 'copyright';
  const bare = bareLine(line);
  if (furnitureLines.has(bare) || anywhere.has(bare) || sections.has(bare)) return 'furniture';
  return furniturePatterns.some((pattern) => pattern.test(line)) ? 'furniture' : null;
}

/** Whether a line is furniture even between two paragraphs. */
export function isFurnitureAnywhere(line: string): boolean {
  return line.length <= maxFurniture && anywhere.has(bareLine(line));
}

/** Whether a line below an article heads a list of links to others. */
export function opensRelatedLinks(line: string): boolean {
  return line.length <= maxFurniture && relatedLinks.test(line);
}

/** Whether a paragraph is the caption of a picture. */
export function isCaption(text: string): boolean {
  if (text.length > maxCaption) return false;
  return (
    stockPhoto.test(text) ||
    captionStart.test(text) ||
    captionLabel.test(text) ||
    captionCredit.test(text)
  );
}

function bareLine(line: string): string {
  return line
    .toLowerCase()
    .replace(/^[\s\p{S}*•|[\]()>-]+|[\s\p{S}*•|[\]().:…>-]+$/gu, '')
    .replace(/\s+/g, ' ');
}
