package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.store.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows with few statements, of a few sizes so that databases know them again.
 *
 * @param head up to the values
 * @param tail after them
 * @param columns how many values a row has
 */
record Rows(String head, String tail, int columns) {

    private static final int[] SIZES = {500, 50, 5, 1};

    /** Writes rows. */
    void write(Session session, List<@Nullable Object[]> rows) {
        inChunks(rows, (sql, values) -> session.update(sql, values));
    }

    /** Writes rows, and gathers a column of those that were new. */
    List<String> returning(Session session, List<@Nullable Object[]> rows, String column) {
        List<String> told = new ArrayList<>(rows.size());
        inChunks(
                rows,
                (sql, values) ->
                        session.each(sql + " RETURNING " + column, row -> told.add(row.requiredText(column)), values));
        return told;
    }

    /** Takes a statement and its values. */
    private interface Statements {

        void run(String sql, @Nullable Object[] values);
    }

    private void inChunks(List<@Nullable Object[]> rows, Statements statements) {
        int done = 0;
        for (int size : SIZES) {
            if (rows.size() - done < size) {
                continue;
            }
            String sql = sql(size);
            while (rows.size() - done >= size) {
                statements.run(sql, values(rows.subList(done, done + size)));
                done += size;
            }
        }
    }

    private String sql(int size) {
        String row = "(?" + ", ?".repeat(columns - 1) + ")";
        return head + row + ", ".concat(row).repeat(size - 1) + tail;
    }

    private @Nullable Object[] values(List<@Nullable Object[]> rows) {
        @Nullable Object[] values = new @Nullable Object[rows.size() * columns];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * columns, columns);
        }
        return values;
    }
}
