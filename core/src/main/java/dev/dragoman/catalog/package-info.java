/** What is known of each model: limits and capabilities. */
@NullMarked
package dev.dragoman.catalog;

import org.jspecify.annotations.NullMarked;
