package dev.dragoman.gateway.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.GatewayProcess;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several instances share a key's budget and are killed again and again: nothing is overspent, and nothing is lost. {@code bench/prove} does
 * the same with more of everything.
 */
final class KilledInstancesTest {

    private static final int INSTANCES = Integer.getInteger("proof.instances", 3);
    private static final int CLIENTS = Integer.getInteger("proof.clients", 12);
    private static final int KILLS = Integer.getInteger("proof.kills", 4);
    /** Whether clients end with the last kill, and not only with the budget. */
    private static final boolean STOPS = Boolean.getBoolean("proof.stops");

    private static final long DOLLARS = Long.getLong("proof.dollars", 2);
    private static final long BUDGET = DOLLARS * 1_000_000_000L;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(Long.getLong("proof.patience", 120));
    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params:
                  model: openai/gpt-4o-mini
                  api_key: none
                  mock_response: "hello"
                  input_cost_per_token: 0.0000001
                  output_cost_per_token: 0.001
            """;

    @TempDir
    private Path folder;

    private final String database = Databases.POSTGRESQL.create();
    private final List<GatewayProcess> instances = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    @Test
    void aBudgetHoldsAndEveryFinishedCallIsBookedOnce() throws InterruptedException {
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(GatewayProcess.start(folder.resolve("one" + i), CONFIG, variables()));
        }
        try {
            instances.forEach(GatewayProcess::awaitUp);
            String key = key();
            AtomicInteger answered = new AtomicInteger();
            AtomicInteger refusedInARow = new AtomicInteger();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int which = i % INSTANCES;
                clients.add(Thread.ofVirtual().start(() -> askUntilRefused(which, key, answered, refusedInARow)));
            }
            Random random = new Random(7);
            for (int i = 0; i < KILLS; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(500)));
                killed(random.nextInt(INSTANCES));
            }
            over = STOPS;
            for (Thread client : clients) {
                client.join();
            }
            agrees(answered.get());
        } finally {
            instances.forEach(GatewayProcess::close);
        }
    }

    private Map<String, String> variables() {
        return Map.of("DATABASE_URL", database);
    }

    /** Kills an instance, and starts it anew in its place. */
    private void killed(int which) {
        GatewayProcess old = instances.get(which);
        old.kill();
        instances.set(which, GatewayProcess.start(folder.resolve("one" + which), CONFIG, variables(), old.port()));
        instances.get(which).awaitUp();
        old.close();
    }

    private void agrees(int answered) {
        try (Database open = Database.open(DatabaseAddress.of(database), 2, InstantSource.system())) {
            long end = System.nanoTime() + PATIENCE;
            long before = -1;
            long settled = settled(open);
            while ((settled != before || rows(open) < answered) && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
                before = settled;
                settled = settled(open);
            }

            assertThat(settled).isLessThanOrEqualTo(BUDGET).isGreaterThan(STOPS ? 0 : BUDGET * 95 / 100);
            assertThat(rows(open)).as("%d calls were answered", answered).isGreaterThanOrEqualTo(answered);
            assertThat(sum(open, "SELECT SUM(spend) AS n FROM spend_log")).isEqualTo(settled);
            for (String level : List.of("key", "model", "provider", "global")) {
                assertThat(sum(open, "SELECT spend AS n FROM spend_total WHERE level = '" + level + "'"))
                        .as(level)
                        .isEqualTo(settled);
            }
            assertThat(sum(open, "SELECT SUM(spend) AS n FROM daily_spend WHERE dimension = 'user'"))
                    .isEqualTo(settled);
        }
    }

    private static long settled(Database database) {
        return sum(database, "SELECT SUM(settled) AS n FROM budget_account WHERE level = 'key'");
    }

    private static long rows(Database database) {
        return sum(database, "SELECT COUNT(DISTINCT id) AS n FROM spend_log WHERE spend > 0");
    }

    private static long sum(Database database, String sql) {
        Long sum = database.read(session -> session.first(sql, row -> row.number("n")));
        return sum == null ? 0 : sum;
    }

    private String key() {
        HttpResponse<String> made = requireNonNull(
                instances.getFirst().sent(Gateway.KEY, "/key/generate", "{\"max_budget\":" + DOLLARS + "}"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return requireNonNull(Json.parseObject(made.body()).string("key"));
    }

    /** A single refusal may only mean that others hold what is left. */
    private void askUntilRefused(int which, String key, AtomicInteger answered, AtomicInteger refusedInARow) {
        while (refusedInARow.get() < 3 * CLIENTS && !over) {
            HttpResponse<String> answer = instances
                    .get(which)
                    .sent(
                            key,
                            "/v1/chat/completions",
                            "{\"model\":\"small\",\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
            if (answer == null) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            } else if (answer.statusCode() == 200) {
                answered.incrementAndGet();
                refusedInARow.set(0);
            } else {
                refusedInARow.incrementAndGet();
            }
        }
    }
}
