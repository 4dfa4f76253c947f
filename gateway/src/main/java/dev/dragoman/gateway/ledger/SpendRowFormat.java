package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.ledger.SpendRow.Answering;
import dev.dragoman.gateway.ledger.SpendRow.Cached;
import dev.dragoman.gateway.ledger.SpendRow.Payers;
import dev.dragoman.gateway.ledger.SpendRow.Times;
import dev.dragoman.gateway.ledger.SpendRow.Tokens;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bytes and back: a version, and then every member in a fixed order. A later version may add members at the end, which earlier
 * ones leave unread.
 */
public final class SpendRowFormat {

    private static final long VERSION = 1;
    private static final long SUCCESS = 1;
    private static final long ESTIMATED = 2;
    private static final long CACHED = 4;
    private static final long STREAMED = 8;

    private SpendRowFormat() {}

    /** The bytes of a row. */
    public static byte[] bytes(SpendRow row) {
        RowWriter to = new RowWriter();
        to.number(VERSION);
        to.text(row.id());
        to.text(row.requestId());
        to.text(row.callId());
        to.text(row.callType());
        to.text(row.endpoint());
        to.number(flags(row));
        to.number(row.spend());
        payers(to, row.payers());
        answering(to, row.answering());
        tokens(to, row.tokens());
        times(to, row.times());
        to.text(row.cached().key());
        to.text(row.session());
        to.text(row.ip());
        to.text(row.metadata());
        to.texts(row.payment());
        return to.bytes();
    }

    private static long flags(SpendRow row) {
        return (row.success() ? SUCCESS : 0)
                | (row.estimated() ? ESTIMATED : 0)
                | (row.cached().hit() ? CACHED : 0)
                | (row.times().firstToken() == null ? 0 : STREAMED);
    }

    private static void payers(RowWriter to, Payers payers) {
        to.text(payers.key());
        to.text(payers.user());
        to.text(payers.team());
        to.text(payers.organization());
        to.text(payers.endUser());
        to.texts(payers.tags());
    }

    private static void answering(RowWriter to, Answering answering) {
        to.text(answering.model());
        to.text(answering.group());
        to.text(answering.deployment());
        to.text(answering.provider());
        to.text(answering.base());
    }

    private static void tokens(RowWriter to, Tokens tokens) {
        to.number(tokens.prompt());
        to.number(tokens.completion());
        to.number(tokens.total());
        to.number(tokens.cacheRead());
        to.number(tokens.cacheCreation());
    }

    private static void times(RowWriter to, Times times) {
        to.number(times.started().toEpochMilli());
        to.number(times.ended().toEpochMilli());
        Instant first = times.firstToken();
        if (first != null) {
            to.number(first.toEpochMilli());
        }
    }

    /**
     * The row of bytes.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static SpendRow row(byte[] bytes) {
        RowReader from = new RowReader(bytes);
        if (from.number() < VERSION) {
            throw new IllegalArgumentException("no row of the ledger: it has no version");
        }
        String id = from.text();
        String requestId = from.text();
        String callId = from.text();
        String callType = from.text();
        String endpoint = from.text();
        long flags = from.number();
        return new SpendRow(
                id,
                requestId,
                callId,
                callType,
                endpoint,
                (flags & SUCCESS) != 0,
                from.number(),
                (flags & ESTIMATED) != 0,
                new Payers(from.text(), from.text(), from.text(), from.text(), from.text(), from.texts()),
                new Answering(from.text(), from.text(), from.text(), from.text(), from.text()),
                new Tokens(from.number(), from.number(), from.number(), from.number(), from.number()),
                new Times(from.time(), from.time(), firstToken(flags, from)),
                new Cached((flags & CACHED) != 0, from.text()),
                from.text(),
                from.text(),
                from.text(),
                from.texts());
    }

    private static @Nullable Instant firstToken(long flags, RowReader from) {
        return (flags & STREAMED) == 0 ? null : from.time();
    }
}
