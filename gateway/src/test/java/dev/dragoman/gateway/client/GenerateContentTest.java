package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of Google's format talk to every vendor. */
final class GenerateContentTest {

    private static final String QUESTION = """
            {"systemInstruction":{"parts":[{"text":"Be brief."}]},
             "contents":[{"role":"user","parts":[{"text":"What now?"}]}],
             "generationConfig":{"maxOutputTokens":200}}""";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @EveryVendor
    void aWholeAnswerComesBackFromEveryVendor(String model) {
        gateway.vendor(model).answers(Answer.text("Grüße 👋"));

        HttpResponse<String> answer = gateway.post("/v1beta/models/" + model + ":generateContent", QUESTION);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(Json.parseObject(answer.body()))).isEqualTo("Grüße 👋");
        assertThat(Json.parseObject(answer.body()).string("modelVersion")).isEqualTo(model);
        assertThat(Json.parseObject(answer.body()).object("usageMetadata")).isNotNull();
        assertThat(answer.headers().firstValue("x-litellm-model-group")).contains(model);
    }

    @EveryVendor
    void aStreamComesAsEventsWhenTheyAreAskedFor(String model) {
        gateway.vendor(model).answers(Answer.text("One two three"));

        HttpResponse<String> answer =
                gateway.post("/v1beta/models/" + model + ":streamGenerateContent?alt=sse", QUESTION);

        List<JsonObject> events = answer.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> Json.parseObject(line.substring("data: ".length())))
                .toList();
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(joined(events)).isEqualTo("One two three");
        assertThat(events.getLast().object("usageMetadata")).isNotNull();
    }

    @EveryVendor
    void aStreamComesAsOneArrayOtherwise(String model) {
        gateway.vendor(model).answers(Answer.text("One two three"));

        HttpResponse<String> answer = gateway.post("/models/" + model + ":streamGenerateContent", QUESTION);

        List<JsonObject> events = new ArrayList<>();
        for (JsonValue event :
                (JsonArray) Json.parse(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            events.add((JsonObject) event);
        }
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        assertThat(joined(events)).isEqualTo("One two three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-goog-api-key", "?key"})
    void theKeyMayComeInGooglesWays(String way) {
        boolean inQuery = way.equals("?key");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url()
                        + "/v1beta/models/openai:generateContent" + (inQuery ? "?key=" + Gateway.KEY : "")))
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION));
        if (!inQuery) {
            request.header(way, Gateway.KEY);
        }

        assertThat(gateway.send(request.build()).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyInTheQueryOpensNoOtherDoor() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(gateway.url() + "/v1/chat/completions?key=" + Gateway.KEY))
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.question("openai", false)))
                .build();

        assertThat(gateway.send(request).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void errorsAreToldInGooglesForm(String model) {
        gateway.vendor(model).answers(Answer.error(ErrorKind.RATE_LIMITED));

        HttpResponse<String> answer = gateway.post("/v1beta/models/" + model + ":generateContent", QUESTION);

        JsonObject error =
                Objects.requireNonNull(Json.parseObject(answer.body()).object("error"));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(error.integer("code")).isEqualTo(429);
        assertThat(error.string("status")).isEqualTo("RESOURCE_EXHAUSTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1beta/models/openai:nothing", "/v1beta/models/openai", "/v1beta/models/:generateContent"})
    void anUnknownMethodIsNotFound(String path) {
        HttpResponse<String> answer = gateway.post(path, QUESTION);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("generateContent");
    }

    @Test
    void anUnknownModelAndABrokenBodyAreRefused() {
        HttpResponse<String> unknown = gateway.post("/v1beta/models/nobody:generateContent", QUESTION);
        HttpResponse<String> broken = gateway.post("/v1beta/models/openai:generateContent", "{\"contents\":");

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("nobody").contains("INVALID_ARGUMENT");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("not valid JSON");
    }

    private static String joined(List<JsonObject> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(text(event)));
        return text.toString();
    }

    private static String text(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        JsonArray candidates = answer.array("candidates");
        if (candidates == null || candidates.isEmpty()) {
            return "";
        }
        JsonObject content = ((JsonObject) candidates.items().getFirst()).object("content");
        JsonArray parts = content == null ? null : content.array("parts");
        if (parts != null) {
            for (JsonValue part : parts) {
                String told = ((JsonObject) part).string("text");
                text.append(told == null ? "" : told);
            }
        }
        return text.toString();
    }
}
