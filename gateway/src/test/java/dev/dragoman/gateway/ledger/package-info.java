@NullMarked
package dev.dragoman.gateway.ledger;

import org.jspecify.annotations.NullMarked;
