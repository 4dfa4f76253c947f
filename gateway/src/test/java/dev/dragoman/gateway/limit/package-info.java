/** Limits, against reference models, real Redis and real clients. */
@NullMarked
package dev.dragoman.gateway.limit;

import org.jspecify.annotations.NullMarked;
