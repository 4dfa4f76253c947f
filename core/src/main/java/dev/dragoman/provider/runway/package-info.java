/** Runway's API: images of tasks that are waited for. */
@NullMarked
package dev.dragoman.provider.runway;

import org.jspecify.annotations.NullMarked;
