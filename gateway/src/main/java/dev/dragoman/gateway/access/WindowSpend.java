package dev.dragoman.gateway.access;

import dev.dragoman.gateway.config.BudgetWindows;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was spent: by those who have a budget, what its account has in the present window; by others, what the ledger's totals have.
 */
public final class WindowSpend implements SpendView {

    private static final List<String> BUDGETS = List.of("max_budget", "soft_budget", "budget_duration");

    private final Supplier<BudgetWindows> windows;
    private final InstantSource clock;

    /** By windows of budgets. */
    public WindowSpend(Supplier<BudgetWindows> windows, InstantSource clock) {
        this.windows = windows;
        this.clock = clock;
    }

    @Override
    public Map<String, Long> spent(Session session, String level, Map<String, JsonObject> documents) {
        Map<String, Long> spent = new HashMap<>();
        documents.forEach((id, document) -> spent.put(id, spent(session, level, id, document)));
        return spent;
    }

    private long spent(Session session, String level, String id, JsonObject document) {
        String window = window(document);
        Long counted = window == null ? null : counted(session, level, account(id, document), window);
        boolean ever = window == null || window.equals("ever");
        if (counted != null || !ever) {
            return counted == null ? 0 : counted;
        }
        long total = total(session, level, id);
        JsonArray former = document.array("former_tokens");
        for (JsonValue hash : former == null ? JsonArray.EMPTY : former) {
            total += hash instanceof JsonString text ? total(session, level, text.value()) : 0;
        }
        return total;
    }

    private static long total(Session session, String level, String id) {
        Long total = session.first(
                "SELECT spend FROM spend_total WHERE level = ? AND id = ?", row -> row.number("spend"), level, id);
        return total == null ? 0 : total;
    }

    private static @Nullable Long counted(Session session, String level, String account, String window) {
        return session.first(
                "SELECT settled FROM budget_account WHERE level = ? AND id = ? AND window_id = ?",
                row -> row.number("settled"),
                level,
                account,
                window);
    }

    /** The present window of somebody's budget; null for those who have none. */
    private @Nullable String window(JsonObject document) {
        if (BUDGETS.stream().noneMatch(document::has)) {
            return null;
        }
        String began = document.string("created_at");
        Instant anchor = began == null ? null : FieldKind.time(began);
        return windows.get()
                .of(document.string("budget_duration"), anchor == null ? Instant.EPOCH : anchor, clock.instant())
                .id();
    }

    /** Under which id something is counted: keys keep theirs when they are rotated. */
    private static String account(String id, JsonObject document) {
        String kept = document.string("key_id");
        return kept == null ? id : kept;
    }

    @Override
    public void set(Session session, String level, String id, JsonObject document, long nanos) {
        String window = window(document);
        if (window == null) {
            session.update(
                    "INSERT INTO spend_total (level, id, spend, requests, last_at) VALUES (?, ?, ?, 0, 0)"
                            + " ON CONFLICT (level, id) DO UPDATE SET spend = excluded.spend",
                    level,
                    id,
                    nanos);
        } else {
            session.update(
                    "INSERT INTO budget_account (level, id, window_id, settled) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (level, id, window_id) DO UPDATE SET settled = excluded.settled, marks = 0",
                    level,
                    account(id, document),
                    window,
                    nanos);
        }
    }

    @Override
    public List<String> dearest(Session session, String level, int most) {
        return session.list(
                "SELECT id FROM spend_total WHERE level = ? ORDER BY spend DESC LIMIT " + most,
                row -> row.requiredText("id"),
                level);
    }
}
