/** Tests of who is calling. */
@NullMarked
package dev.dragoman.gateway.identity;

import org.jspecify.annotations.NullMarked;
