package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.store.Connections;
import dev.dragoman.gateway.store.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
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
    private static final String RETIRE =
            "DELETE FROM budget_lease WHERE SUBSTR(instance, 1, ?) = ?" + " AND SUBSTR(instance, 1, ?) <> ?";
    private static final String MARK =
            "UPDATE budget_account SET marks = marks + ? WHERE " + ACCOUNT + " AND marks / ? % 2 = 0";
    private static final String RESET = "INSERT INTO budget_account (level, id, window_id, settled)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (level, id, window_id) DO UPDATE SET settled = excluded.settled, marks = 0";
    private static final String SETTLE = "INSERT INTO budget_account (level, id, window_id, settled)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (level, id, window_id)"
            + " DO UPDATE SET settled = budget_account.settled + excluded.settled";

    private final Connections database;
    private final Opening opening;
    private final Duration leaseTime;
    private final InstantSource clock;

    /**
     * A bank.
     *
     * @param leaseTime after which a silent owner's leases go back
     */
    public JdbcBankStore(Connections database, Opening opening, Duration leaseTime, InstantSource clock) {
        this.database = database;
        this.opening = opening;
        this.leaseTime = leaseTime;
        this.clock = clock;
    }

    /**
     * Books what calls cost, within the transaction that makes their entries in the ledger lasting: what owners leased becomes what
     * was spent. Where several debits are booked in one transaction they must come in the order of their accounts. When the database
     * refuses, the session's own failure says whether the transaction is worth another try.
     *
     * @param owner whose lease pays; null when nothing was leased
     */
    public static void settle(Session session, BudgetAccount account, @Nullable String owner, long nanos) {
        String[] words = words(account);
        session.update(SETTLE, words[0], words[1], words[2], nanos);
        if (owner != null) {
            session.update(REDUCE, nanos, words[0], words[1], words[2], owner);
        }
    }

    @Override
    public List<Grant> lease(String owner, List<Wish> wishes) {
        List<Integer> order = new ArrayList<>(wishes.size());
        for (int i = 0; i < wishes.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(index -> wishes.get(index).account()));
        Grant[] grants = new Grant[wishes.size()];
        connected(connection -> {
            for (Wish wish : wishes) {
                open(connection, wish.account());
            }
            transaction(connection, () -> {
                for (int index : order) {
                    grants[index] = lease(connection, owner, wishes.get(index));
                }
            });
        });
        return List.of(grants);
    }

    private void open(Connection connection, BudgetAccount account) {
        if (settled(connection, account) == null) {
            update(connection, OPEN, words(account), opening.spent(account));
        }
    }

    private Grant lease(Connection connection, String owner, Wish wish) {
        String[] account = words(wish.account());
        long now = clock.millis();
        update(connection, LOCK, (Object) account);
        update(connection, EXPIRE, account, now);
        Long settled = settled(connection, wish.account());
        long[] leases = row(connection, LEASES, owner, owner, account);
        Grant grant = Grant.of(wish, settled == null ? 0 : settled, leases[0], leases[1]);
        if (grant.amount() > 0) {
            update(connection, LEASE, account, owner, grant.amount(), now + leaseTime.toMillis());
        } else if (wish.least() > 0) {
            update(connection, WANT, now + MemoryBank.WANTED_MILLIS, account);
        }
        return grant;
    }

    @Override
    public void giveBack(String owner, List<Portion> unspent) {
        List<Portion> ordered = new ArrayList<>(unspent);
        ordered.sort(Comparator.comparing(Portion::account));
        connected(connection -> transaction(connection, () -> {
            for (Portion portion : ordered) {
                update(connection, LOCK, (Object) words(portion.account()));
                reduce(connection, owner, portion.account(), portion.nanos());
                update(connection, CLEAR, words(portion.account()), owner);
            }
        }));
    }

    @Override
    public Set<BudgetAccount> beat(String owner, boolean renew) {
        Set<BudgetAccount> wanted = new HashSet<>();
        connected(connection -> {
            long now = clock.millis();
            if (renew) {
                update(connection, RENEW, now + leaseTime.toMillis(), owner);
            }
            try (PreparedStatement statement = prepared(connection, WANTED, owner, now);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    wanted.add(account(rows));
                }
            } catch (SQLException failed) {
                throw failure(failed);
            }
        });
        return wanted;
    }

    @Override
    public void retire(String prefix, String current) {
        connected(connection -> update(connection, RETIRE, prefix.length(), prefix, current.length(), current));
    }

    @Override
    public boolean mark(BudgetAccount account, BudgetListener.Mark mark) {
        int[] changed = new int[1];
        connected(connection -> changed[0] = update(connection, MARK, mark.bit(), words(account), mark.bit()));
        return changed[0] > 0;
    }

    @Override
    public void reset(BudgetAccount account, long nanos) {
        connected(connection -> update(connection, RESET, words(account), nanos));
    }

    @Override
    public long settled(BudgetAccount account) {
        long[] found = new long[1];
        connected(connection -> {
            Long settled = settled(connection, account);
            found[0] = settled == null ? 0 : settled;
        });
        return found[0];
    }

    private static @Nullable Long settled(Connection connection, BudgetAccount account) {
        long[] row = row(connection, SETTLED, (Object) words(account));
        return row.length == 0 ? null : Long.valueOf(row[0]);
    }

    private static void reduce(Connection connection, String owner, BudgetAccount account, long nanos) {
        update(connection, REDUCE, nanos, words(account), owner);
    }

    private static String[] words(BudgetAccount account) {
        return new String[] {account.level().word(), account.id(), account.window()};
    }

    private static BudgetAccount account(ResultSet row) throws SQLException {
        BudgetLevel level = BudgetLevel.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
        return new BudgetAccount(level, row.getString(2), row.getString(3));
    }

    /** The numbers of the only row; none when there is no row. */
    private static long[] row(Connection connection, String sql, Object... values) {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            long[] numbers = new long[rows.next() ? rows.getMetaData().getColumnCount() : 0];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = rows.getLong(i + 1);
            }
            return numbers;
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private static int update(Connection connection, String sql, Object... values) {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** A statement with its values, in which an account stands for three. */
    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int index = 1;
        for (Object value : values) {
            if (value instanceof String[] words) {
                for (String word : words) {
                    statement.setString(index++, word);
                }
            } else if (value instanceof Long number) {
                statement.setLong(index++, number);
            } else if (value instanceof Integer number) {
                statement.setInt(index++, number);
            } else {
                statement.setString(index++, (String) value);
            }
        }
        return statement;
    }

    private void connected(Consumer<Connection> work) {
        try (Connection connection = database.get()) {
            work.accept(connection);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private static void transaction(Connection connection, Runnable work) {
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private static BankException failure(SQLException failed) {
        return new BankException(String.valueOf(failed.getMessage()), failed);
    }
}
