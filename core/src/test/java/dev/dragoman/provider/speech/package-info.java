@NullMarked
package dev.dragoman.provider.speech;

import org.jspecify.annotations.NullMarked;
