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
