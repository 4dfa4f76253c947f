/** Counts tokens as the models do, by the vocabularies that are published. */
@NullMarked
package dev.dragoman.gateway.tokens;

import org.jspecify.annotations.NullMarked;
