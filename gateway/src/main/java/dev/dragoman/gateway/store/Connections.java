package dev.dragoman.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to a database come from. */
@FunctionalInterface
public interface Connections {

    /**
     * A connection, to be closed by who asked for it.
     *
     * @throws SQLException when the database is away
     */
    Connection get() throws SQLException;
}
