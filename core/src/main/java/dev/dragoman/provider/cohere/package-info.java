/** Cohere's own API: address, key and models. */
@NullMarked
package dev.dragoman.provider.cohere;

import org.jspecify.annotations.NullMarked;
