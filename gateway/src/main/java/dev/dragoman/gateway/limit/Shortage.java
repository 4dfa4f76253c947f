package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Limit;

/**
 * The limit that a call does not fit into.
 *
 * @param index which of the call's limits
 * @param counted what there is too little of
 * @param allowed how much is allowed
 * @param remaining how much is left
 * @param nanos how long until there may be more
 * @param curable whether asking for more may help
 */
record Shortage(Limit limit, int index, Counted counted, long allowed, long remaining, long nanos, boolean curable) {}
