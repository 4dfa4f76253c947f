/**
 * The operator's file and the process environment, read into immutable settings; {@link ConfigFile} is the way in. Alone
 * in knowing YAML and environment variables.
 */
@NullMarked
package dev.dragoman.gateway.config;

import org.jspecify.annotations.NullMarked;
