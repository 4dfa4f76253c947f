/** The public paths: each reads an exchange, lets the rooms answer, and writes in the client's dialect. */
@NullMarked
package dev.dragoman.gateway.endpoint;

import org.jspecify.annotations.NullMarked;
