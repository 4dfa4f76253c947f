@NullMarked
package dev.dragoman.gateway.sharing;

import org.jspecify.annotations.NullMarked;
