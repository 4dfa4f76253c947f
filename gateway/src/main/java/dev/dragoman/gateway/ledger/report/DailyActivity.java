package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.Dimension;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Row;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells each day of users, teams, organizations, tags or end users, taken apart by whatever it consists of.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/cost_tracking">LiteLLM: daily spend breakdown</a>
 */
public final class DailyActivity {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 1_000;
    private static final int MOST_OF_PAGE = 1_000;
    private static final String SELECT = "SELECT day, entity, api_key, model, model_group, provider, endpoint, spend,"
            + " prompt_tokens, completion_tokens, cache_read_tokens, cache_creation_tokens, requests, successful, failed"
            + " FROM daily_spend";
    private static final String ORDER =
            " ORDER BY day DESC, entity, api_key, model, model_group, provider, endpoint LIMIT ? OFFSET ?";

    private final Database database;

    public DailyActivity(Database database) {
        this.database = database;
    }

    /** Whose days can be told. */
    public enum Kind {
        /** All users together, or one. */
        USER(Dimension.USER, "user_id", Table.USER, "user_email"),
        TEAM(Dimension.TEAM, "team_ids", Table.TEAM, "team_alias"),
        ORGANIZATION(Dimension.ORGANIZATION, "organization_ids", Table.ORGANIZATION, "organization_alias"),
        TAG(Dimension.TAG, "tags", Table.TAG, "tag_alias"),
        CUSTOMER(Dimension.END_USER, "end_user_ids", Table.CUSTOMER, "alias");

        private final Dimension dimension;
        private final String parameter;
        private final Table table;
        private final String alias;

        Kind(Dimension dimension, String parameter, Table table, String alias) {
            this.dimension = dimension;
            this.parameter = parameter;
            this.table = table;
            this.alias = alias;
        }
    }

    /** A page of sums; a day may begin on one page and end on the next. */
    public JsonObject page(Kind kind, Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        DayQuery query = query(kind, asked, scope);
        int size = asked.number("page_size", PAGE, MOST_OF_PAGE);
        int page = asked.number("page", 1, 1_000_000);
        return database.read(
                session -> {
                    Report report = new Report(kind);
                    session.each(
                            SELECT + query.where().sql() + ORDER,
                            report::add,
                            query.where().valuesAnd((long) size, (long) (page - 1) * size));
                    Long rows = session.first(
                            "SELECT COUNT(*) AS n FROM daily_spend"
                                    + query.where().sql(),
                            row -> row.number("n"),
                            query.where().values());
                    long pages = Math.ceilDiv(rows == null ? 0 : rows, (long) size);
                    return report.told(session, page, Math.max(1, pages));
                },
                PATIENCE);
    }

    /** All of it at once; days are read one by one, since there may be very many sums. */
    public JsonObject aggregated(Kind kind, Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        List<String> days = period(asked).days();
        DayQuery query = query(kind, asked, scope);
        return database.read(
                session -> {
                    Report report = new Report(kind);
                    for (String day : days) {
                        session.each(
                                SELECT + query.where().sql() + " AND day = ?",
                                report::add,
                                query.where().valuesAnd(day));
                    }
                    return report.told(session, 1, 1);
                },
                PATIENCE);
    }

    private static DayQuery query(Kind kind, Asked asked, Scope scope) {
        List<String> excluded = new ArrayList<>(asked.texts("exclude_" + kind.parameter));
        if (kind == Kind.TEAM) {
            excluded.add(""); // What no team asked is nobody's here.
        }
        return DayQuery.of(kind.dimension, scope)
                .in(period(asked))
                .equal("model", asked.text("model"))
                .equal("api_key", asked.key("api_key"))
                .entities(asked.texts(kind.parameter))
                .without(excluded);
    }

    private static Period period(Asked asked) {
        Period period = Period.of(asked);
        String zone = asked.text("timezone");
        try {
            return zone == null ? period : period.seenFrom(Integer.parseInt(zone.strip()));
        } catch (NumberFormatException none) {
            throw Asked.wrong("timezone", zone, "minutes behind UTC, such as 300 or -120");
        }
    }

    private static final class Report {

        private final Kind kind;
        private final Metrics sum = new Metrics();
        private final Map<String, Breakdown> days = new TreeMap<>(Comparator.reverseOrder());

        Report(Kind kind) {
            this.kind = kind;
        }

        void add(Row row) {
            sum.add(row);
            days.computeIfAbsent(row.requiredText("day"), day -> new Breakdown(kind != Kind.USER))
                    .add(row);
        }

        JsonObject told(Session session, int page, long pages) {
            Breakdown.Names names = names(session);
            List<JsonValue> results = new ArrayList<>();
            days.forEach((day, parts) -> results.add(parts.told(day, names)));
            return JsonObject.builder()
                    .put("results", new JsonArray(results))
                    .put(
                            "metadata",
                            sum.total()
                                    .put("page", page)
                                    .put("total_pages", pages)
                                    .put("has_more", page < pages)
                                    .build())
                    .build();
        }

        private Breakdown.Names names(Session session) {
            Set<String> keys = new HashSet<>();
            Set<String> entities = new HashSet<>();
            days.values().forEach(day -> {
                keys.addAll(day.keys());
                entities.addAll(day.entities());
            });
            Labels labels = new Labels(session);
            Map<String, JsonObject> known = labels.keys(keys);
            Map<String, JsonObject> named =
                    kind == Kind.TEAM ? labels.teams(entities) : labels.of(kind.table, entities);
            return new Breakdown.Names(
                    key -> key(known.getOrDefault(key, JsonObject.EMPTY)),
                    entity -> label(named.getOrDefault(entity, JsonObject.EMPTY), kind.alias));
        }

        private static JsonObject key(JsonObject document) {
            return label(document, "key_alias").merged(label(document, "team_id"));
        }

        private static JsonObject label(JsonObject document, String member) {
            String text = document.string(member);
            return JsonObject.of(member, text == null ? JsonNull.NULL : new JsonString(text));
        }
    }
}
