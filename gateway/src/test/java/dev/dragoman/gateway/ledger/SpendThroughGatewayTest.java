package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls, and what the gateway tells of their cost afterwards, on every kind of database. */
@NullUnmarked // what an answer lacks fails the test all the same
final class SpendThroughGatewayTest {

    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello", tags: ["cheap"]}
              - model_name: broken
                litellm_params: {model: openai/gpt-4o, api_key: none, api_base: "http://127.0.0.1:1", num_retries: 0}
            router_settings: {num_retries: 0}
            litellm_settings: {cache: true, cache_params: {type: local}}
            general_settings: {store_prompts_in_spend_logs: true}
            """;
    private static final String CHAT = "/v1/chat/completions";

    private static BareGateway gateway(Databases database) {
        return BareGateway.of(CONFIG, Map.of("DATABASE_URL", database.create()));
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parseObject(response.body());
    }

    private static JsonArray list(BareGateway gateway, String path) {
        HttpResponse<String> response = gateway.get(path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return (JsonArray) Json.parse(response.body());
    }

    private static JsonObject only(JsonArray rows) {
        assertThat(rows.items()).hasSize(1);
        return (JsonObject) rows.items().getFirst();
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }

    private static String callId(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-litellm-call-id").orElseThrow();
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private static String days() {
        LocalDate now = LocalDate.now(ZoneOffset.UTC);
        return "start_date=" + now.minusDays(1) + "&end_date=" + now.plusDays(1);
    }

    private static JsonArray rows(BareGateway gateway, String id, int count) {
        long end = System.nanoTime() + 20_000_000_000L;
        JsonArray rows = list(gateway, "/spend/logs?request_id=" + id);
        while (rows.size() < count && System.nanoTime() < end) {
            pause();
            rows = list(gateway, "/spend/logs?request_id=" + id);
        }
        assertThat(rows.items()).hasSize(count);
        return rows;
    }

    private static String question(String model, String text, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"user\":\"acme-42\",\"messages\":[{\"role\":\"user\"," + "\"content\":\"" + text
                + "\"}],\"metadata\":{\"tags\":[\"ci\"],\"spend_logs_metadata\":{\"build\":7}}}";
    }

    @ParameterizedTest
    @EnumSource
    void everyCallIsFoundInTheLogsAndInEverySum(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            HttpResponse<String> whole = gateway.post(
                    CHAT,
                    question("small", "one", false),
                    "x-litellm-tags",
                    "nightly, ci",
                    "user-agent",
                    "curl/8.5.0",
                    "x-litellm-session-id",
                    "s-1");
            String id = callId(whole);
            JsonObject row = only(rows(gateway, id, 1));
            assertThat(row.string("request_id")).isEqualTo(json(whole).string("id"));
            String cost = whole.headers().firstValue("x-litellm-response-cost").orElseThrow();

            assertThat(row.get("spend").toJson()).isEqualTo(cost);
            assertThat(row.string("call_type")).isEqualTo("acompletion");
            assertThat(row.string("model")).isEqualTo("gpt-4o-mini");
            assertThat(row.string("model_group")).isEqualTo("small");
            assertThat(row.string("end_user")).isEqualTo("acme-42");
            assertThat(row.string("session_id")).isEqualTo("s-1");
            assertThat(row.string("status")).isEqualTo("success");
            assertThat(row.string("cache_hit")).isEqualTo("False");
            assertThat(row.array("request_tags"))
                    .isEqualTo(JsonArray.ofStrings(List.of("ci", "nightly", "cheap", "User-Agent: curl")));
            assertThat(row.object("metadata").object("spend_logs_metadata").integer("build"))
                    .isEqualTo(7);
            assertThat(row.integer("total_tokens"))
                    .isEqualTo(row.integer("prompt_tokens") + row.integer("completion_tokens"));

            String again = callId(gateway.post(CHAT, question("small", "one", false)));
            JsonObject hit = only(rows(gateway, again, 1));
            assertThat(hit.string("cache_hit")).isEqualTo("True");
            assertThat(hit.get("spend").toJson()).isEqualTo("0");

            String streamed = callId(gateway.post(CHAT, question("small", "two", true)));
            assertThat(only(rows(gateway, streamed, 1)).get("spend").toJson()).isNotEqualTo("0");
            assertThat(only(rows(gateway, streamed, 1)).string("completionStartTime"))
                    .isNotNull();

            HttpResponse<String> failed = gateway.post(CHAT, question("broken", "three", false));
            assertThat(failed.statusCode()).isGreaterThanOrEqualTo(400);
            JsonObject failure = only(rows(gateway, callId(failed), 1));
            assertThat(failure.string("status")).isEqualTo("failure");
            assertThat(failure.object("metadata").object("error_information").string("error_code"))
                    .isEqualTo(Integer.toString(failed.statusCode()));
            assertThat(failure.string("model_id")).isNotEmpty();

            JsonArray all = list(gateway, "/spend/logs?summarize=false&" + days());
            assertThat(all.items()).hasSize(4);
            long sum = all.items().stream()
                    .mapToLong(each -> nanos(((JsonObject) each).get("spend").toJson()))
                    .sum();
            agree(gateway, sum);
            texts(gateway, id, streamed);
        }
    }

    private static long nanos(String dollars) {
        return new java.math.BigDecimal(dollars).movePointRight(9).longValueExact();
    }

    /** Everything that tells a sum tells the same. */
    private static void agree(BareGateway gateway, long sum) {
        assertThat(nanos(json(gateway.get("/global/spend")).get("spend").toJson()))
                .isEqualTo(sum);
        JsonObject day = list(gateway, "/spend/logs?" + days()).items().stream()
                .map(JsonObject.class::cast)
                .filter(each -> today().equals(each.string("startTime")))
                .findFirst()
                .orElseThrow();
        assertThat(nanos(day.get("spend").toJson())).isEqualTo(sum);
        JsonObject activity = json(gateway.get("/user/daily/activity?" + days()));
        assertThat(nanos(activity.object("metadata").get("total_spend").toJson()))
                .isEqualTo(sum);
        assertThat(activity.object("metadata").integer("total_failed_requests")).isEqualTo(1);
        assertThat(json(gateway.get("/user/daily/activity/aggregated?" + days()))
                        .array("results"))
                .isEqualTo(activity.array("results"));
        assertThat(json(gateway.get("/customer/daily/activity?end_user_ids=acme-42&" + days()))
                        .object("metadata")
                        .integer("total_api_requests"))
                .isEqualTo(4);
        JsonObject team = (JsonObject)
                list(gateway, "/global/spend/report?" + days()).items().getFirst();
        assertThat(nanos(((JsonObject) team.array("teams").items().getFirst())
                        .get("total_spend")
                        .toJson()))
                .isEqualTo(sum);
        assertThat(gateway.get("/global/spend/report?format=csv&" + days()).body())
                .startsWith("group_by_day,team_name,total_spend,model,spend,total_tokens,api_key\r\n");
    }

    private static void texts(BareGateway gateway, String whole, String streamed) {
        long end = System.nanoTime() + 20_000_000_000L;
        JsonObject kept = json(gateway.get("/spend/logs/ui/" + streamed));
        while (kept.object("response") == null && System.nanoTime() < end) {
            pause();
            kept = json(gateway.get("/spend/logs/ui/" + streamed));
        }
        assertThat(kept.toString()).contains("two").contains("hello");
        assertThat(json(gateway.get("/spend/logs/ui/" + whole)).toString()).contains("one");
        assertThat(json(gateway.get("/spend/logs/ui?" + days())).toString()).doesNotContain("\"one\"");
    }

    private static final List<String> PATHS = List.of(
            "/spend/logs?",
            "/spend/logs?summarize=false&",
            "/spend/logs/ui?",
            "/spend/logs/v2?",
            "/spend/logs/session/ui?session_id=s&",
            "/spend/keys?",
            "/spend/users?",
            "/spend/tags?",
            "/global/spend?",
            "/global/spend/logs?",
            "/global/spend/keys?",
            "/global/spend/teams?",
            "/global/spend/models?",
            "/global/spend/provider?",
            "/global/spend/report?",
            "/global/spend/tags?",
            "/global/spend/all_tag_names?",
            "/global/activity?",
            "/global/activity/model?",
            "/global/activity/exceptions?",
            "/global/activity/exceptions/deployment?",
            "/global/activity/cache_hits?",
            "/user/daily/activity?",
            "/user/daily/activity/aggregated?",
            "/team/daily/activity?",
            "/tag/daily/activity?",
            "/organization/daily/activity?",
            "/customer/daily/activity?");

    private static final List<String> PARAMETERS = List.of(
            "api_key",
            "user_id",
            "end_user",
            "request_id",
            "team_id",
            "key_alias",
            "model",
            "model_id",
            "status_filter",
            "error_code",
            "error_message",
            "min_spend",
            "max_spend",
            "page",
            "page_size",
            "sort_by",
            "sort_order",
            "group_by",
            "internal_user_id",
            "customer_id",
            "tags",
            "limit",
            "model_group",
            "team_ids",
            "exclude_team_ids",
            "organization_ids",
            "end_user_ids",
            "timezone",
            "summarize",
            "session_id");

    @ParameterizedTest
    @EnumSource
    void noParameterIsEverTakenForSql(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            String id = callId(gateway.post(CHAT, question("small", "one", false)));
            rows(gateway, id, 1);
            String value =
                    URLEncoder.encode("' OR '1'='1'); DROP TABLE spend_log; --\\%_\0\uFFFF", StandardCharsets.UTF_8);
            for (String path : PATHS) {
                for (String parameter : PARAMETERS) {
                    assertNoLeak(gateway.get(path + parameter + "=" + value + "&" + days()), path + parameter, id);
                }
            }
            for (String date : List.of("start_date", "end_date")) {
                HttpResponse<String> wrong = gateway.get("/global/spend/report?" + date + "=" + value + "&" + days());
                assertThat(wrong.statusCode()).isEqualTo(400);
                assertThat(wrong.body()).contains(date);
            }
            assertThat(list(gateway, "/spend/logs?request_id=" + id).items()).hasSize(1);
        }
    }

    /** A wrong value is refused or finds nothing; it is never the gateway's failure. */
    private static void assertNoLeak(HttpResponse<String> answer, String asked, String id) {
        assertThat(answer.statusCode()).as(asked + ": " + answer.body()).isIn(200, 400);
        if (asked.endsWith("request_id") && asked.contains("logs?")) {
            assertThat(answer.body()).as(asked).doesNotContain(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongDaysAreRefusedByName(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            for (String path : List.of("/spend/logs/ui", "/global/spend/report", "/user/daily/activity")) {
                assertThat(gateway.get(path).statusCode()).isEqualTo(400);
                assertThat(gateway.get(path).body()).contains("Please provide start_date and end_date");
                assertThat(gateway.get(path + "?start_date=2026-05-01").body()).contains("end_date");
                assertThat(gateway.get(path + "?start_date=2026-05-02&end_date=2026-05-01")
                                .body())
                        .contains("end_date: 2026-05-01");
                assertThat(gateway.get(path + "?start_date=2026-13-02&end_date=2026-05-01")
                                .body())
                        .contains("start_date: 2026-13-02");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void othersSeeTheirOwnOnly(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            String mine = String.valueOf(
                    json(gateway.post("/key/generate", "{\"user_id\":\"u-1\"}")).string("key"));
            String other = String.valueOf(
                    json(gateway.post("/key/generate", "{\"user_id\":\"u-2\"}")).string("key"));
            String id = callId(gateway.postAs(mine, CHAT, question("small", "one", false)));
            assertThat(only(rows(gateway, id, 1)).string("user")).isEqualTo("u-1");

            assertThat(gateway.getAs(mine, "/spend/logs?request_id=" + id).body())
                    .contains(id);
            assertThat(gateway.getAs(other, "/spend/logs?request_id=" + id).body())
                    .isEqualTo("[]");
            assertThat(gateway.getAs(other, "/user/daily/activity?" + days()).body())
                    .contains("\"results\":[]");
            assertThat(gateway.getAs(mine, "/user/daily/activity?" + days()).body())
                    .contains("gpt-4o-mini");
            assertThat(gateway.getAs(other, "/spend/logs/ui/" + id).body()).doesNotContain("one");
            assertThat(gateway.getAs(other, "/global/spend/report?" + days()).statusCode())
                    .isIn(401, 403);
            assertThat(gateway.getAs(mine, "/spend/keys").body())
                    .contains("u-1")
                    .doesNotContain("u-2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedIsFoundInTheLogsWithWhoAskedFromWhere(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            JsonObject key = json(gateway.post(
                    "/key/generate",
                    "{\"user_id\":\"u-1\",\"models\":[\"small\"],\"rpm_limit\":1,\"key_alias\":\"k\"}"));
            String mine = String.valueOf(key.string("key"));
            HttpResponse<String> passed = gateway.postAs(mine, CHAT, question("small", "one", false));
            HttpResponse<String> limited = gateway.postAs(mine, CHAT, question("small", "one", false));
            HttpResponse<String> denied = gateway.postAs(mine, CHAT, question("broken", "one", false));
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(denied.statusCode()).isIn(401, 403);

            assertThat(only(rows(gateway, callId(passed), 1)).string("requester_ip_address"))
                    .isEqualTo("127.0.0.1");
            for (HttpResponse<String> refused : List.of(limited, denied)) {
                JsonObject row = only(rows(gateway, callId(refused), 1));
                assertThat(row.string("status")).isEqualTo("failure");
                assertThat(row.get("spend").toJson()).isEqualTo("0");
                assertThat(row.string("user")).isEqualTo("u-1");
                assertThat(row.string("api_key")).isEqualTo(key.string("token"));
                assertThat(row.string("requester_ip_address")).isEqualTo("127.0.0.1");
                assertThat(row.object("metadata").object("error_information").string("error_code"))
                        .isEqualTo(Integer.toString(refused.statusCode()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatGoesOnAgainstItsRefusalsDoesNotFillTheLedger(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            String key =
                    String.valueOf(json(gateway.post("/key/generate", "{\"user_id\":\"u-1\",\"models\":[\"small\"]}"))
                            .string("key"));
            long began = System.nanoTime();
            int asked = 600;
            for (int i = 0; i < asked; i++) {
                gateway.postAs(key, CHAT, question("broken", "one", false));
            }
            long seconds = (System.nanoTime() - began) / 1_000_000_000 + 1;
            String last = callId(gateway.postAs(key, CHAT, question("small", "one", false)));
            rows(gateway, last, 1);

            int written = list(gateway, "/spend/logs?summarize=false&user_id=u-1&" + days())
                    .size();
            assertThat(written).isBetween(2, Math.min(asked + 1, (int) (seconds + 1) * 100 + 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoLeadsSeesWhatTheirTeamsAndOrganizationsSpend(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            String organization =
                    String.valueOf(json(gateway.post("/organization/new", "{\"organization_alias\":\"o\"}"))
                            .string("organization_id"));
            String team = String.valueOf(json(gateway.post(
                            "/team/new", "{\"team_alias\":\"t\",\"organization_id\":\"" + organization + "\"}"))
                    .string("team_id"));
            json(gateway.post(
                    "/team/member_add",
                    "{\"team_id\":\"" + team + "\",\"member\":[{\"user_id\":\"lead\",\"role\":\"admin\"},"
                            + "{\"user_id\":\"member\",\"role\":\"user\"}]}"));
            json(gateway.post(
                    "/organization/member_add",
                    "{\"organization_id\":\"" + organization
                            + "\",\"member\":{\"user_id\":\"head\",\"role\":\"org_admin\"}}"));
            String working = key(gateway, "{\"user_id\":\"member\",\"team_id\":\"" + team + "\"}");
            String lead = key(gateway, "{\"user_id\":\"lead\"}");
            String head = key(gateway, "{\"user_id\":\"head\"}");
            String stranger = key(gateway, "{\"user_id\":\"stranger\"}");
            String id = callId(gateway.postAs(working, CHAT, question("small", "one", false)));
            rows(gateway, id, 1);

            for (String leading : List.of(lead, head)) {
                assertThat(gateway.getAs(leading, "/spend/logs?request_id=" + id)
                                .body())
                        .contains(id);
                assertThat(gateway.getAs(leading, "/team/daily/activity?team_ids=" + team + "&" + days())
                                .body())
                        .contains("gpt-4o-mini");
            }
            assertThat(gateway.getAs(head, "/organization/daily/activity?" + days())
                            .body())
                    .contains("gpt-4o-mini");
            assertThat(gateway.getAs(lead, "/organization/daily/activity?" + days())
                            .body())
                    .contains("\"results\":[]");
            assertThat(gateway.getAs(stranger, "/spend/logs?request_id=" + id).body())
                    .isEqualTo("[]");
            assertThat(gateway.getAs(stranger, "/team/daily/activity?team_ids=" + team + "&" + days())
                            .body())
                    .contains("\"results\":[]");
        }
    }

    private static String key(BareGateway gateway, String body) {
        return String.valueOf(json(gateway.post("/key/generate", body)).string("key"));
    }

    @ParameterizedTest
    @EnumSource
    void whatCallsWouldCost(Databases database) {
        try (BareGateway gateway = gateway(database)) {
            JsonObject told = json(gateway.post(
                    "/cost/estimate",
                    "{\"model\":\"small\",\"input_tokens\":1000,\"output_tokens\":500,\"num_requests_per_day\":10}"));

            assertThat(told.get("cost_per_request").toJson()).isEqualTo("0.00045"); // 1000 x 1.5e-7 + 500 x 6e-7
            assertThat(told.get("daily_cost").toJson()).isEqualTo("0.0045");
            assertThat(told.get("input_cost_per_token").toJson()).isEqualTo("0.00000015");
            assertThat(told.has("monthly_cost")).isTrue();
            assertThat(gateway.post("/cost/estimate", "{\"model\":\"nobody\"}").statusCode())
                    .isEqualTo(400);
            assertThat(gateway.post("/cost/estimate", "{\"model\":\"small\",\"input_tokens\":-1}")
                            .body())
                    .contains("input_tokens");
        }
    }
}
