/** The gateway as official clients see it. */
@NullMarked
package dev.dragoman.gateway.client;

import org.jspecify.annotations.NullMarked;
