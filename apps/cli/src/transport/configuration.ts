import { type Configuration, configurationFrom, ConfigurationError } from '#application/starting/configuration.js';
import { Failure } from '../failure.js';
import type { Terminal } from '../terminal.js';

/**
 * Which stores: the same variables as the api reads, held to the same rules, so that both look in the same place.
 * @throws Failure, as wrong usage, that names every variable that is wrong
 */
export function configurationOf({ environment, said, say }: Pick<Terminal, 'environment' | 'said' | 'say'>): Configuration {
  try {
    return { ...configurationFrom(environment), ...said };
  } catch (error) {
    throw error instanceof ConfigurationError ? new Failure(say(error.zh, error.message).split('\n'), 2) : error;
  }
}
