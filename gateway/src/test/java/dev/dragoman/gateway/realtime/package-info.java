@NullMarked
package dev.dragoman.gateway.realtime;

import org.jspecify.annotations.NullMarked;
