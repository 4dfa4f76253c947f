/** Hard budgets: what may be spent is leased from a bank that all instances share, and held before a call is made. */
@NullMarked
package dev.dragoman.gateway.budget;

import org.jspecify.annotations.NullMarked;
