package dev.dragoman.model;

import org.jspecify.annotations.Nullable;

/**
 * A mark up to which a prompt should be cached.
 *
 * @param ttl how long, in the vendor's notation ({@code 5m}, {@code 1h}, {@code 3600s}); null for its default
 */
public record CacheControl(@Nullable String ttl) {}
