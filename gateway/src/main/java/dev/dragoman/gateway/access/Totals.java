package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was spent, as the ledger's totals have it. */
public final class Totals implements SpendView {

    @Override
    public Map<String, Long> spent(Session session, String level, Map<String, JsonObject> documents) {
        Map<String, Long> spent = new HashMap<>();
        documents.forEach((id, document) -> {
            Long total = session.first(
                    "SELECT spend FROM spend_total WHERE level = ? AND id = ?",
                    row -> row.number("spend"),
                    level,
                    account(id, document));
            spent.put(id, total == null ? 0 : total);
        });
        return spent;
    }

    /** Under which id something is counted: keys keep theirs when they are rotated. */
    private static String account(String id, JsonObject document) {
        String kept = document.string("key_id");
        return kept == null ? id : kept;
    }

    @Override
    public void set(Session session, String level, String of, JsonObject document, long nanos) {
        String id = account(of, document);
        int changed =
                session.update("UPDATE spend_total SET spend = ? WHERE level = ? AND id = ?", nanos, level, id);
        if (changed == 0) {
            session.update(
                    "INSERT INTO spend_total (level, id, spend, requests, last_at) VALUES (?, ?, ?, 0, 0)", level, id, nanos);
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
