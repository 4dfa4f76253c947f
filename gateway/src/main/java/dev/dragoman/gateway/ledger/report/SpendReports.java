package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.Dimension;
import dev.dragoman.gateway.ledger.SpendFacts;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was spent by whom, from the sums by day.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/cost_tracking">LiteLLM: spend tracking</a>
 */
public final class SpendReports {

    private static final List<String> GROUPS = List.of("team", "customer", "api_key", "user", "internal_user", "tag");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DEAREST = "spend DESC, 1";
    private static final int MOST = 1_000;
    private static final int MOST_END_USERS = 100;

    private final Database database;
    private final InstantSource clock;

    public SpendReports(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private <T> T read(Function<Session, T> work) {
        return database.read(work, PATIENCE);
    }

    /** What was spent each day: of the last thirty, or of those that are asked for; by key where that is asked. */
    public JsonArray days(Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        DayQuery query = DayQuery.of(Dimension.USER, scope)
                .in(Period.orMonth(asked, clock.instant()))
                .equal("api_key", asked.key("api_key"));
        return read(session -> {
            List<JsonValue> days = new ArrayList<>();
            query.each(
                    session,
                    "day",
                    "day",
                    row -> days.add(JsonObject.builder()
                            .put("date", row.requiredText("day"))
                            .put("spend", SpendFacts.dollars(row.number("spend")))
                            .build()));
            return new JsonArray(days);
        });
    }

    /** The keys that spent most in the last thirty days. */
    public JsonArray keys(Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        int most = asked.number("limit", MOST, MOST);
        DayQuery query = DayQuery.of(Dimension.USER, scope).in(Period.orMonth(asked, clock.instant()));
        return read(session -> {
            Map<String, Long> spent = new LinkedHashMap<>();
            query.each(
                    session,
                    "api_key",
                    DEAREST + " LIMIT " + most,
                    row -> spent.put(row.requiredText("api_key"), row.number("spend")));
            Map<String, JsonObject> labels = new Labels(session).keys(spent.keySet());
            List<JsonValue> told = new ArrayList<>();
            spent.forEach((key, nanos) -> {
                JsonObject label = labels.getOrDefault(key, JsonObject.EMPTY);
                told.add(JsonObject.builder()
                        .put("api_key", key)
                        .put("key_alias", JsonTexts.orNull(label.string("key_alias")))
                        .put("key_name", JsonTexts.orNull(label.string("key_name")))
                        .put("total_spend", SpendFacts.dollars(nanos))
                        .build());
            });
            return new JsonArray(told);
        });
    }

    /** The models that cost most in the last thirty days. */
    public JsonArray models(Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        DayQuery query = DayQuery.of(Dimension.USER, scope).in(Period.orMonth(asked, clock.instant()));
        return dearest(query, "model", "model", "total_spend", asked.number("limit", MOST, MOST));
    }

    /** What each provider cost. */
    public JsonArray providers(Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        DayQuery query = DayQuery.of(Dimension.USER, scope).in(Period.orMonth(asked, clock.instant()));
        return dearest(query, "provider", "provider", "spend", MOST);
    }

    private JsonArray dearest(DayQuery query, String column, String name, String amount, int most) {
        return read(session -> {
            List<JsonValue> told = new ArrayList<>();
            query.each(
                    session,
                    column,
                    DEAREST + " LIMIT " + most,
                    row -> told.add(JsonObject.builder()
                            .put(name, row.requiredText(column))
                            .put(amount, SpendFacts.dollars(row.number("spend")))
                            .build()));
            return new JsonArray(told);
        });
    }

    /** What each team spent each day. */
    public JsonObject teams(Function<String, @Nullable String> parameters, Scope scope) {
        DayQuery query = DayQuery.of(Dimension.TEAM, scope).in(Period.orMonth(new Asked(parameters), clock.instant()));
        return read(session -> {
            Map<String, Map<String, Long>> days = new TreeMap<>();
            Map<String, Long> sums = new LinkedHashMap<>();
            query.each(session, "day, entity", "day, entity", row -> {
                long spend = row.number("spend");
                days.computeIfAbsent(row.requiredText("day"), day -> new LinkedHashMap<>())
                        .put(row.requiredText("entity"), spend);
                sums.merge(row.requiredText("entity"), spend, Long::sum);
            });
            return teams(days, sums, new TeamNames(session, sums.keySet()));
        });
    }

    private static JsonObject teams(Map<String, Map<String, Long>> days, Map<String, Long> sums, TeamNames names) {
        List<JsonValue> daily = new ArrayList<>();
        days.forEach((day, spent) -> {
            Map<String, Long> named = new LinkedHashMap<>();
            spent.forEach((team, nanos) -> named.merge(names.of(team), nanos, Long::sum));
            JsonObject.Builder told = JsonObject.builder().put("date", day);
            named.forEach((team, nanos) -> told.put(team, SpendFacts.dollars(nanos)));
            daily.add(told.build());
        });
        List<JsonValue> totals = new ArrayList<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(sum -> totals.add(JsonObject.builder()
                        .put("team_id", sum.getKey().isEmpty() ? names.of("") : sum.getKey())
                        .put("total_spend", SpendFacts.dollars(sum.getValue()))
                        .build()));
        Set<String> all = new TreeSet<>();
        sums.keySet().forEach(team -> all.add(names.of(team)));
        return JsonObject.builder()
                .put("daily_spend", new JsonArray(daily))
                .put("teams", JsonArray.ofStrings(List.copyOf(all)))
                .put("total_spend_per_team", new JsonArray(totals))
                .build();
    }

    /**
     * The end users that cost most.
     *
     * @param json {@code api_key}, {@code startTime} and {@code endTime}, each if it is wanted
     */
    public JsonArray endUsers(byte[] json, Scope scope) {
        JsonObject body = body(json);
        Asked asked = new Asked(body::string);
        Period period = asked.text("startTime") == null && asked.text("endTime") == null
                ? Period.month(clock.instant())
                : Period.of(asked, "startTime", "endTime");
        DayQuery query = DayQuery.of(Dimension.END_USER, scope).in(period).equal("api_key", asked.key("api_key"));
        return read(session -> {
            List<JsonValue> told = new ArrayList<>();
            query.each(
                    session,
                    "entity",
                    DEAREST + " LIMIT " + MOST_END_USERS,
                    row -> told.add(JsonObject.builder()
                            .put("end_user", row.requiredText("entity"))
                            .put("total_count", row.number("requests"))
                            .put("total_spend", SpendFacts.dollars(row.number("spend")))
                            .build()));
            return new JsonArray(told);
        });
    }

    private static JsonObject body(byte[] json) {
        try {
            return json.length == 0 ? JsonObject.EMPTY : Json.parseObject(json);
        } catch (JsonSyntaxException wrong) {
            throw Asked.invalid("body", "the request body is no JSON object: " + wrong.getMessage());
        }
    }

    /** What each tag cost, as {@code /spend/tags} tells it. */
    public JsonArray tags(Function<String, @Nullable String> parameters, Scope scope) {
        return tags(new Asked(parameters), scope, "individual_request_tag", "total_spend");
    }

    /** What each tag cost, or each of those that are asked for, as {@code /global/spend/tags} tells it. */
    public JsonObject globalTags(Function<String, @Nullable String> parameters, Scope scope) {
        return JsonObject.of("spend_per_tag", tags(new Asked(parameters), scope, "name", "spend"));
    }

    private JsonArray tags(Asked asked, Scope scope, String name, String amount) {
        List<String> wanted = asked.texts("tags");
        DayQuery query = DayQuery.of(Dimension.TAG, scope)
                .in(Period.orMonth(asked, clock.instant()))
                .entities(wanted.contains("all-tags") ? List.of() : wanted);
        return read(session -> {
            List<JsonValue> told = new ArrayList<>();
            query.each(
                    session,
                    "entity",
                    DEAREST + " LIMIT " + MOST,
                    row -> told.add(JsonObject.builder()
                            .put(name, row.requiredText("entity"))
                            .put("log_count", row.number("requests"))
                            .put(amount, SpendFacts.dollars(row.number("spend")))
                            .build()));
            return new JsonArray(told);
        });
    }

    /** All tags that anything was ever spent by. */
    public JsonObject tagNames(Scope scope) {
        DayQuery query = DayQuery.of(Dimension.TAG, scope);
        List<String> names = read(session -> session.list(
                "SELECT DISTINCT entity FROM daily_spend" + query.where().sql() + " ORDER BY entity LIMIT 10000",
                row -> row.requiredText("entity"),
                query.where().values()));
        return JsonObject.of("tag_names", JsonArray.ofStrings(names));
    }

    /**
     * The report of days: by key, by user, by team and customer, or by whatever {@code group_by} says; the end day is one of them.
     */
    public JsonArray report(Function<String, @Nullable String> parameters, Scope scope) {
        Asked asked = new Asked(parameters);
        Period period = Period.of(asked);
        String key = asked.key("api_key");
        String user = asked.text("internal_user_id");
        String team = asked.text("team_id");
        String customer = asked.text("customer_id");
        if (key != null) {
            return byKey(DayQuery.of(Dimension.USER, scope).in(period).equal("api_key", key));
        }
        if (user != null) {
            return byKey(DayQuery.of(Dimension.USER, scope).in(period).equal("entity", user));
        }
        if (team != null && customer != null) {
            DayQuery query = DayQuery.of(Dimension.TEAM_END_USER, scope)
                    .in(period)
                    .equal("entity", Dimension.pair(team, customer));
            return read(session -> new DayGroups(session, query)
                    .told("teams_customers", "customer", pair -> Dimension.secondOf(pair)));
        }
        return switch (asked.word("group_by", "team", GROUPS)) {
            case "customer" -> grouped(DayQuery.of(Dimension.END_USER, scope).in(period), "customers", "customer");
            case "user", "internal_user" ->
                grouped(DayQuery.of(Dimension.USER, scope).in(period), "users", "user");
            case "tag" -> grouped(DayQuery.of(Dimension.TAG, scope).in(period), "tags", "tag");
            case "api_key" -> byKey(DayQuery.of(Dimension.USER, scope).in(period));
            default -> {
                DayQuery query = DayQuery.of(Dimension.TEAM, scope).in(period);
                yield read(session -> {
                    DayGroups groups = new DayGroups(session, query);
                    TeamNames names = new TeamNames(session, groups.entities());
                    return groups.told("teams", "team_name", names::of);
                });
            }
        };
    }

    private JsonArray grouped(DayQuery query, String all, String one) {
        return read(session -> new DayGroups(session, query).told(all, one, id -> id));
    }

    private record KeyModel(String model, long spend, long input, long output) {

        JsonObject told() {
            return JsonObject.builder()
                    .put("model", model)
                    .put("total_cost", SpendFacts.dollars(spend))
                    .put("total_input_tokens", input)
                    .put("total_output_tokens", output)
                    .build();
        }
    }

    private JsonArray byKey(DayQuery query) {
        return read(session -> {
            Map<String, List<KeyModel>> keys = new LinkedHashMap<>();
            query.each(
                    session,
                    "api_key, model",
                    "spend DESC, api_key, model",
                    row -> keys.computeIfAbsent(row.requiredText("api_key"), key -> new ArrayList<>())
                            .add(new KeyModel(
                                    row.requiredText("model"),
                                    row.number("spend"),
                                    row.number("prompt_tokens"),
                                    row.number("completion_tokens"))));
            return new JsonArray(keys.entrySet().stream()
                    .sorted((one, other) -> Long.compare(spend(other.getValue()), spend(one.getValue())))
                    .map(key -> (JsonValue) key(key.getKey(), key.getValue()))
                    .toList());
        });
    }

    private static long spend(List<KeyModel> models) {
        return models.stream().mapToLong(KeyModel::spend).sum();
    }

    private static JsonObject key(String key, List<KeyModel> models) {
        return JsonObject.builder()
                .put("api_key", key)
                .put("total_cost", SpendFacts.dollars(spend(models)))
                .put(
                        "total_input_tokens",
                        models.stream().mapToLong(KeyModel::input).sum())
                .put(
                        "total_output_tokens",
                        models.stream().mapToLong(KeyModel::output).sum())
                .put(
                        "model_details",
                        new JsonArray(models.stream()
                                .map(model -> (JsonValue) model.told())
                                .toList()))
                .build();
    }

    /** How teams are called: by their aliases, so that two of one alias are one. */
    private static final class TeamNames {

        private static final String NONE = "Unassigned Team";

        private final Map<String, JsonObject> labels;

        TeamNames(Session session, Set<String> teams) {
            Set<String> named = new HashSet<>(teams);
            named.remove("");
            this.labels = new Labels(session).teams(named);
        }

        String of(String team) {
            String alias = labels.getOrDefault(team, JsonObject.EMPTY).string("team_alias");
            return team.isEmpty() ? NONE : Objects.requireNonNullElse(alias, team);
        }
    }

    private static final class JsonTexts {

        private JsonTexts() {}

        static JsonValue orNull(@Nullable String text) {
            return text == null ? dev.dragoman.json.JsonNull.NULL : new JsonString(text);
        }
    }
}
