package dev.dragoman.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may be asked of the database within one transaction. Confined to the work that it is given to. */
public final class Session {

    private final Connection connection;
    private final Engine engine;

    /** Of a connection whose transactions somebody else begins and ends. */
    public Session(Connection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    /** The kind of database. */
    public Engine engine() {
        return engine;
    }

    /**
     * All rows.
     *
     * @param values for the statement's question marks: texts, whole numbers, truth values, times, bytes, or null
     */
    public <T> List<T> list(String sql, Function<Row, T> read, @Nullable Object... values) {
        List<T> rows = new ArrayList<>();
        each(sql, row -> rows.add(read.apply(row)), values);
        return rows;
    }

    /** The first row; null when there is none. */
    public <T> @Nullable T first(String sql, Function<Row, T> read, @Nullable Object... values) {
        try (PreparedStatement statement = statement(sql, values);
                ResultSet results = statement.executeQuery()) {
            return results.next() ? read.apply(new Row(results)) : null;
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** Lets every row be read, one after the other. */
    public void each(String sql, java.util.function.Consumer<Row> reader, @Nullable Object... values) {
        try (PreparedStatement statement = statement(sql, values)) {
            statement.setFetchSize(1_000);
            try (ResultSet results = statement.executeQuery()) {
                Row row = new Row(results);
                while (results.next()) {
                    reader.accept(row);
                }
            }
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** Changes rows, and tells how many. */
    public int update(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = statement(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** Runs one statement with many lists of values, and tells how many rows each changed. */
    public int[] batch(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                set(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** Runs statements that are no query and take no values. */
    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    private PreparedStatement statement(String sql, @Nullable Object[] values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            set(statement, values);
            return statement;
        } catch (SQLException failed) {
            statement.close();
            throw failed;
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case null -> statement.setObject(i + 1, null);
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Double number -> statement.setDouble(i + 1, number);
                case Boolean truth -> statement.setInt(i + 1, truth ? 1 : 0);
                case Instant time -> statement.setLong(i + 1, time.toEpochMilli());
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default ->
                    throw new IllegalArgumentException(
                            "a value of " + values[i].getClass() + " (expected: text, number, truth, time, bytes)");
            }
        }
    }
}
