package dev.dragoman.gateway.journal;

/** Where a record goes. */
record Slot(Segment segment, int offset) {}
