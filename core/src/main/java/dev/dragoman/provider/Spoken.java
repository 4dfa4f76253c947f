package dev.dragoman.provider;

import dev.dragoman.dialect.Dialect;

/**
 * A dialect in which a provider can be talked to.
 *
 * @param operation where its requests go
 * @param dialect the dialect
 * @param quirks where the provider departs from it
 */
public record Spoken(Operation operation, Dialect dialect, Quirks quirks) {}
