/** Requests in a vendor's own words, which pass as they are but for their credentials. */
@NullMarked
package dev.dragoman.gateway.relay;

import org.jspecify.annotations.NullMarked;
