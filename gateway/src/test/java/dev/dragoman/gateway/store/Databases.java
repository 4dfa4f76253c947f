package dev.dragoman.gateway.store;

import dev.dragoman.gateway.Folders;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Empty databases of each kind for tests: files, and databases on a real PostgreSQL that is started once. */
public enum Databases {
    SQLITE {
        @Override
        public String create() {
            return "sqlite://" + Folders.make("database").resolve("test.db");
        }
    },
    POSTGRESQL {
        @Override
        public String create() {
            EmbeddedPostgres server = Server.RUNNING;
            String name = "test" + NAMES.incrementAndGet();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException refused) {
                throw new IllegalStateException(refused);
            }
            return "postgresql://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + name;
        }
    };

    private static final AtomicInteger NAMES = new AtomicInteger();

    /** The address of a new one, as {@code DATABASE_URL} has it. */
    public abstract String create();

    /** Started when first asked for; it ends with this process. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = started();

        private static EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
