/** The database: SQLite in a file of the gateway's own, or PostgreSQL. The one place that knows JDBC. */
@NullMarked
package dev.dragoman.gateway.store;

import org.jspecify.annotations.NullMarked;
