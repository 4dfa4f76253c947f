package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.store.Database;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What the ledger has of a budget's window that began before the budget was made. */
public final class EarlierSpend {

    private final Database database;

    public EarlierSpend(Database database) {
        this.database = database;
    }

    /** Nano-dollars that were spent in the account's window so far; 0 of what the ledger does not tell apart. */
    public long spent(BudgetAccount account) {
        Instant start = start(account.window());
        return start == null ? ever(account) : since(account, start);
    }

    private static @Nullable Instant start(String window) {
        int at = window.indexOf('@');
        try {
            return at < 0 ? null : Instant.parse(window.substring(at + 1));
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private long ever(BudgetAccount account) {
        Long total = database.read(session -> session.first(
                "SELECT spend FROM spend_total WHERE level = ? AND id = ?",
                row -> row.number("spend"),
                account.level().word(),
                account.id()));
        return total == null ? 0 : total;
    }

    private long since(BudgetAccount account, Instant start) {
        String column = switch (account.level()) {
            case KEY -> "api_key";
            case USER -> "user_id";
            case TEAM -> "team_id";
            case ORGANIZATION -> "organization_id";
            case END_USER -> "end_user";
            default -> null;
        };
        if (column == null) {
            return 0;
        }
        Long sum = database.read(session -> session.first(
                "SELECT COALESCE(SUM(spend), 0) AS spend FROM spend_log WHERE " + column + " = ? AND started_at >= ?",
                row -> row.number("spend"),
                account.id(),
                start));
        return sum == null ? 0 : sum;
    }
}
