package dev.dragoman.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.store.Engine;
import dev.dragoman.gateway.store.Session;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The bank on real databases. */
final class JdbcBankStoreTest {

    private static final BudgetAccount KEY = new BudgetAccount(BudgetLevel.KEY, "k", "ever");
    private static final BudgetAccount TEAM = new BudgetAccount(BudgetLevel.TEAM_MEMBER, "u:t", "ever");
    private static final Duration LEASE_TIME = Duration.ofMinutes(10);

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static DataSource file;
    private static HikariDataSource pool;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-06T10:00:00Z"));

    /** The databases that the gateway knows. */
    enum Kind {
        SQLITE,
        POSTGRESQL;

        DataSource database() {
            return this == SQLITE ? file : pool;
        }

        Engine engine() {
            return Engine.valueOf(name());
        }
    }

    @BeforeAll
    static void open() throws IOException, SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(10_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource sqlite = new SQLiteDataSource(config);
        sqlite.setUrl("jdbc:sqlite:" + folder.resolve("budget.db"));
        file = sqlite;
        postgres = EmbeddedPostgres.builder()
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        pool = new HikariDataSource();
        pool.setDataSource(postgres.getPostgresDatabase());
        for (Kind kind : Kind.values()) {
            create(kind.database());
        }
    }

    @AfterAll
    static void close() throws IOException {
        pool.close();
        postgres.close();
    }

    private static void create(DataSource database) throws IOException, SQLException {
        try (InputStream ddl =
                        Objects.requireNonNull(JdbcBankStoreTest.class.getResourceAsStream("/db/0004-budgets.sql"));
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : new String(ddl.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private JdbcBankStore bank(Kind kind) {
        return bank(kind, Opening.EMPTY);
    }

    private JdbcBankStore bank(Kind kind, Opening opening) {
        try (Connection connection = kind.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM budget_lease");
            statement.execute("DELETE FROM budget_account");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return new JdbcBankStore(kind.database()::getConnection, opening, LEASE_TIME, now::get);
    }

    private static Bank.Wish wish(BudgetAccount account, long max, long least, long want) {
        return new Bank.Wish(account, max, least, want);
    }

    private static void settle(Kind kind, BudgetAccount account, @Nullable String owner, long nanos) {
        try (Connection connection = kind.database().getConnection()) {
            connection.setAutoCommit(false);
            JdbcBankStore.settle(new Session(connection, kind.engine()), account, owner, nanos);
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leasesAndWhatWasSettledNeverExceedTheBudget(Kind kind) {
        JdbcBankStore bank = bank(kind);

        assertThat(bank.lease("a", List.of(wish(KEY, 100, 60, 80), wish(TEAM, 1_000, 0, 10))))
                .containsExactly(new Grant(60, 0, 60, 0), new Grant(10, 0, 10, 0));
        assertThat(bank.lease("b", List.of(wish(KEY, 100, 50, 50)))).containsExactly(new Grant(0, 0, 0, 60));
        settle(kind, KEY, "a", 45);
        bank.giveBack("a", List.of(new Bank.Portion(KEY, 15)));
        assertThat(bank.lease("b", List.of(wish(KEY, 100, 50, 50)))).containsExactly(new Grant(50, 45, 50, 0));
        assertThat(bank.settled(KEY)).isEqualTo(45);
    }

    @ParameterizedTest
    @EnumSource
    void aDebtIsPaidByTheNextLease(Kind kind) {
        JdbcBankStore bank = bank(kind);
        bank.lease("a", List.of(wish(KEY, 100, 10, 10)));
        settle(kind, KEY, "a", 13);

        assertThat(bank.lease("a", List.of(wish(KEY, 100, 90, 90)))).containsExactly(new Grant(90, 13, 87, 0));
    }

    @ParameterizedTest
    @EnumSource
    void whatASilentOwnerLeasedGoesBackAfterAWhile(Kind kind) {
        JdbcBankStore bank = bank(kind);
        bank.lease("a", List.of(wish(KEY, 100, 100, 100)));
        now.updateAndGet(time -> time.plus(LEASE_TIME.minusMinutes(1)));
        bank.beat("a", true);
        now.updateAndGet(time -> time.plus(LEASE_TIME.minusMinutes(1)));
        assertThat(bank.lease("b", List.of(wish(KEY, 100, 10, 10))).getFirst().amount())
                .isZero();

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));

        assertThat(bank.lease("b", List.of(wish(KEY, 100, 10, 10))).getFirst().amount())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void whoHasSomethingLearnsThatOthersAreShortOfIt(Kind kind) {
        JdbcBankStore bank = bank(kind);
        bank.lease("a", List.of(wish(KEY, 100, 100, 100), wish(TEAM, 100, 10, 10)));
        bank.lease("b", List.of(wish(KEY, 100, 1, 1)));

        assertThat(bank.beat("a", false)).containsExactly(KEY);
        assertThat(bank.beat("b", false)).isEmpty();
        now.updateAndGet(time -> time.plusSeconds(2));
        assertThat(bank.beat("a", false)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void formerLivesAreRetiredAndNoOthers(Kind kind) {
        JdbcBankStore bank = bank(kind);
        for (String owner : List.of("a/1/0", "a/1/1", "a/2/0", "ab/1/0")) {
            bank.lease(owner, List.of(wish(KEY, 100, 10, 10)));
        }

        bank.retire("a/", "a/2/");

        assertThat(bank.lease("c", List.of(wish(KEY, 100, 0, 0)))).containsExactly(new Grant(0, 0, 0, 20));
    }

    @ParameterizedTest
    @EnumSource
    void anAccountOpensWithWhatWasSpentBefore(Kind kind) {
        JdbcBankStore bank = bank(kind, account -> account.equals(KEY) ? 70 : 0);

        assertThat(bank.lease("a", List.of(wish(KEY, 100, 10, 30)))).containsExactly(new Grant(10, 70, 10, 0));
        bank.reset(KEY, 0);
        assertThat(bank.settled(KEY)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aMarkIsToldOnce(Kind kind) {
        JdbcBankStore bank = bank(kind);
        bank.lease("a", List.of(wish(KEY, 100, 0, 0)));

        assertThat(bank.mark(KEY, BudgetListener.Mark.THRESHOLD)).isTrue();
        assertThat(bank.mark(KEY, BudgetListener.Mark.THRESHOLD)).isFalse();
        assertThat(bank.mark(KEY, BudgetListener.Mark.SOFT)).isTrue();
        bank.reset(KEY, 0);
        assertThat(bank.mark(KEY, BudgetListener.Mark.THRESHOLD)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void eightOwnersAtOnceNeverLeaseTooMuch(Kind kind) throws InterruptedException {
        JdbcBankStore bank = bank(kind);
        long max = 10_000;
        AtomicLong spent = new AtomicLong();
        List<String> broken = new CopyOnWriteArrayList<>();
        List<Thread> owners = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String owner = "owner" + i;
            SplittableRandom random = new SplittableRandom(i);
            owners.add(Thread.ofPlatform().start(() -> {
                try {
                    spent.addAndGet(trade(kind, bank, owner, max, random));
                    look(kind, max);
                } catch (RuntimeException | SQLException | AssertionError failed) {
                    broken.add(failed.toString());
                }
            }));
        }
        for (Thread owner : owners) {
            owner.join();
        }

        assertThat(broken).isEmpty();
        assertThat(bank.settled(KEY)).isEqualTo(spent.get()).isBetween(max / 2, max);
        assertThat(bank.lease("z", List.of(wish(KEY, max, 0, 0))).getFirst().others())
                .isZero();
    }

    /** Leases, spends, gives back; what was spent in all. */
    private static long trade(Kind kind, JdbcBankStore bank, String owner, long max, SplittableRandom random)
            throws SQLException {
        long held = 0;
        long spent = 0;
        for (int i = 0; i < 25; i++) {
            long least = random.nextLong(200);
            List<Bank.Wish> wishes = new ArrayList<>(
                    List.of(wish(TEAM, 10 * max, 1, 1), wish(KEY, max, least, least + random.nextLong(200))));
            held += bank.lease(owner, random.nextBoolean() ? wishes : wishes.reversed()).stream()
                    .filter(grant -> grant.amount() > 1)
                    .mapToLong(Grant::amount)
                    .sum();
            long cost = random.nextLong(held + 1);
            settle(kind, KEY, owner, cost);
            spent += cost;
            held -= cost;
            look(kind, max);
            long back = random.nextLong(held + 1);
            bank.giveBack(owner, List.of(new Bank.Portion(KEY, back)));
            held -= back;
        }
        bank.giveBack(owner, List.of(new Bank.Portion(KEY, held)));
        return spent;
    }

    private static void look(Kind kind, long max) throws SQLException {
        String sql = "SELECT a.settled + COALESCE((SELECT SUM(l.amount) FROM budget_lease l WHERE l.level = a.level"
                + " AND l.id = a.id AND l.window_id = a.window_id), 0) FROM budget_account a WHERE a.level = 'key'";
        try (Connection connection = kind.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isLessThanOrEqualTo(max);
        }
    }

    @ParameterizedTest
    @EnumSource
    void instancesSpendNearlyAllAndNeverMore(Kind kind) throws InterruptedException {
        long bound = 100_000;
        long max = 1_000 * bound;
        List<BudgetLine> lines = List.of(Town.key(max, null), Town.team(3 * max));
        JdbcBankStore bank = bank(kind);
        now.set(Instant.now());
        try (Town town = new Town(bank, (account, owner, nanos) -> settle(kind, account, owner, nanos))) {
            EscrowPropertiesTest.exhaustWithoutShipping(town, 4, lines, new SplittableRandom(1));

            assertThat(town.spent(KEY)).isBetween(max / 100 * 99, max);
            town.balances();
        }
    }

    @Test
    void aDatabaseThatIsAwayIsTold() {
        SQLiteDataSource nowhere = new SQLiteDataSource();
        nowhere.setUrl("jdbc:sqlite:" + folder.resolve("no/such/folder.db"));
        JdbcBankStore bank = new JdbcBankStore(nowhere::getConnection, Opening.EMPTY, LEASE_TIME, now::get);

        assertThatExceptionOfType(BankException.class)
                .isThrownBy(() -> bank.lease("a", List.of(wish(KEY, 1, 1, 1))))
                .withMessageContaining("unable to open database file");
    }
}
