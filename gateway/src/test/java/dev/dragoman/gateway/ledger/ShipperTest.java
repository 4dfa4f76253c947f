package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.ledger.Outcomes.Batch;
import dev.dragoman.gateway.ledger.Outcomes.Position;
import dev.dragoman.gateway.ledger.SpendRow.Payers;
import dev.dragoman.gateway.store.Cable;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.gateway.store.Session;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows on their way to a real database, with every trouble that the way has. */
final class ShipperTest {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    /** Rows that are told in batches, and again from wherever the database says that it is. */
    private static final class Told implements Outcomes {

        private final List<byte[]> rows;
        private final int most;
        private int at;

        Told(List<byte[]> rows, int most, int from) {
            this.rows = rows;
            this.most = most;
            this.at = from;
        }

        @Override
        public synchronized Batch next(int asked, Duration patience) throws InterruptedException {
            if (at == rows.size()) {
                Thread.sleep(5);
                return new Batch(List.of(), new Position("j", 0, at));
            }
            int end = Math.min(rows.size(), at + Math.min(asked, most));
            List<byte[]> next = rows.subList(at, end);
            at = end;
            return new Batch(next, new Position("j", 0, end));
        }

        @Override
        public void shipped(Batch batch) {}
    }

    private static Database open(Databases kind) {
        return Database.open(DatabaseAddress.of(kind.create()), 4, InstantSource.system());
    }

    private static Shipper shipper(
            Database database, Outcomes outcomes, Settlement settlement, SpendSettings settings) {
        InstantSource clock = InstantSource.system();
        return new Shipper(outcomes, database, new SpendWriter(() -> settings, settlement, clock), clock);
    }

    private static void ship(Database database, Outcomes outcomes, int end, Settlement settlement) {
        try (Shipper shipper = shipper(database, outcomes, settlement, SpendSettings.DEFAULTS)) {
            shipper.start();
            await(database, end);
        }
    }

    private static void await(Database database, int end) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (place(database) < end) {
            assertThat(System.nanoTime()).as("rows arrive").isLessThan(until);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static long place(Database database) {
        Position position = database.read(session -> Shipper.position(session, "j"));
        return position == null ? 0 : position.place();
    }

    private static List<byte[]> bytes(List<SpendRow> rows) {
        return rows.stream().map(SpendRowFormat::bytes).toList();
    }

    @ParameterizedTest
    @EnumSource
    void everySumIsTheSumOfTheRowsWhateverHappensOnTheWay(Databases kind) {
        Random random = new Random(7);
        List<SpendRow> rows = new RandomRows(11).some(2_000);
        List<SpendRow> twice = new ArrayList<>(rows);
        for (int i = 0; i < 500; i++) {
            twice.add(rows.get(random.nextInt(rows.size())));
        }
        Collections.shuffle(twice, random);
        AtomicInteger troubles = new AtomicInteger();
        AtomicInteger settled = new AtomicInteger();
        Settlement troubled = (session, fresh) -> {
            if (troubles.incrementAndGet() % 5 == 0) {
                throw new ServiceUnavailableException("the transaction broke off");
            }
            settled.addAndGet(fresh.size());
        };
        try (Database database = open(kind)) {
            List<byte[]> told = bytes(twice);
            ship(database, new Told(told.subList(0, 1_000), 97, 0), 1_000, troubled);
            ship(database, new Told(told, 131, 800), 2_500, troubled); // what was told already is told again

            assertThat(sum(database, "SELECT COUNT(*) AS n FROM spend_log")).isEqualTo(rows.size());
            Sums.check(database, rows);
            assertThat(settled.get()).isGreaterThanOrEqualTo(rows.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumsGoOnWithoutRowsOfSingleCalls(Databases kind) {
        SpendSettings none = new SpendSettings(
                false,
                false,
                true,
                List.of(),
                null,
                List.of(),
                true,
                SpendSettings.DEFAULTS.texts(),
                SpendSettings.DEFAULTS.retention());
        List<SpendRow> rows = new RandomRows(12).some(300);
        List<SpendRow> twice = new ArrayList<>(rows);
        twice.addAll(rows);
        try (Database database = open(kind);
                Shipper shipper = shipper(database, new Told(bytes(twice), 50, 0), Settlement.NONE, none)) {
            shipper.start();
            await(database, 600);

            assertThat(sum(database, "SELECT COUNT(*) AS n FROM spend_log")).isZero();
            Sums.check(database, rows);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeStoredIsSetAsideAndStopsNothing(Databases kind) {
        List<SpendRow> rows = new RandomRows(13).some(200);
        List<byte[]> told = new ArrayList<>(bytes(rows));
        byte[] unread = "no row".getBytes(StandardCharsets.UTF_8);
        told.add(100, unread);
        told.add(150, withZeros(SpendRowFormat.bytes(new RandomRows(18).one())));
        SpendRow poison = new RandomRows(14).one();
        told.add(50, SpendRowFormat.bytes(poison));
        Settlement picky = (session, fresh) -> {
            if (fresh.stream().anyMatch(row -> row.id().equals(poison.id()))) {
                throw new IllegalStateException("no budget can pay this");
            }
        };
        try (Database database = open(kind)) {
            ship(database, new Told(told, 64, 0), told.size(), picky);

            assertThat(sum(database, "SELECT COUNT(*) AS n FROM spend_refused")).isEqualTo(2);
            assertThat(sum(database, "SELECT COUNT(*) AS n FROM spend_log")).isEqualTo(201);
            assertThat(refused(database)).containsExactlyInAnyOrder(unread, SpendRowFormat.bytes(poison));
        }
    }

    @Test
    void whileTheDatabaseIsAwayRowsWaitAndNoneIsCountedTwice() throws InterruptedException {
        String address = Databases.POSTGRESQL.create();
        URI server = URI.create(address);
        List<SpendRow> rows = new RandomRows(16).some(1_500);
        try (Cable cable = Cable.to(server.getPort());
                Database database = Database.open(
                        DatabaseAddress.of(address.replace(":" + server.getPort(), ":" + cable.port())),
                        4,
                        InstantSource.system());
                Shipper shipper =
                        shipper(database, new Told(bytes(rows), 20, 0), Settlement.NONE, SpendSettings.DEFAULTS)) {
            cable.cut();
            shipper.start();
            Random random = new Random(17);
            for (int i = 0; i < 4; i++) {
                cable.mend();
                Thread.sleep(
                        random.nextInt(1_000, 1_500)); // long enough to be found, and to be in the middle of something
                cable.cut();
                Thread.sleep(random.nextInt(50));
            }
            cable.mend();
            awaitPatiently(database, rows.size());

            Sums.check(database, rows);
        }
    }

    private static void awaitPatiently(Database database, int end) throws InterruptedException {
        long until = System.nanoTime() + 2 * PATIENCE_NANOS;
        long come = 0;
        while (come < end) {
            assertThat(System.nanoTime()).as("rows arrive").isLessThan(until);
            Thread.sleep(20);
            try {
                come = place(database);
            } catch (ServiceUnavailableException away) {
                // It comes back.
            }
        }
    }

    /** No database keeps these in its texts. */
    private static byte[] withZeros(byte[] row) {
        String texts = new String(row, StandardCharsets.ISO_8859_1).replace("call-", "ca\0l-");
        return texts.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<byte[]> refused(Database database) {
        List<byte[]> payloads = new ArrayList<>();
        database.read(session -> {
            session.each(
                    "SELECT payload FROM spend_refused",
                    row -> payloads.add(Base64.getDecoder().decode(row.requiredText("payload"))));
            return payloads;
        });
        return payloads;
    }

    @ParameterizedTest
    @EnumSource
    void theLongestTextsAreStored(Databases kind) {
        String long1 = "\uD83D\uDE00".repeat(5_000);
        SpendRow one = new RandomRows(15).one();
        SpendRow row = new SpendRow(
                one.id(),
                long1,
                long1,
                long1,
                long1,
                true,
                7,
                false,
                new Payers(long1, long1, long1, long1, long1, List.of(long1, "\0" + long1)),
                new SpendRow.Answering(long1, long1, long1, long1, long1),
                one.tokens(),
                one.times(),
                new SpendRow.Cached(true, long1),
                long1,
                long1,
                one.metadata(),
                one.payment());
        try (Database database = open(kind)) {
            ship(database, new Told(bytes(List.of(row)), 10, 0), 1, Settlement.NONE);

            assertThat(sum(database, "SELECT COUNT(*) AS n FROM spend_refused")).isZero();
            Sums.check(database, List.of(row));
        }
    }

    static long sum(Database database, String sql, @Nullable Object... values) {
        Long sum = database.read((Session session) -> session.first(sql, row -> row.number("n"), values));
        return sum == null ? 0 : sum;
    }

    /** What the sums must be, reckoned from the rows once more. */
    static final class Sums {

        private final Map<String, Long> expected = new HashMap<>();

        private Sums() {}

        static void check(Database database, List<SpendRow> rows) {
            Sums sums = new Sums();
            rows.forEach(sums::add);
            assertThat(sums.stored(database)).isEqualTo(sums.expected);
        }

        private void add(SpendRow row) {
            Payers payers = row.payers();
            total("global", "all", row);
            total("key", payers.key(), row);
            total("user", payers.user(), row);
            total("team", payers.team(), row);
            total("organization", payers.organization(), row);
            total("end_user", payers.endUser(), row);
            total("model", row.answering().model(), row);
            total("provider", row.answering().provider(), row);
            if (!payers.team().isEmpty() && !payers.user().isEmpty()) {
                total("team_member", payers.team() + ":" + payers.user(), row);
            }
            payers.tags().forEach(tag -> total("tag", tag, row));
            daily("user", payers.user(), row, true);
            daily("team", payers.team(), row, true);
            daily("organization", payers.organization(), row, false);
            daily("end_user", payers.endUser(), row, false);
            payers.tags().forEach(tag -> daily("tag", tag, row, false));
        }

        private void total(String level, String id, SpendRow row) {
            if (!id.isEmpty()) {
                expected.merge("total " + level + " " + id + " spend", row.spend(), Long::sum);
                expected.merge("total " + level + " " + id + " requests", 1L, Long::sum);
            }
        }

        private void daily(String dimension, String entity, SpendRow row, boolean always) {
            if (always || !entity.isEmpty()) {
                String day = row.times().started().toString().substring(0, 10);
                String name = "daily " + dimension + " " + entity + " " + day;
                expected.merge(name + " spend", row.spend(), Long::sum);
                expected.merge(
                        name + " tokens", row.tokens().prompt() + row.tokens().completion(), Long::sum);
                expected.merge(name + " requests", 1L, Long::sum);
                expected.merge(name + " failed", row.success() ? 0L : 1L, Long::sum);
            }
        }

        private Map<String, Long> stored(Database database) {
            Map<String, Long> stored = new HashMap<>();
            database.read(session -> {
                session.each("SELECT level, id, spend, requests FROM spend_total", row -> {
                    String name = "total " + row.text("level") + " " + row.text("id");
                    stored.put(name + " spend", row.number("spend"));
                    stored.put(name + " requests", row.number("requests"));
                });
                session.each(
                        "SELECT dimension, entity, day, SUM(spend) AS spend, SUM(prompt_tokens + completion_tokens) AS tokens,"
                                + " SUM(requests) AS requests, SUM(failed) AS failed FROM daily_spend WHERE dimension IN"
                                + " ('user', 'team', 'organization', 'end_user', 'tag') GROUP BY dimension, entity, day",
                        row -> {
                            String name =
                                    "daily " + row.text("dimension") + " " + row.text("entity") + " " + row.text("day");
                            stored.put(name + " spend", row.number("spend"));
                            stored.put(name + " tokens", row.number("tokens"));
                            stored.put(name + " requests", row.number("requests"));
                            stored.put(name + " failed", row.number("failed"));
                        });
                return stored;
            });
            return stored;
        }
    }
}
