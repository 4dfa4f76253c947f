package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.Dimension;
import dev.dragoman.gateway.ledger.SpendFacts;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the rows of single calls, the newest first, and never more than can be looked at.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/cost_tracking">LiteLLM: spend tracking</a>
 */
public final class SpendLogs {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_COUNTED = 100_000;
    private static final int PAGE = 50;
    private static final int MOST_OF_PAGE = 100;
    private static final String NEWEST = " ORDER BY started_at DESC, id DESC";
    private static final Map<String, String> SORTED = Map.of(
            "startTime", "started_at",
            "endTime", "ended_at",
            "spend", "spend",
            "total_tokens", "total_tokens",
            "request_duration_ms", "ended_at - started_at",
            "model", "model",
            "user", "user_id");

    private final Database database;

    public SpendLogs(Database database) {
        this.database = database;
    }

    /**
     * Rows by {@code request_id}, {@code api_key}, {@code user_id} and days; sums by day when days are asked for and {@code summarize} is
     * not false.
     */
    public JsonArray list(Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        Period period = Period.orNull(asked);
        boolean summarized = asked.truth("summarize", true);
        if (period != null && summarized && asked.text("request_id") == null) {
            return database.read(session -> summary(session, asked, period, scope), PATIENCE);
        }
        Where where = new Where().equal("api_key", asked.key("api_key")).equal("user_id", asked.text("user_id"));
        String request = asked.text("request_id");
        if (request != null) {
            where.and("(request_id = ? OR call_id = ?)", request, request);
        }
        if (period != null) {
            Period.Span span = Period.span(asked);
            where.and("started_at >= ? AND started_at < ?", span.from(), span.until());
        }
        scope.calls(where);
        return database.read(session -> rows(session, where, NEWEST, MOST_ROWS, 0), PATIENCE);
    }

    private static JsonArray rows(Session session, Where where, String order, int most, int from) {
        List<JsonObject> rows = session.list(
                "SELECT * FROM spend_log" + where.sql() + order + " LIMIT " + most + " OFFSET " + from,
                LogRow::of,
                where.values());
        return new JsonArray(List.copyOf(rows));
    }

    private static final class Day {

        long spend;
        final Map<String, Long> users = new TreeMap<>();
        final Map<String, Long> models = new TreeMap<>();
        final Map<String, Long> keys = new TreeMap<>();

        JsonObject told(String day) {
            JsonObject.Builder told = JsonObject.builder()
                    .put("startTime", day)
                    .put("spend", SpendFacts.dollars(spend))
                    .put("users", amounts(users))
                    .put("models", amounts(models));
            keys.forEach((key, nanos) -> told.put(key, SpendFacts.dollars(nanos)));
            return told.build();
        }

        private static JsonObject amounts(Map<String, Long> sums) {
            JsonObject.Builder told = JsonObject.builder();
            sums.forEach((name, nanos) -> told.put(name, SpendFacts.dollars(nanos)));
            return told.build();
        }
    }

    private static JsonArray summary(Session session, Asked asked, Period period, Scope scope) {
        Where where = new Where()
                .and("dimension = ?", Dimension.USER.word())
                .equal("entity", asked.text("user_id"))
                .equal("api_key", asked.key("api_key"));
        period.days(where);
        scope.days(where, Dimension.USER);
        Map<String, Day> days = new TreeMap<>();
        period.days().forEach(day -> days.put(day, new Day()));
        session.each(
                "SELECT day, entity, api_key, model, SUM(spend) AS spend FROM daily_spend" + where.sql()
                        + " GROUP BY day, entity, api_key, model",
                row -> {
                    long spend = row.number("spend");
                    Day day = days.computeIfAbsent(row.requiredText("day"), name -> new Day());
                    day.spend += spend;
                    day.users.merge(row.requiredText("entity"), spend, Long::sum);
                    day.models.merge(row.requiredText("model"), spend, Long::sum);
                    day.keys.merge(row.requiredText("api_key"), spend, Long::sum);
                },
                where.values());
        return new JsonArray(days.entrySet().stream()
                .map(day -> (JsonValue) day.getValue().told(day.getKey()))
                .toList());
    }

    /** A page of rows by whatever the parameters say, from days that must be given. */
    public JsonObject page(Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        Period.Span span = Period.span(asked);
        Where where = new Where().and("started_at >= ? AND started_at < ?", span.from(), span.until());
        filter(asked, where);
        scope.calls(where);
        String column = SORTED.getOrDefault(
                asked.word(
                        "sort_by",
                        "startTime",
                        SORTED.keySet().stream().sorted().toList()),
                "started_at");
        String direction =
                asked.word("sort_order", "desc", List.of("asc", "desc")).equals("asc") ? " ASC" : " DESC";
        String order = " ORDER BY " + column + direction + ", id" + direction;
        String alias = asked.text("key_alias");
        if (alias != null) {
            where.and(Where.in("api_key", database.read(session -> new Labels(session).keysNamed(alias))));
        }
        return database.read(session -> page(session, where, order, asked), PATIENCE);
    }

    private static void filter(Asked asked, Where where) {
        String request = asked.text("request_id");
        if (request != null) {
            where.and("(request_id = ? OR call_id = ?)", request, request);
        }
        where.equal("api_key", asked.key("api_key"))
                .equal("user_id", asked.text("user_id"))
                .equal("end_user", asked.text("end_user"))
                .equal("team_id", asked.text("team_id"))
                .equal("model", asked.text("model"))
                .equal("model_id", asked.text("model_id"))
                .equal("session_id", asked.text("session_id"));
        String status = asked.text("status_filter");
        if (status != null) {
            where.equal("status", asked.word("status_filter", "", List.of("success", "failure")));
        }
        String code = asked.text("error_code");
        where.holds("metadata", code == null ? null : inner(JsonObject.of("error_code", new JsonString(code))));
        String message = asked.text("error_message");
        where.holds("metadata", message == null ? null : inner(new JsonString(message)));
        Long least = asked.nanoDollars("min_spend");
        if (least != null) {
            where.and("spend >= ?", least);
        }
        Long most = asked.nanoDollars("max_spend");
        if (most != null) {
            where.and("spend <= ?", most);
        }
    }

    /** JSON as it stands within something larger. */
    private static String inner(JsonValue value) {
        String json = value.toJson();
        return json.substring(1, json.length() - 1);
    }

    private static JsonObject page(Session session, Where where, String order, Asked asked) {
        int size = asked.number("page_size", PAGE, MOST_OF_PAGE);
        int page = asked.number("page", 1, 1_000_000);
        Long counted = session.first(
                "SELECT COUNT(*) AS n FROM (SELECT 1 FROM spend_log" + where.sql() + " LIMIT " + MOST_COUNTED + ") t",
                row -> row.number("n"),
                where.values());
        long total = counted == null ? 0 : counted;
        return JsonObject.builder()
                .put("data", rows(session, where, order, size, (page - 1) * size))
                .put("total", total)
                .put("page", page)
                .put("page_size", size)
                .put("total_pages", Math.ceilDiv(total, size))
                .build();
    }

    /** Question and answer of a call, as far as they were kept. */
    public JsonObject texts(String request, Scope scope) {
        Where where = new Where().and("(request_id = ? OR call_id = ?)", request, request);
        scope.calls(where);
        JsonObject found = database.read(session -> session.first(
                "SELECT t.messages, t.response, t.request FROM spend_text t JOIN spend_log l ON l.id = t.id"
                        + where.sql() + " ORDER BY l.started_at DESC LIMIT 1",
                row -> JsonObject.builder()
                        .put("messages", LogRow.json(row.requiredText("messages")))
                        .put("response", LogRow.json(row.requiredText("response")))
                        .put("proxy_server_request", LogRow.json(row.requiredText("request")))
                        .build(),
                where.values()));
        return found != null
                ? found
                : JsonObject.builder()
                        .put("messages", JsonNull.NULL)
                        .put("response", JsonNull.NULL)
                        .put("proxy_server_request", JsonNull.NULL)
                        .build();
    }

    /** A page of the rows of one session. */
    public JsonObject session(Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        String id = asked.text("session_id");
        if (id == null) {
            throw Asked.invalid("session_id", "session_id: missing (expected: the name of a session)");
        }
        Where where = new Where().and("session_id = ?", id);
        scope.calls(where);
        return database.read(session -> page(session, where, " ORDER BY started_at ASC, id ASC", asked), PATIENCE);
    }
}
