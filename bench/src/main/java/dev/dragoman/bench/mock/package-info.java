/** The upstream that stands behind everything measured: answers made beforehand, written at the least possible cost. */
@NullMarked
package dev.dragoman.bench.mock;

import org.jspecify.annotations.NullMarked;
