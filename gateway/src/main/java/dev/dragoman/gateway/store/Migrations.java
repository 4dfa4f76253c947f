package dev.dragoman.gateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/**
 * Brings the tables to what this version needs. Every step is a file that runs once, in a transaction of its own; of several
 * instances that start at once one runs it, and the others wait. A database that is newer than this version is left alone, as steps
 * only ever add to it.
 */
final class Migrations {

    private static final List<String> STEPS = List.of(
            "0001-people-and-keys.sql",
            "0002-money.sql",
            "0003-ledger.sql",
            "0004-budgets.sql",
            "0005-token-keys.sql",
            "0006-models.sql");
    /** What every kind of record has beside its id and its alias: what it is searched by, its document, and who changed it. */
    private static final String RECORD =
            "user_id VARCHAR(1000), team_id VARCHAR(1000), organization_id VARCHAR(1000), budget_id VARCHAR(1000),"
                    + " expires_at BIGINT, due_at BIGINT, amount BIGINT, document TEXT NOT NULL, created_at BIGINT NOT NULL,"
                    + " created_by VARCHAR(1000), updated_at BIGINT NOT NULL, updated_by VARCHAR(1000)";

    private static final long LOCK = 0x647261676F6D616EL;

    private final InstantSource clock;

    Migrations(InstantSource clock) {
        this.clock = clock;
    }

    void run(Session session) {
        if (session.engine() == Engine.POSTGRESQL) {
            session.first("SELECT pg_advisory_xact_lock(?)", row -> true, LOCK);
        }
        session.run("CREATE TABLE IF NOT EXISTS schema_step (name VARCHAR(200) PRIMARY KEY, run_at BIGINT NOT NULL)");
        List<String> done = session.list("SELECT name FROM schema_step", row -> row.requiredText("name"));
        for (String step : STEPS) {
            if (!done.contains(step)) {
                statements(step, session.engine()).forEach(session::run);
                session.update("INSERT INTO schema_step (name, run_at) VALUES (?, ?)", step, clock.instant());
            }
        }
    }

    private static List<String> statements(String step, Engine engine) {
        return List.of(text(step)
                        .replace("{sequence}", engine.sequence())
                        .replace("{record}", RECORD)
                        .split(";\\s*\n", -1))
                .stream()
                .map(Migrations::withoutComments)
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static String withoutComments(String statement) {
        return String.join(
                "\n", statement.lines().filter(line -> !line.startsWith("--")).toList());
    }

    private static String text(String step) {
        try (InputStream in = Migrations.class.getResourceAsStream("/db/" + step)) {
            if (in == null) {
                throw new IllegalStateException("step " + step + " of the database's tables is not in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
