@NullMarked
package dev.dragoman.gateway.tokens;

import org.jspecify.annotations.NullMarked;
