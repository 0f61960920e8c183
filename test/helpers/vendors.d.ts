/** What tests use of packages that bring no types of their own. */
declare module 'papaparse' {
  function parse(
    text: string,
    options: { readonly newline: string; readonly skipEmptyLines?: 'greedy' },
  ): { readonly data: string[][] };
  const papa: { readonly parse: typeof parse };
  // eslint-disable-next-line import/no-default-export -- the package has no other
  export default papa;
}

declare module 'datapackage' {
  interface Resource {
    read(options: { readonly relations: boolean }): Promise<unknown[]>;
  }
  export class Package {
    static load(
      descriptor: object,
      options: { readonly basePath: string; readonly strict: boolean },
    ): Promise<Package>;
    readonly errors: readonly Error[];
    getResource(name: string): Resource;
  }
}

declare module 'jsonld' {
  interface Quad {
    readonly predicate: { readonly value: string };
    readonly object: { readonly value: string };
  }
  interface RemoteDocument {
    readonly contextUrl: null;
    readonly documentUrl: string;
    readonly document: object;
  }
  function toRDF(
    document: object,
    options: {
      readonly safe: boolean;
      readonly documentLoader?: (url: string) => Promise<RemoteDocument>;
    },
  ): Promise<readonly Quad[]>;
  const jsonld: { readonly toRDF: typeof toRDF };
  // eslint-disable-next-line import/no-default-export -- the package has no other
  export default jsonld;
}
