@NullMarked
package dev.dragoman.audio;

import org.jspecify.annotations.NullMarked;
