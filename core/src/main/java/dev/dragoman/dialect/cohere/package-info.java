/** Cohere's chat format of version 2, both ways: requests, replies, streams and errors. Start at {@code CohereDialect}. */
@NullMarked
package dev.dragoman.dialect.cohere;

import org.jspecify.annotations.NullMarked;
