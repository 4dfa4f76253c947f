@NullMarked
package dev.dragoman.gateway.audio;

import org.jspecify.annotations.NullMarked;
