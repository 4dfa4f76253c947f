@NullMarked
package dev.dragoman.gateway.secret;

import org.jspecify.annotations.NullMarked;
