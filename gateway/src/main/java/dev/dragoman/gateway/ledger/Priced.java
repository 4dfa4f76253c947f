package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Adjustment;
import dev.dragoman.catalog.Prices;

/** A deployment's prices, and the operator's discount and margin on them. */
record Priced(Prices prices, Adjustment adjustment) {}
