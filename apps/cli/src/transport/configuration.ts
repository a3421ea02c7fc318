import { type Configuration, configurationFrom, ConfigurationError } from '#application/starting/configuration.js';
import { Failure } from '../failure.js';
import type { Terminal } from '../terminal.js';

/**
 * The configuration of the stores, from the same variables and rules as the api's, so that both use the same stores.
 * @throws Failure (wrong usage) that names every invalid variable
 */
export function configurationOf({ environment, said, say }: Pick<Terminal, 'environment' | 'said' | 'say'>): Configuration {
  try {
    return { ...configurationFrom(environment), ...said };
  } catch (error) {
    throw error instanceof ConfigurationError ? new Failure(say(error.zh, error.message).split('\n'), 2) : error;
  }
}
