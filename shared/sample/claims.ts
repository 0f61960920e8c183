import { damClaims } from './claims-dam.ts';
import { nightClaims } from './claims-night.ts';

/** What the articles claim, with evidence (mostly passages of the articles) and the history of each status. */
export const claims = { ...damClaims, ...nightClaims };

/** Name of a claim inside the sample's own files. */
export type ClaimKey = keyof typeof claims;
