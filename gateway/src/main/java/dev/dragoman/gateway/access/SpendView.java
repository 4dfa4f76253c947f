package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Tells what was spent, and begins to count anew. */
public interface SpendView {

    /**
     * Nano-dollars spent in the present window of each one's budget; of those without one, ever.
     *
     * @param level {@code key}, {@code user}, {@code team}, {@code team_member}, {@code organization}, {@code end_user} or {@code tag}
     * @param documents by id, for the windows of their budgets
     */
    Map<String, Long> spent(Session session, String level, Map<String, JsonObject> documents);

    /** Sets what was spent in the present window. */
    void set(Session session, String level, String id, JsonObject document, long nanos);

    /** The ids of a level by what they spent, the most first. */
    List<String> dearest(Session session, String level, int most);
}
