package dev.dragoman.gateway.ledger.report;

import dev.dragoman.gateway.ledger.Dimension;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Row;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells how much was asked, day by day, and how much of it failed or came from a cache. */
public final class Activity {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM dd", Locale.ENGLISH);
    private static final String REFUSED = "429";

    private final Database database;
    private final UnaryOperator<@Nullable String> addresses;
    private final InstantSource clock;

    /**
     * An activity.
     *
     * @param addresses the address of a deployment by its id; the id itself where it is not known any more
     */
    public Activity(Database database, UnaryOperator<@Nullable String> addresses, InstantSource clock) {
        this.database = database;
        this.addresses = addresses;
        this.clock = clock;
    }

    private record Day(long requests, long tokens) {

        static Day of(Row row) {
            return new Day(row.number("requests"), row.number("prompt_tokens") + row.number("completion_tokens"));
        }
    }

    private Period period(Asked asked) {
        return Period.orMonth(asked, clock.instant());
    }

    /** Calls and tokens of each day. */
    public JsonObject all(Function<String, @Nullable String> parameters, Scope scope) {
        DayQuery query = DayQuery.of(Dimension.USER, scope).in(period(new Asked(parameters)));
        Map<String, Day> days = new TreeMap<>();
        return database.read(
                session -> {
                    days.clear();
                    query.each(session, "day", "day", row -> days.put(row.requiredText("day"), Day.of(row)));
                    return counted(days).build();
                },
                PATIENCE);
    }

    /** The same for each model, those with the most calls first. */
    public JsonArray models(Function<String, @Nullable String> parameters, Scope scope) {
        DayQuery query = DayQuery.of(Dimension.USER, scope).in(period(new Asked(parameters)));
        return database.read(
                session -> {
                    Map<String, Map<String, Day>> models = new LinkedHashMap<>();
                    query.each(
                            session,
                            "model_group, day",
                            "model_group, day",
                            row -> models.computeIfAbsent(row.requiredText("model_group"), model -> new TreeMap<>())
                                    .put(row.requiredText("day"), Day.of(row)));
                    return new JsonArray(models.entrySet().stream()
                            .sorted((one, other) -> Long.compare(requests(other.getValue()), requests(one.getValue())))
                            .map(model -> (JsonValue) JsonObject.builder()
                                    .put("model", model.getKey())
                                    .build()
                                    .merged(counted(model.getValue()).build()))
                            .toList());
                },
                PATIENCE);
    }

    private static long requests(Map<String, Day> days) {
        return days.values().stream().mapToLong(Day::requests).sum();
    }

    private static JsonObject.Builder counted(Map<String, Day> days) {
        List<JsonValue> daily = new ArrayList<>();
        days.forEach((day, sum) -> daily.add(JsonObject.builder()
                .put("date", DAY.format(LocalDate.parse(day)))
                .put("api_requests", sum.requests())
                .put("total_tokens", sum.tokens())
                .build()));
        return JsonObject.builder()
                .put("daily_data", new JsonArray(daily))
                .put("sum_api_requests", requests(days))
                .put(
                        "sum_total_tokens",
                        days.values().stream().mapToLong(Day::tokens).sum());
    }

    /** How many calls of a group were refused for their rate in the end, each day. */
    public JsonObject exceptions(Function<String, @Nullable String> parameters, Scope scope) {
        DayQuery query = refused(new Asked(parameters), scope);
        return database.read(
                session -> {
                    Map<String, Long> days = new TreeMap<>();
                    query.each(session, "day", "day", row -> days.put(row.requiredText("day"), row.number("requests")));
                    return refusals(days);
                },
                PATIENCE);
    }

    /** The same for each deployment that failed last. */
    public JsonArray deploymentExceptions(Function<String, @Nullable String> parameters, Scope scope) {
        DayQuery query = refused(new Asked(parameters), scope);
        return database.read(
                session -> {
                    Map<String, Map<String, Long>> deployments = new TreeMap<>();
                    query.each(
                            session,
                            "entity, day",
                            "entity, day",
                            row -> deployments
                                    .computeIfAbsent(
                                            Dimension.secondOf(row.requiredText("entity")), id -> new TreeMap<>())
                                    .put(row.requiredText("day"), row.number("requests")));
                    List<JsonValue> told = new ArrayList<>();
                    deployments.forEach((id, days) -> told.add(JsonObject.builder()
                            .put("api_base", String.valueOf(addresses.apply(id)))
                            .put("model_id", id)
                            .build()
                            .merged(refusals(days))));
                    return new JsonArray(told);
                },
                PATIENCE);
    }

    private DayQuery refused(Asked asked, Scope scope) {
        return DayQuery.of(Dimension.FAILURE, scope)
                .in(period(asked))
                .equal("model_group", asked.text("model_group"))
                .pairedWith(REFUSED);
    }

    private static JsonObject refusals(Map<String, Long> days) {
        List<JsonValue> daily = new ArrayList<>();
        days.forEach((day, count) -> daily.add(JsonObject.builder()
                .put("date", DAY.format(LocalDate.parse(day)))
                .put("num_rate_limit_exceptions", count)
                .build()));
        return JsonObject.builder()
                .put("daily_data", new JsonArray(daily))
                .put(
                        "sum_num_rate_limit_exceptions",
                        days.values().stream().mapToLong(Long::longValue).sum())
                .build();
    }

    private record Asking(String key, String type, String model) {}

    private static final class Answers {

        long rows;
        long hits;
        long cached;
        long all;

        JsonObject told(Asking asking) {
            return JsonObject.builder()
                    .put("api_key", asking.key())
                    .put("call_type", asking.type())
                    .put("model", asking.model())
                    .put("total_rows", rows)
                    .put("cache_hit_true_rows", hits)
                    .put("cached_completion_tokens", cached)
                    .put("generated_completion_tokens", all - cached)
                    .build();
        }
    }

    /** How many answers came from a cache, by key, operation and model. */
    public JsonArray cacheHits(Function<String, @Nullable String> parameters, Scope scope) {
        Period period = period(new Asked(parameters));
        return database.read(
                session -> {
                    Map<Asking, Answers> answers = new LinkedHashMap<>();
                    String columns = "api_key, entity, model";
                    DayQuery.of(Dimension.CALL_TYPE, scope).in(period).each(session, columns, columns, row -> {
                        Answers sum = answers.computeIfAbsent(asking(row), asking -> new Answers());
                        sum.rows = row.number("requests");
                        sum.all = row.number("completion_tokens");
                    });
                    DayQuery.of(Dimension.CACHE_HIT, scope).in(period).each(session, columns, columns, row -> {
                        Answers sum = answers.computeIfAbsent(asking(row), asking -> new Answers());
                        sum.hits = row.number("requests");
                        sum.cached = row.number("completion_tokens");
                    });
                    List<JsonValue> told = new ArrayList<>();
                    answers.forEach((asking, sum) -> told.add(sum.told(asking)));
                    return new JsonArray(told);
                },
                PATIENCE);
    }

    private static Asking asking(Row row) {
        return new Asking(row.requiredText("api_key"), row.requiredText("entity"), row.requiredText("model"));
    }
}
