/** Secrets that are kept elsewhere: read for the configuration, kept fresh, and copies of virtual keys written to there. */
@NullMarked
package dev.dragoman.gateway.secret;

import org.jspecify.annotations.NullMarked;
