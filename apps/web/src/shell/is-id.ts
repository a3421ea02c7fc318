const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the part of an address can be an id at all: what cannot be one is not asked for. */
export const isId = (text: string): boolean => UUID.test(text);
