package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.JsonArray;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to the ledger, and what they cost to every sum, within one transaction. A row that is there already changes nothing.
 * Thread-safe.
 */
public final class SpendWriter {

    private static final Rows INSERT = new Rows(
            "INSERT INTO spend_log (id, request_id, call_id, call_type, endpoint, status, spend, estimated, api_key, user_id,"
                    + " team_id, organization_id, end_user, model, model_group, model_id, provider, api_base, prompt_tokens,"
                    + " completion_tokens, total_tokens, cache_read_tokens, cache_creation_tokens, started_at, ended_at,"
                    + " first_token_at, cache_hit, cache_key, session_id, ip, tags, metadata) VALUES ",
            " ON CONFLICT (id) DO NOTHING",
            32);
    private static final Rows COUNT =
            new Rows("INSERT INTO spend_counted (id, counted_at) VALUES ", " ON CONFLICT (id) DO NOTHING", 2);

    private final Supplier<SpendSettings> settings;
    private final Settlement settlement;
    private final InstantSource clock;

    /**
     * A writer.
     *
     * @param settlement lets budgets pay
     */
    public SpendWriter(Supplier<SpendSettings> settings, Settlement settlement, InstantSource clock) {
        this.settings = settings;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Adds rows, and tells how many of them were new. */
    public int write(Session session, List<SpendRow> rows) {
        List<SpendRow> fresh = fresh(session, rows);
        Totals totals = new Totals();
        Daily daily = new Daily();
        for (SpendRow row : fresh) {
            totals.add(row);
            daily.add(row);
        }
        totals.write(session);
        daily.write(session);
        if (!fresh.isEmpty()) {
            settlement.settle(session, fresh);
        }
        return fresh.size();
    }

    /** Those that were not there; of those that come twice one. */
    private List<SpendRow> fresh(Session session, List<SpendRow> rows) {
        SpendSettings now = settings.get();
        List<@Nullable Object[]> kept = new ArrayList<>(rows.size());
        List<@Nullable Object[]> counted = new ArrayList<>();
        for (SpendRow row : rows) {
            if (now.rows() && (row.success() || now.failures())) {
                kept.add(values(row));
            } else {
                counted.add(new @Nullable Object[] {row.id(), clock.instant()});
            }
        }
        Set<String> ids = new HashSet<>(INSERT.returning(session, kept, "id"));
        ids.addAll(COUNT.returning(session, counted, "id"));
        return rows.stream().filter(row -> ids.remove(row.id())).toList();
    }

    private static @Nullable Object[] values(SpendRow row) {
        return new @Nullable Object[] {
            row.id(),
            row.requestId(),
            row.callId(),
            row.callType(),
            row.endpoint(),
            row.success() ? "success" : "failure",
            row.spend(),
            row.estimated(),
            row.payers().key(),
            row.payers().user(),
            row.payers().team(),
            row.payers().organization(),
            row.payers().endUser(),
            row.answering().model(),
            row.answering().group(),
            row.answering().deployment(),
            row.answering().provider(),
            row.answering().base(),
            row.tokens().prompt(),
            row.tokens().completion(),
            row.tokens().total(),
            row.tokens().cacheRead(),
            row.tokens().cacheCreation(),
            row.times().started(),
            row.times().ended(),
            row.times().firstToken(),
            row.cached().hit(),
            row.cached().key(),
            row.session(),
            row.ip(),
            JsonArray.ofStrings(row.payers().tags()).toJson(),
            row.metadata()
        };
    }
}
