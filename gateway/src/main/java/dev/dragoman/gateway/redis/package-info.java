/** Redis, for whichever room needs it; the only package that knows its client. */
@NullMarked
package dev.dragoman.gateway.redis;

import org.jspecify.annotations.NullMarked;
