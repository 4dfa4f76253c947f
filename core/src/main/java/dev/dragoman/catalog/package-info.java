/** What is known of each model: limits, capabilities and prices; and what a call cost. */
@NullMarked
package dev.dragoman.catalog;

import org.jspecify.annotations.NullMarked;
