/** What operators see: counters of every call. */
@NullMarked
package dev.dragoman.gateway.observe;

import org.jspecify.annotations.NullMarked;
