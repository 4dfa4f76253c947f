/** Vendors' own APIs through the gateway. */
@NullMarked
package dev.dragoman.gateway.relay;

import org.jspecify.annotations.NullMarked;
