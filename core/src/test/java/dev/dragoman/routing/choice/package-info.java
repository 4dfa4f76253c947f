@NullMarked
package dev.dragoman.routing.choice;

import org.jspecify.annotations.NullMarked;
