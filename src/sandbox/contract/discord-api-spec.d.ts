/** The package ships this module without types: zod/mini schemas by name, and functions that we do not use. */
declare module 'discord-api-spec/zod' {
  const schemas: Record<string, never>;
  export = schemas;
}
