/** Tests of hard budgets. */
@NullMarked
package dev.dragoman.gateway.budget;

import org.jspecify.annotations.NullMarked;
