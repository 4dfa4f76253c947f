/** What calls cost: the prices of each deployment, the cost of each answer, and where prices come from. */
@NullMarked
package dev.dragoman.gateway.ledger;

import org.jspecify.annotations.NullMarked;
