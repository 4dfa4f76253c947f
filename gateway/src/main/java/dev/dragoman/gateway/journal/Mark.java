package dev.dragoman.gateway.journal;

/** A place in the journal, and the outcomes before it. */
record Mark(Position position, Tally before) {}
