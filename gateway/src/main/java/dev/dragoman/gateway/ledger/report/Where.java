package dev.dragoman.gateway.ledger.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a query, with their values apart from its words. Confined to one thread. */
final class Where {

    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** A condition and its values. */
    record Condition(String sql, List<String> values) {}

    /** One of these; never when there are none. */
    static Condition in(String column, Collection<String> wanted) {
        return wanted.isEmpty()
                ? new Condition("1 = 0", List.of())
                : new Condition(
                        column + " IN (?" + ", ?".repeat(wanted.size() - 1) + ")",
                        wanted.stream().sorted().toList());
    }

    Where and(String condition, @Nullable Object... with) {
        sql.append(sql.isEmpty() ? " WHERE " : " AND ").append(condition);
        values.addAll(Arrays.asList(with));
        return this;
    }

    Where and(Condition condition) {
        return and(condition.sql(), condition.values().toArray());
    }

    Where anyOf(Condition... conditions) {
        StringBuilder any = new StringBuilder();
        List<String> all = new ArrayList<>();
        for (Condition condition : conditions) {
            any.append(any.isEmpty() ? "(" : " OR ").append(condition.sql());
            all.addAll(condition.values());
        }
        return and(any.append(')').toString(), all.toArray());
    }

    /** The column has the value; anything when that is null. */
    Where equal(String column, @Nullable String value) {
        return value == null ? this : and(column + " = ?", value);
    }

    /** The column holds the text; anything when that is null. */
    Where holds(String column, @Nullable String part) {
        if (part == null) {
            return this;
        }
        String escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return and(column + " LIKE ? ESCAPE '\\'", "%" + escaped + "%");
    }

    /** From the word on; empty when everything is asked for. */
    String sql() {
        return sql.toString();
    }

    @Nullable
    Object[] values() {
        return values.toArray();
    }

    @Nullable
    Object[] valuesAnd(@Nullable Object... more) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }
}
