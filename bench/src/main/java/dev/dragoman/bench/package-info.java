/** The load benchmarks: what is measured, in which order, and what comes out. */
@NullMarked
package dev.dragoman.bench;

import org.jspecify.annotations.NullMarked;
