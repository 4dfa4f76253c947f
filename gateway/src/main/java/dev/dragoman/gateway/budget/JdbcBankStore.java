package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A bank in a database, PostgreSQL or SQLite by the same statements. Whoever changes an account locks its row first, and several in
 * their order. On SQLite, transactions must begin immediately ({@code transaction_mode=IMMEDIATE}) and wait for each other
 * ({@code busy_timeout}). Leases that were not renewed for a while go back to the account when somebody asks for it: the clocks of
 * instances must not differ by more than a tenth of that while.
 */
public final class JdbcBankStore implements Bank {

    private static final String ACCOUNT = "level = ? AND id = ? AND window_id = ?";
    private static final String OPEN = "INSERT INTO budget_account (level, id, window_id, settled) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (level, id, window_id) DO NOTHING";
    private static final String SETTLED = "SELECT settled FROM budget_account WHERE " + ACCOUNT;
    private static final String LOCK = "UPDATE budget_account SET settled = settled WHERE " + ACCOUNT;
    private static final String EXPIRE = "DELETE FROM budget_lease WHERE " + ACCOUNT + " AND expires_at < ?";
    private static final String LEASES = "SELECT COALESCE(SUM(CASE WHEN instance = ? THEN amount ELSE 0 END), 0),"
            + " COALESCE(SUM(CASE WHEN instance <> ? AND amount > 0 THEN amount ELSE 0 END), 0)"
            + " FROM budget_lease WHERE " + ACCOUNT;
    private static final String LEASE = "INSERT INTO budget_lease (level, id, window_id, instance, amount, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (instance, level, id, window_id)"
            + " DO UPDATE SET amount = budget_lease.amount + excluded.amount, expires_at = excluded.expires_at";
    private static final String WANT = "UPDATE budget_account SET wanted_until = ? WHERE " + ACCOUNT;
    private static final String REDUCE =
            "UPDATE budget_lease SET amount = amount - ? WHERE " + ACCOUNT + " AND instance = ?";
    private static final String CLEAR =
            "DELETE FROM budget_lease WHERE " + ACCOUNT + " AND instance = ? AND amount = 0";
    private static final String RENEW = "UPDATE budget_lease SET expires_at = ? WHERE instance = ?";
    private static final String WANTED = "SELECT a.level, a.id, a.window_id FROM budget_lease l"
            + " JOIN budget_account a ON a.level = l.level AND a.id = l.id AND a.window_id = l.window_id"
            + " WHERE l.instance = ? AND l.amount > 0 AND a.wanted_until > ?";
    private static final String RETIRE = "DELETE FROM budget_lease WHERE SUBSTR(instance, 1, ?) = ?"
            + " AND SUBSTR(instance, 1, ?) <> ?";
    private static final String MARK = "UPDATE budget_account SET marks = marks + ? WHERE " + ACCOUNT
            + " AND marks / ? % 2 = 0";
    private static final String RESET = "INSERT INTO budget_account (level, id, window_id, settled)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (level, id, window_id) DO UPDATE SET settled = excluded.settled, marks = 0";
    private static final String SETTLE = "INSERT INTO budget_account (level, id, window_id, settled)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (level, id, window_id)"
            + " DO UPDATE SET settled = budget_account.settled + excluded.settled";

    private final DataSource database;
    private final Opening opening;
    private final Duration leaseTime;
    private final InstantSource clock;

    /**
     * A bank.
     *
     * @param leaseTime after which a silent owner's leases go back
     */
    public JdbcBankStore(DataSource database, Opening opening, Duration leaseTime, InstantSource clock) {
        this.database = database;
        this.opening = opening;
        this.leaseTime = leaseTime;
        this.clock = clock;
    }

    /**
     * Books what calls cost, within the transaction that makes their entries in the ledger lasting: what owners leased becomes what
     * was spent. Where several debits are booked in one transaction they must come in the order of their accounts.
     *
     * @param owner whose lease pays; null when nothing was leased
     */
    public static void settle(Connection connection, BudgetAccount account, @Nullable String owner, long nanos)
            throws SQLException {
        update(connection, SETTLE, statement -> statement.setLong(at(statement, account), nanos));
        if (owner != null) {
            reduce(connection, owner, account, nanos);
        }
    }

    @Override
    public List<Grant> lease(String owner, List<Wish> wishes) {
        List<Wish> ordered = new ArrayList<>(wishes);
        ordered.sort(Comparator.comparing(Wish::account));
        Map<Wish, Grant> grants = new HashMap<>();
        transaction(connection -> {
            connection.setAutoCommit(true);
            for (Wish wish : ordered) {
                open(connection, wish.account());
            }
            connection.setAutoCommit(false);
            for (Wish wish : ordered) {
                grants.put(wish, lease(connection, owner, wish));
            }
        });
        return wishes.stream().map(grants::get).toList();
    }

    private void open(Connection connection, BudgetAccount account) throws SQLException {
        if (settled(connection, account) == null) {
            long spent = opening.spent(account);
            update(connection, OPEN, statement -> statement.setLong(at(statement, account), spent));
        }
    }

    private Grant lease(Connection connection, String owner, Wish wish) throws SQLException {
        BudgetAccount account = wish.account();
        long now = clock.millis();
        update(connection, LOCK, statement -> at(statement, account));
        update(connection, EXPIRE, statement -> statement.setLong(at(statement, account), now));
        Long settled = settled(connection, account);
        Grant grant = grant(connection, owner, wish, settled == null ? 0 : settled);
        if (grant.amount() > 0) {
            update(connection, LEASE, statement -> {
                int next = at(statement, account);
                statement.setString(next, owner);
                statement.setLong(next + 1, grant.amount());
                statement.setLong(next + 2, now + leaseTime.toMillis());
            });
        } else if (wish.least() > 0) {
            update(connection, WANT, statement -> {
                statement.setLong(1, now + MemoryBank.WANTED_MILLIS);
                at(statement, account, 2);
            });
        }
        return grant;
    }

    private static Grant grant(Connection connection, String owner, Wish wish, long settled) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEASES)) {
            statement.setString(1, owner);
            statement.setString(2, owner);
            at(statement, wish.account(), 3);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Grant.of(wish, settled, row.getLong(1), row.getLong(2));
            }
        }
    }

    @Override
    public void giveBack(String owner, List<Portion> unspent) {
        List<Portion> ordered = new ArrayList<>(unspent);
        ordered.sort(Comparator.comparing(Portion::account));
        transaction(connection -> {
            for (Portion portion : ordered) {
                update(connection, LOCK, statement -> at(statement, portion.account()));
                reduce(connection, owner, portion.account(), portion.nanos());
                update(connection, CLEAR, statement -> statement.setString(at(statement, portion.account()), owner));
            }
        });
    }

    @Override
    public Set<BudgetAccount> beat(String owner, boolean renew) {
        Set<BudgetAccount> wanted = new HashSet<>();
        transaction(connection -> {
            long now = clock.millis();
            if (renew) {
                update(connection, RENEW, statement -> {
                    statement.setLong(1, now + leaseTime.toMillis());
                    statement.setString(2, owner);
                });
            }
            try (PreparedStatement statement = connection.prepareStatement(WANTED)) {
                statement.setString(1, owner);
                statement.setLong(2, now);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        wanted.add(account(rows));
                    }
                }
            }
        });
        return wanted;
    }

    @Override
    public void retire(String prefix, String current) {
        transaction(connection -> update(connection, RETIRE, statement -> {
            statement.setInt(1, prefix.length());
            statement.setString(2, prefix);
            statement.setInt(3, current.length());
            statement.setString(4, current);
        }));
    }

    @Override
    public boolean mark(BudgetAccount account, BudgetAlerts.Mark mark) {
        int[] changed = new int[1];
        transaction(connection -> {
            update(connection, OPEN, statement -> statement.setLong(at(statement, account), 0));
            changed[0] = update(connection, MARK, statement -> {
                statement.setLong(1, mark.bit());
                statement.setLong(at(statement, account, 2), mark.bit());
            });
        });
        return changed[0] > 0;
    }

    @Override
    public void reset(BudgetAccount account, long nanos) {
        transaction(connection ->
                update(connection, RESET, statement -> statement.setLong(at(statement, account), nanos)));
    }

    @Override
    public long settled(BudgetAccount account) {
        Long[] found = new Long[1];
        transaction(connection -> found[0] = settled(connection, account));
        return found[0] == null ? 0 : found[0];
    }

    private static @Nullable Long settled(Connection connection, BudgetAccount account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTLED)) {
            at(statement, account);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Long.valueOf(row.getLong(1)) : null;
            }
        }
    }

    private static void reduce(Connection connection, String owner, BudgetAccount account, long nanos)
            throws SQLException {
        update(connection, REDUCE, statement -> {
            statement.setLong(1, nanos);
            statement.setString(at(statement, account, 2), owner);
        });
    }

    private static BudgetAccount account(ResultSet row) throws SQLException {
        BudgetLevel level = BudgetLevel.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
        return new BudgetAccount(level, row.getString(2), row.getString(3));
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private static int update(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            return statement.executeUpdate();
        }
    }

    private static int at(PreparedStatement statement, BudgetAccount account) throws SQLException {
        return at(statement, account, 1);
    }

    /** Names the account; the index of the parameter that follows. */
    private static int at(PreparedStatement statement, BudgetAccount account, int from) throws SQLException {
        statement.setString(from, account.level().word());
        statement.setString(from + 1, account.id());
        statement.setString(from + 2, account.window());
        return from + 3;
    }

    private void transaction(Work work) {
        try (Connection connection = database.getConnection()) {
            run(connection, work);
        } catch (SQLException failed) {
            throw new BankException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static void run(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run(connection);
            connection.commit();
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
