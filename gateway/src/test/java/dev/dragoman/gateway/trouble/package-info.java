/** The gateway between bad clients and bad vendors. */
@NullMarked
package dev.dragoman.gateway.trouble;

import org.jspecify.annotations.NullMarked;
