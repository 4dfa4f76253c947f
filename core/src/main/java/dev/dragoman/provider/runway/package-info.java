/** Runway's API: tasks that are waited for. */
@NullMarked
package dev.dragoman.provider.runway;

import org.jspecify.annotations.NullMarked;
