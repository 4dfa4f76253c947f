/** Redis: a real server for tests, and how the gateway speaks to it. */
@NullMarked
package dev.dragoman.gateway.redis;

import org.jspecify.annotations.NullMarked;
