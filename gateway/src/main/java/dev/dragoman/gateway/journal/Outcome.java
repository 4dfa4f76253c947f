package dev.dragoman.gateway.journal;

import java.util.UUID;

/**
 * What became of a call.
 *
 * @param id the call's
 * @param millis when it was written
 * @param facts what the ledger wants to know
 */
public record Outcome(UUID id, long millis, byte[] facts) {}
