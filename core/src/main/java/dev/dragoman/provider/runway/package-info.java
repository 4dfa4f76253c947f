/** Runway's API: images and speech of tasks that are waited for. */
@NullMarked
package dev.dragoman.provider.runway;

import org.jspecify.annotations.NullMarked;
