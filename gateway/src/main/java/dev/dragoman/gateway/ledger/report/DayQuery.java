package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.Dimension;
import dev.dragoman.gateway.store.Row;
import dev.dragoman.gateway.store.Session;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A question to the sums by day. A builder, confined to one thread. */
final class DayQuery {

    /** The sums that rows of an answer have. */
    private static final String SUMS = "SUM(spend) AS spend, SUM(prompt_tokens) AS prompt_tokens,"
            + " SUM(completion_tokens) AS completion_tokens, SUM(requests) AS requests, SUM(successful) AS successful,"
            + " SUM(failed) AS failed";

    private final Dimension dimension;
    private final Where where = new Where();

    private DayQuery(Dimension dimension) {
        this.dimension = dimension;
        where.and("dimension = ?", dimension.word());
    }

    /** The sums that somebody may see. */
    static DayQuery of(Dimension dimension, Scope scope) {
        DayQuery query = new DayQuery(dimension);
        scope.days(query.where, dimension);
        return query;
    }

    DayQuery in(Period period) {
        period.days(where);
        return this;
    }

    /** Those of a column's value; all when it is null. */
    DayQuery equal(String column, @Nullable String value) {
        where.equal(column, value);
        return this;
    }

    /** Those of one of these entities; all when there are none. */
    DayQuery entities(List<String> wanted) {
        if (!wanted.isEmpty()) {
            where.and(Where.in("entity", wanted));
        }
        return this;
    }

    DayQuery without(List<String> unwanted) {
        for (String entity : unwanted) {
            where.and("entity <> ?", entity);
        }
        return this;
    }

    /** Those of pairs that begin with the name. */
    DayQuery pairedWith(String first) {
        where.and("entity LIKE ?", Dimension.pair(first, "") + "%");
        return this;
    }

    Where where() {
        return where;
    }

    Dimension dimension() {
        return dimension;
    }

    /** The lines as they are, in no order. */
    void lines(Session session, String columns, Consumer<Row> reader) {
        session.each("SELECT " + columns + " FROM daily_spend" + where.sql(), reader, where.values());
    }

    /** Sums by columns, in an order. */
    void each(Session session, String columns, String order, Consumer<Row> reader) {
        session.each(
                "SELECT " + columns + ", " + SUMS + " FROM daily_spend" + where.sql() + " GROUP BY " + columns
                        + " ORDER BY " + order,
                reader,
                where.values());
    }
}
