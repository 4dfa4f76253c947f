/** HTTP as the server's handlers see it: blocking exchanges, on an engine that nothing outside this package knows. */
@NullMarked
package dev.dragoman.gateway.web;

import org.jspecify.annotations.NullMarked;
