package dev.dragoman.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * What a cache did about an answer.
 *
 * @param key under which the answer is kept; empty when it is kept in too many parts to tell
 * @param hit whether the answer was taken from it
 * @param similarity how alike the nearest question was, from 0 to 1; null for a cache that looks for equal ones only
 */
public record CacheNote(String key, boolean hit, @Nullable Double similarity) {}
