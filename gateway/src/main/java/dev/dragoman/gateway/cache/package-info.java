/** Answers that are given again: where they are kept, which question they answer, and how they are told another time. */
@NullMarked
package dev.dragoman.gateway.cache;

import org.jspecify.annotations.NullMarked;
