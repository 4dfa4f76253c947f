package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why calls were answered by whom they were, and how one would go. */
final class ExplainedRoutesTest {

    private static final String CHAT = "/v1/chat/completions";

    private final FakeOpenAi bad = FakeOpenAi.start();
    private final FakeOpenAi good = FakeOpenAi.start();
    private final Gateway gateway = Gateway.startOf("""
            model_list:
              - model_name: group
                litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%1$s", weight: 1, order: 1, cooldown_time: 1h}
                model_info: {id: first}
              - model_name: group
                litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%2$s", weight: 0, order: 1}
                model_info: {id: second}
              - model_name: group
                litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%2$s", order: 2}
                model_info: {id: third}
              - model_name: group
                litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%2$s", order: 1}
                model_info: {id: small, max_input_tokens: 1}
              - model_name: failing
                litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%1$s"}
                model_info: {id: failing-one}
              - model_name: vectors
                litellm_params: {model: voyage/voyage-3, api_key: x, api_base: "%1$s"}
                model_info: {id: vectors-one}
            router_settings:
              num_retries: 1
              enable_pre_call_checks: true
              fallbacks: [{failing: [group]}]
            """.formatted(bad.baseUrl(), good.baseUrl()));

    @AfterEach
    void stop() {
        gateway.close();
        bad.close();
        good.close();
    }

    @Test
    void anAnswerIsExplainedCandidateByCandidate() {
        bad.answersWith(call -> Answer.error(ErrorKind.INVALID_KEY));

        JsonObject told = explained(gateway.post(CHAT, Gateway.question("group", false)));

        assertThat(told.string("outcome")).isEqualTo("answered");
        assertThat(told.string("model_id")).isEqualTo("second");
        JsonObject first = candidate(told, 0, "first");
        assertThat(first.string("verdict")).isEqualTo("failed");
        assertThat(first.toJson()).contains("AuthenticationError");
        assertThat(candidate(told, 0, "second").string("verdict")).isEqualTo("answered");
        assertThat(candidate(told, 0, "third").string("verdict")).isEqualTo("later_order");
        JsonObject small = candidate(told, 0, "small");
        assertThat(small.string("verdict")).isEqualTo("left_out");
        assertThat(small.string("screen")).isEqualTo("context_window");
        assertThat(small.string("why")).contains("Max Input Tokens=1");
    }

    @Test
    void oneThatIsLeftAloneTellsForHowLongAndWhy() {
        bad.answersWith(call -> Answer.error(ErrorKind.INVALID_KEY));
        gateway.post(CHAT, Gateway.question("group", false));

        JsonObject told = explained(gateway.post(CHAT, Gateway.question("group", false)));

        JsonObject first = candidate(told, 0, "first");
        assertThat(first.string("verdict")).isEqualTo("cooling");
        JsonObject cooldown = Objects.requireNonNull(first.object("cooldown"));
        assertThat(cooldown.string("reason")).isEqualTo("AuthenticationError");
        assertThat(cooldown.integer("status")).isEqualTo(401);
        assertThat(number(cooldown, "seconds_left")).isBetween(3500.0, 3600.0);
    }

    @Test
    void theOneThatWasNotDrawnIsNamed() {
        JsonObject told = explained(gateway.post(CHAT, Gateway.question("group", false)));

        assertThat(candidate(told, 0, "first").string("verdict")).isEqualTo("answered");
        assertThat(candidate(told, 0, "second").string("verdict")).isEqualTo("not_drawn");
        assertThat(candidate(told, 0, "second").string("why")).contains("simple-shuffle");
    }

    @Test
    void theCostIsARangeUpToTheLimitOfTheAnswer() {
        JsonObject told = explained(gateway.post(CHAT, Gateway.question("group", false)));

        JsonObject cost = Objects.requireNonNull(candidate(told, 0, "first").object("estimated_cost"));
        assertThat(cost.integer("output_tokens")).isEqualTo(100);
        double least = number(cost, "least");
        assertThat(number(cost, "most") - least).isCloseTo(100 * 1e-5, within());
    }

    @Test
    void everyGroupThatWasAskedIsThere() {
        bad.answersWith(call -> Answer.error(ErrorKind.INVALID_KEY));

        JsonObject told = explained(gateway.post(CHAT, Gateway.question("failing", false)));

        assertThat(told.integer("fallbacks")).isEqualTo(1);
        assertThat(candidate(told, 0, "failing-one").string("verdict")).isEqualTo("failed");
        assertThat(candidate(told, 1, "second").string("verdict")).isEqualTo("answered");
    }

    @Test
    void aFailureIsExplainedToo() {
        bad.answersWith(call -> Answer.error(ErrorKind.BAD_REQUEST));

        HttpResponse<String> answer = gateway.post(
                CHAT, Gateway.question("group", false).replace("{\"model\"", "{\"disable_fallbacks\":true,\"model\""));
        JsonObject told = explained(answer);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(told.string("outcome")).isEqualTo("failed");
        assertThat(Objects.requireNonNull(told.object("failure")).integer("status"))
                .isEqualTo(400);
        assertThat(candidate(told, 0, "second").string("verdict")).isEqualTo("not_drawn");
    }

    @Test
    void aDryRunAsksNobody() {
        HttpResponse<String> answer = gateway.post("/route/explain", Gateway.question("failing", false));

        JsonObject told = Json.parseObject(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(candidate(told, 0, "failing-one").string("verdict")).isEqualTo("eligible");
        assertThat(candidate(told, 1, "third").string("verdict")).isEqualTo("later_order");
        assertThat(candidate(told, 1, "small").string("verdict")).isEqualTo("left_out");
        JsonObject cost =
                Objects.requireNonNull(candidate(told, 0, "failing-one").object("estimated_cost"));
        assertThat(cost.integer("prompt_tokens")).isEqualTo(9);
        assertThat(bad.requests()).isEmpty();
        assertThat(good.requests()).isEmpty();
    }

    @Test
    void aDryRunTellsWhyAGroupWouldRefuse() {
        HttpResponse<String> answer = gateway.post("/route/explain", Gateway.question("vectors", false));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"refused\"", "not_asked");
        HttpResponse<String> other =
                gateway.post("/route/explain", "{\"call_type\":\"embedding\",\"model\":\"vectors\",\"input\":[\"x\"]}");
        assertThat(other.body()).contains("eligible").doesNotContain("\"refused\"");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(gateway.get("/route/explain").statusCode()).isEqualTo(400);
        assertThat(gateway.get("/route/explain?request_id=nobody").statusCode()).isEqualTo(404);
        assertThat(gateway.post("/route/explain", "{\"model\":\"nobody\"}").statusCode())
                .isEqualTo(400);
        assertThat(gateway.post("/route/explain", "{}").body()).contains("model: missing");
        assertThat(gateway.post("/route/explain", "[]").statusCode()).isEqualTo(400);
        assertThat(gateway.post("/route/explain", "{\"call_type\":\"dance\",\"model\":\"group\"}")
                        .body())
                .contains("call_type: dance");
    }

    @Test
    void onlyWhoHasTheKeyIsTold() {
        HttpResponse<String> answer =
                gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/route/explain?request_id=x"))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private JsonObject explained(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("x-litellm-call-id").orElseThrow();
        HttpResponse<String> told = gateway.get("/route/explain?request_id=" + id);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        return Json.parseObject(told.body().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject candidate(JsonObject told, int group, String id) {
        JsonObject passed = (JsonObject)
                Objects.requireNonNull(told.array("groups")).items().get(group);
        JsonArray candidates = Objects.requireNonNull(passed.array("candidates"));
        for (JsonValue item : candidates) {
            JsonObject candidate = (JsonObject) item;
            if (id.equals(candidate.string("model_id"))) {
                return candidate;
            }
        }
        throw new AssertionError(id + " is not among " + candidates.toJson());
    }

    private static double number(JsonObject object, String name) {
        return ((JsonNumber) Objects.requireNonNull(object.get(name))).doubleValue();
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }
}
