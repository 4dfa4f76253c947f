package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.ledger.report.Activity;
import dev.dragoman.gateway.ledger.report.CsvTable;
import dev.dragoman.gateway.ledger.report.DailyActivity;
import dev.dragoman.gateway.ledger.report.DailyActivity.Kind;
import dev.dragoman.gateway.ledger.report.Scope;
import dev.dragoman.gateway.ledger.report.SpendLogs;
import dev.dragoman.gateway.ledger.report.SpendReports;
import dev.dragoman.gateway.ledger.report.SpendTotals;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports of random rows, reckoned from the rows once more. */
@NullUnmarked // what an answer lacks fails the test all the same
final class ReportsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(RandomRows.FIRST_DAY.plusSeconds(86_400 * 3));
    private static final String FIRST = "2026-05-01";
    private static final String LAST = "2026-05-03";

    /** A database with rows. */
    private record Books(Database database, List<SpendRow> rows) implements AutoCloseable {

        static Books of(Databases kind, int count) {
            Database database = Database.open(DatabaseAddress.of(kind.create()), 4, InstantSource.system());
            List<SpendRow> rows = new RandomRows(21).some(count);
            SpendWriter writer = new SpendWriter(() -> SpendSettings.DEFAULTS, Settlement.NONE, CLOCK);
            int written = database.transact(session -> writer.write(session, rows));
            assertThat(written).isEqualTo(count);
            return new Books(database, rows);
        }

        long spend(Predicate<SpendRow> of) {
            return rows.stream().filter(of).mapToLong(SpendRow::spend).sum();
        }

        long count(Predicate<SpendRow> of) {
            return rows.stream().filter(of).count();
        }

        SpendReports reports() {
            return new SpendReports(database, CLOCK);
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private static Function<String, @Nullable String> asked(String... pairs) {
        Map<String, String> all = new HashMap<>(Map.of("start_date", FIRST, "end_date", LAST));
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all::get;
    }

    private static Stream<JsonObject> each(@Nullable JsonArray list) {
        return Objects.requireNonNull(list).items().stream().map(JsonObject.class::cast);
    }

    private static long nanos(@Nullable JsonValue dollars) {
        return new BigDecimal(Objects.requireNonNull(dollars).toJson())
                .movePointRight(9)
                .longValueExact();
    }

    private static String day(SpendRow row) {
        return row.times().started().toString().substring(0, 10);
    }

    @ParameterizedTest
    @EnumSource
    void theReportOfTeamsHasEveryDayWithTheLast(Databases kind) {
        try (Books books = Books.of(kind, 800)) {
            JsonArray report = books.reports().report(asked(), Scope.ALL);

            assertThat(each(report).map(day -> day.string("group_by_day")))
                    .containsExactly(
                            "2026-05-01T00:00:00+00:00", "2026-05-02T00:00:00+00:00", "2026-05-03T00:00:00+00:00");
            each(report)
                    .forEach(day -> each(day.array("teams")).forEach(team -> {
                        String name = String.valueOf(team.string("team_name"));
                        String id = name.equals("Unassigned Team") ? "" : name;
                        long expected = books.spend(row -> day(row).equals(String.valueOf(day.string("group_by_day"))
                                        .substring(0, 10))
                                && row.payers().team().equals(id));
                        assertThat(nanos(team.get("total_spend"))).isEqualTo(expected);
                        assertThat(each(team.array("metadata"))
                                        .mapToLong(part -> nanos(part.get("spend")))
                                        .sum())
                                .isEqualTo(expected);
                    }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsByKeyUserCustomerAndTeamWithCustomer(Databases kind) {
        try (Books books = Books.of(kind, 800)) {
            SpendReports reports = books.reports();

            JsonObject key = each(reports.report(asked("api_key", "key1"), Scope.ALL))
                    .findFirst()
                    .orElseThrow();
            assertThat(nanos(key.get("total_cost")))
                    .isEqualTo(books.spend(row -> row.payers().key().equals("key1")));
            assertThat(key.integer("total_input_tokens"))
                    .isEqualTo(books.rows().stream()
                            .filter(row -> row.payers().key().equals("key1"))
                            .mapToLong(row -> row.tokens().prompt())
                            .sum());
            assertThat(each(reports.report(asked("internal_user_id", "user2"), Scope.ALL))
                            .mapToLong(each -> nanos(each.get("total_cost")))
                            .sum())
                    .isEqualTo(books.spend(row -> row.payers().user().equals("user2")));
            assertThat(each(reports.report(asked("group_by", "customer"), Scope.ALL))
                            .flatMap(day -> each(day.array("customers")))
                            .mapToLong(each -> nanos(each.get("total_spend")))
                            .sum())
                    .isEqualTo(books.spend(row -> !row.payers().endUser().isEmpty()));
            assertThat(each(reports.report(asked("group_by", "user"), Scope.ALL))
                            .flatMap(day -> each(day.array("users")))
                            .filter(each -> "user2".equals(each.string("user")))
                            .mapToLong(each -> nanos(each.get("total_spend")))
                            .sum())
                    .isEqualTo(books.spend(row -> row.payers().user().equals("user2")));
            assertThat(each(reports.report(asked("group_by", "tag"), Scope.ALL))
                            .flatMap(day -> each(day.array("tags")))
                            .filter(each -> "tag1".equals(each.string("tag")))
                            .mapToLong(each -> nanos(each.get("total_spend")))
                            .sum())
                    .isEqualTo(books.spend(row -> row.payers().tags().contains("tag1")));
            assertThat(each(reports.report(asked("team_id", "team1", "customer_id", "end3"), Scope.ALL))
                            .flatMap(day -> each(day.array("teams_customers")))
                            .peek(each -> assertThat(each.string("customer")).isEqualTo("end3"))
                            .mapToLong(each -> nanos(each.get("total_spend")))
                            .sum())
                    .isEqualTo(books.spend(row -> row.payers().team().equals("team1")
                            && row.payers().endUser().equals("end3")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tagsModelsProvidersAndActivity(Databases kind) {
        try (Books books = Books.of(kind, 800)) {
            SpendReports reports = books.reports();
            Activity activity = new Activity(books.database(), id -> "https://" + id, CLOCK);

            JsonObject tag = each(reports.globalTags(asked("tags", "tag1"), Scope.ALL)
                            .array("spend_per_tag"))
                    .findFirst()
                    .orElseThrow();
            assertThat(nanos(tag.get("spend")))
                    .isEqualTo(books.spend(row -> row.payers().tags().contains("tag1")));
            assertThat(tag.integer("log_count"))
                    .isEqualTo(books.count(row -> row.payers().tags().contains("tag1")));
            assertThat(reports.tagNames(Scope.ALL))
                    .isEqualTo(JsonObject.of("tag_names", JsonArray.ofStrings(List.of("tag1", "tag2"))));
            assertThat(each(reports.models(asked(), Scope.ALL))
                            .mapToLong(each -> nanos(each.get("total_spend")))
                            .sum())
                    .isEqualTo(books.spend(row -> true));
            assertThat(each(reports.providers(asked(), Scope.ALL))
                            .mapToLong(each -> nanos(each.get("spend")))
                            .sum())
                    .isEqualTo(books.spend(row -> true));
            JsonObject all = activity.all(asked(), Scope.ALL);
            assertThat(all.integer("sum_api_requests")).isEqualTo(800);
            assertThat(each(all.array("daily_data")).map(day -> day.string("date")))
                    .containsExactly("May 01", "May 02", "May 03");
            assertThat(each(activity.models(asked(), Scope.ALL))
                            .mapToLong(each -> Objects.requireNonNull(each.integer("sum_api_requests")))
                            .sum())
                    .isEqualTo(800);
            assertThat(activity.exceptions(asked(), Scope.ALL).integer("sum_num_rate_limit_exceptions"))
                    .isEqualTo(books.count(row -> !row.success()));
            JsonObject deployment = each(activity.deploymentExceptions(asked(), Scope.ALL))
                    .findFirst()
                    .orElseThrow();
            assertThat(deployment.string("api_base")).isEqualTo("https://d1");
            assertThat(each(activity.cacheHits(asked(), Scope.ALL))
                            .mapToLong(each -> Objects.requireNonNull(each.integer("cache_hit_true_rows")))
                            .sum())
                    .isEqualTo(books.count(row -> row.cached().hit()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesOfActivityAreTogetherWhatIsToldAsAWhole(Databases kind) {
        try (Books books = Books.of(kind, 800)) {
            DailyActivity daily = new DailyActivity(books.database());

            JsonObject whole = daily.aggregated(Kind.USER, asked(), Scope.ALL);
            assertThat(nanos(whole.object("metadata").get("total_spend"))).isEqualTo(books.spend(row -> true));
            assertThat(whole.object("metadata").integer("total_successful_requests"))
                    .isEqualTo(books.count(SpendRow::success));
            Map<String, Long> days = new TreeMap<>();
            boolean more = true;
            for (int page = 1; more; page++) {
                JsonObject part =
                        daily.page(Kind.USER, asked("page", Integer.toString(page), "page_size", "100"), Scope.ALL);
                each(part.array("results"))
                        .forEach(day -> days.merge(
                                String.valueOf(day.string("date")),
                                nanos(day.object("metrics").get("spend")),
                                Long::sum));
                more = Boolean.TRUE.equals(part.object("metadata").bool("has_more"));
            }
            each(whole.array("results"))
                    .forEach(day -> assertThat(days.get(String.valueOf(day.string("date"))))
                            .isEqualTo(nanos(day.object("metrics").get("spend"))));
            JsonObject teams =
                    daily.page(Kind.TEAM, asked("team_ids", "team1,team2", "exclude_team_ids", "team2"), Scope.ALL);
            JsonObject day = each(teams.array("results")).findFirst().orElseThrow();
            assertThat(day.object("breakdown").object("entities").names()).containsExactly("team1");
            assertThat(day.object("breakdown").names())
                    .containsExactly(
                            "mcp_servers", "models", "model_groups", "providers", "endpoints", "api_keys", "entities");
            assertThat(nanos(teams.object("metadata").get("total_spend")))
                    .isEqualTo(books.spend(row -> row.payers().team().equals("team1")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodySeesMoreThanTheirScope(Databases kind) {
        Scope mine = Scope.of(List.of("user1"), List.of("team1"), List.of("key1"));
        Scope nothing = Scope.of(List.of(), List.of(), List.of());
        Predicate<SpendRow> own = row -> row.payers().user().equals("user1")
                || row.payers().team().equals("team1")
                || row.payers().key().equals("key1");
        try (Books books = Books.of(kind, 400)) {
            SpendLogs logs = new SpendLogs(books.database());
            DailyActivity daily = new DailyActivity(books.database());

            assertThat(logs.list(asked("summarize", "false"), mine).size()).isEqualTo((int) books.count(own));
            assertThat(logs.list(asked("summarize", "false"), nothing).size()).isZero();
            assertThat(logs.page(asked(), mine).integer("total")).isEqualTo(books.count(own));
            assertThat(nanos(daily.aggregated(
                                    Kind.TEAM, asked(), Scope.of(List.of("user1"), List.of("team1"), List.of()))
                            .object("metadata")
                            .get("total_spend")))
                    .isEqualTo(books.spend(row -> row.payers().team().equals("team1")));
            assertThat(daily.page(Kind.TAG, asked(), nothing).array("results").size())
                    .isZero();
            assertThat(books.reports().report(asked(), nothing).size()).isZero();
            assertThat(new SpendTotals(books.database(), () -> null)
                            .keys(nothing)
                            .size())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesOfLogsAreSortedFilteredAndCounted(Databases kind) {
        try (Books books = Books.of(kind, 400)) {
            SpendLogs logs = new SpendLogs(books.database());

            JsonObject page = logs.page(
                    asked(
                            "sort_by",
                            "spend",
                            "sort_order",
                            "desc",
                            "page",
                            "2",
                            "page_size",
                            "10",
                            "min_spend",
                            "0.2",
                            "status_filter",
                            "success"),
                    Scope.ALL);
            List<Long> expected = books.rows().stream()
                    .filter(row -> row.success() && row.spend() >= 200_000_000)
                    .map(SpendRow::spend)
                    .sorted((one, other) -> Long.compare(other, one))
                    .toList();
            assertThat(page.integer("total")).isEqualTo(expected.size());
            assertThat(page.integer("total_pages")).isEqualTo((expected.size() + 9) / 10);
            assertThat(each(page.array("data")).map(row -> nanos(row.get("spend"))))
                    .containsExactlyElementsOf(expected.subList(10, 20));
            assertThat(logs.page(asked("error_code", "429"), Scope.ALL).integer("total"))
                    .isEqualTo(books.count(row -> !row.success()));
            assertThat(logs.page(
                                    asked("start_date", "2026-05-01 06:00:00", "end_date", "2026-05-01 18:00:00"),
                                    Scope.ALL)
                            .integer("total"))
                    .isBetween(1L, 200L);
            assertThatThrownBy(() -> logs.page(asked("page_size", "101"), Scope.ALL))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("page_size: 101");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetKeepsRowsAndReports(Databases kind) {
        try (Books books = Books.of(kind, 100)) {
            SpendTotals totals = new SpendTotals(books.database(), () -> 100_500_000_000L);
            totals.reset();

            assertThat(each(totals.keys(Scope.ALL)).allMatch(key -> nanos(key.get("spend")) == 0))
                    .isTrue();
            assertThat(nanos(totals.global().get("spend"))).isEqualTo(books.spend(row -> true));
            assertThat(totals.global().get("max_budget")).hasToString("JsonNumber[literal=100.5]");
            assertThat(ShipperTest.sum(books.database(), "SELECT COUNT(*) AS n FROM spend_log"))
                    .isEqualTo(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oldRowsGoAndSumsStay(Databases kind) throws InterruptedException {
        try (Books books = Books.of(kind, 400)) {
            SpendSettings settings = new SpendSettings(
                    true,
                    true,
                    true,
                    List.of(),
                    null,
                    List.of(),
                    true,
                    SpendSettings.DEFAULTS.texts(),
                    new SpendSettings.Retention(java.time.Duration.ofDays(1), java.time.Duration.ofDays(1), null));
            try (SpendRetention retention = new SpendRetention(
                    books.database(),
                    new dev.dragoman.gateway.store.WorkLease("work", "me", SpendRetention.LEASE),
                    () -> settings,
                    CLOCK)) {
                assertThat(retention.clean()).isEqualTo(books.count(row -> !day(row).equals(LAST)));
            }
            ShipperTest.Sums.check(books.database(), books.rows());
        }
    }

    @Test
    void tablesAreSafeForSpreadsheets() {
        JsonObject line = JsonObject.builder()
                .put("tag", "=cmd|' /C calc'!A0")
                .put("name", "a \"b\", c")
                .put("spend", SpendFacts.dollars(-5))
                .put("none", dev.dragoman.json.JsonNull.NULL)
                .build();

        assertThat(CsvTable.of(JsonArray.of(line)))
                .isEqualTo("tag,name,spend,none\r\n'=cmd|' /C calc'!A0,\"a \"\"b\"\", c\",-0.000000005,\r\n");
    }
}
