/** The cache of answers, as clients, vendors and operators see it. */
@NullMarked
package dev.dragoman.gateway.cache;

import org.jspecify.annotations.NullMarked;
