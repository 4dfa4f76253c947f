/** Figures beside their targets, as Markdown. */
@NullMarked
package dev.dragoman.bench.report;

import org.jspecify.annotations.NullMarked;
