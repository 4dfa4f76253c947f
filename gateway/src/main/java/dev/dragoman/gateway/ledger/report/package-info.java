/** What was spent, told: rows of single calls, and sums by day of whatever they are asked by. */
@NullMarked
package dev.dragoman.gateway.ledger.report;

import org.jspecify.annotations.NullMarked;
