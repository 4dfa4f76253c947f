package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Grant;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is charged, and by which names a call is found again. */
final class SpendFactsTest {

    private static final SpendSettings SETTINGS = new SpendSettings(
            true,
            true,
            true,
            List.of("x-app-user"),
            "x-old-user",
            List.of("x-department"),
            true,
            SpendSettings.DEFAULTS.texts(),
            SpendSettings.DEFAULTS.retention());

    private static Call call(String json, Headers headers, @Nullable Grant grant) {
        CallOptions.Split split = CallOptions.split(JsonBody.parse(json.getBytes(StandardCharsets.UTF_8)));
        return new Call(
                "id",
                "/v1/chat/completions",
                new Caller("hash", "ci", false, grant),
                "small",
                new ChatSource(new OpenAiDialect(), split.body(), false),
                split.options(),
                headers,
                new ReplyFrame("id", "small", 0, false, false),
                0,
                Cancellation.never());
    }

    private static Call call(String json, String... headers) {
        Headers.Builder all = Headers.builder();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return call(json, all.build(), null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} |",
                "{\"user\":\"body\"} | body",
                "{\"user\":\" \",\"safety_identifier\":\"safe\"} | safe",
                "{\"user\":7,\"metadata\":{\"user_id\":\"claude\"}} | claude",
                "{\"litellm_metadata\":{\"user\":\"meta\"},\"metadata\":{\"user_id\":\"claude\"},\"safety_identifier\":\"safe\"} | meta",
                "{\"user\":\"body\",\"litellm_metadata\":{\"user\":\"meta\"}} | body"
            })
    void theBodyNamesTheEndUser(String json, @Nullable String user) {
        assertThat(EndUsers.of(call(json), SETTINGS)).isEqualTo(user == null ? "" : user);
    }

    @Test
    void headersNameTheEndUserBeforeTheBody() {
        String body = "{\"user\":\"body\"}";

        assertThat(EndUsers.of(call(body, "x-old-user", "old"), SETTINGS)).isEqualTo("old");
        assertThat(EndUsers.of(call(body, "x-old-user", "old", "x-app-user", "app"), SETTINGS))
                .isEqualTo("app");
        assertThat(EndUsers.of(call(body, "x-app-user", "app", "x-litellm-end-user-id", "end"), SETTINGS))
                .isEqualTo("end");
        assertThat(EndUsers.of(
                        call(body, "x-litellm-end-user-id", "end", "x-litellm-customer-id", "customer"), SETTINGS))
                .isEqualTo("customer");
    }

    @Test
    void endUsersCanBeLeftOut() {
        SpendSettings none = new SpendSettings(
                true, true, false, List.of(), null, List.of(), true, SETTINGS.texts(), SETTINGS.retention());

        assertThat(EndUsers.of(call("{\"user\":\"body\"}", "x-litellm-customer-id", "c"), none))
                .isEmpty();
    }

    @Test
    void tagsComeFromEverywhereAndEachOnce() {
        Grant grant = grant("{\"metadata\":{\"tags\":[\"key\",\"ci\"]}}", "{\"metadata\":{\"tags\":[\"team\"]}}");
        Call call = call(
                "{\"tags\":[\"top\",\"ci\"],\"metadata\":{\"tags\":[\"ci\",\" \"]},\"litellm_metadata\":{\"tags\":[\"lite\"]}}",
                Headers.builder()
                        .add("x-litellm-tags", "a, b,,ci")
                        .add("x-department", "sales")
                        .add("user-agent", "curl/8.5.0")
                        .build(),
                grant);

        assertThat(SpendTags.of(call, List.of("cheap"), SETTINGS))
                .containsExactlyInAnyOrder(
                        "top",
                        "ci",
                        "lite",
                        "a",
                        "b",
                        "key",
                        "team",
                        "cheap",
                        "x-department: sales",
                        "User-Agent: curl");
        assertThat(SpendFacts.payers(call, List.of(), SETTINGS).team()).isEqualTo("t-1");
    }

    @Test
    void theVendorSeesNothingThatIsMeantForTheLedger() {
        Call call = call("{\"metadata\":{\"tags\":[\"a\"],\"spend_logs_metadata\":{\"x\":1},\"kept\":\"yes\"}}");

        assertThat(call.source().body().toObject().toJson()).isEqualTo("{\"metadata\":{\"kept\":\"yes\"}}");
    }

    @Test
    void whatIsFoundAgainInTheLogs() {
        Call call = call(
                "{\"metadata\":{\"spend_logs_metadata\":{\"x\":1,\"y\":1}}}",
                "x-litellm-spend-logs-metadata",
                "{\"y\":2}");

        assertThat(SpendFacts.metadata(call).object("spend_logs_metadata"))
                .isEqualTo(Json.parseObject("{\"x\":1,\"y\":2}"));
        assertThat(SpendFacts.metadata(call("{}", "x-litellm-spend-logs-metadata", "nonsense"))
                        .has("spend_logs_metadata"))
                .isFalse();
    }

    @Test
    void sessionsHaveManyNames() {
        assertThat(SpendFacts.session(call("{\"litellm_session_id\":\"s\"}", "x-litellm-session-id", "h")))
                .isEqualTo("s");
        assertThat(SpendFacts.session(call("{\"metadata\":{\"session_id\":\"m\"}}")))
                .isEqualTo("m");
        assertThat(SpendFacts.session(call("{}", "x-litellm-session-id", "h"))).isEqualTo("h");
        assertThat(SpendFacts.session(call("{}", "x-litellm-trace-id", "t"))).isEqualTo("t");
        assertThat(SpendFacts.session(call("{}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"chatcmpl-1\",\"object\":\"x\"} | chatcmpl-1",
                "{ \"object\" : 1, \"id\" : \"resp_2\" } | resp_2",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_3\"}} | msg_3",
                "{\"id\":5} |",
                "{\"id\":\"cut |",
                "[DONE] |",
                "\"id\" |"
            })
    void answersTellTheirIds(String json, @Nullable String id) {
        assertThat(AnswerIds.in(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(id);
    }

    private static Grant grant(String key, String team) {
        return new Grant() {
            @Override
            public Role role() {
                return Role.INTERNAL_USER;
            }

            @Override
            public String userId() {
                return "u-1";
            }

            @Override
            public @Nullable String userEmail() {
                return null;
            }

            @Override
            public String teamId() {
                return "t-1";
            }

            @Override
            public @Nullable String teamAlias() {
                return null;
            }

            @Override
            public @Nullable String organizationId() {
                return null;
            }

            @Override
            public @Nullable String organizationAlias() {
                return null;
            }

            @Override
            public JsonObject key() {
                return Json.parseObject(key);
            }

            @Override
            public JsonObject user() {
                return JsonObject.EMPTY;
            }

            @Override
            public JsonObject team() {
                return Json.parseObject(team);
            }

            @Override
            public JsonObject member() {
                return JsonObject.EMPTY;
            }

            @Override
            public JsonObject organization() {
                return JsonObject.EMPTY;
            }
        };
    }
}
