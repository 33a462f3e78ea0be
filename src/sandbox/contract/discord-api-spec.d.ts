/** The package ships this module without types: a table of zod/mini schemas by name. */
declare module 'discord-api-spec/zod';
