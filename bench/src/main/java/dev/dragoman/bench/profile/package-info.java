/** Where the gateway's CPU time goes under load, so that a missed figure can be explained. */
@NullMarked
package dev.dragoman.bench.profile;

import org.jspecify.annotations.NullMarked;
