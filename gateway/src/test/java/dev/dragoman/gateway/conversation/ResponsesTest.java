package dev.dragoman.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Responses on the wire: where they are remembered, and what becomes of what only some vendors know. */
final class ResponsesTest {

    /** A model that is asked in Responses at the vendor. */
    private static final String NATIVE = "wild/responses/gpt-4o";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String body(String model, String more) {
        return ("{'model':'" + model + "','input':'Hi'" + more + "}").replace('\'', '"');
    }

    private static JsonNode ask(String model, String more) {
        HttpResponse<String> answer = gateway.post("/v1/responses", body(model, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    private static HttpResponse<String> delete(String path) {
        return gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("authorization", "Bearer " + Gateway.KEY)
                .DELETE()
                .build());
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return Json.read(answer.body()).path("error");
    }

    private static List<JsonNode> events(String stream) {
        List<JsonNode> events = new ArrayList<>();
        for (String line : stream.split("\n", -1)) {
            if (line.startsWith("data: ")) {
                events.add(Json.read(line.substring("data: ".length())));
            }
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/responses", "/responses", "/openai/v1/responses"})
    void everyPathAnswers(String path) {
        HttpResponse<String> answer = gateway.post(path, body("anthropic", ""));
        String id = Json.read(answer.body()).path("id").stringValue();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.get(path + "/" + id).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", NATIVE})
    void anAnswerIsFoundListedAndDeleted(String model) {
        String id = ask(model, "").path("id").stringValue();

        JsonNode found = Json.read(gateway.get("/v1/responses/" + id).body());
        JsonNode items =
                Json.read(gateway.get("/v1/responses/" + id + "/input_items").body());
        JsonNode deleted = Json.read(delete("/v1/responses/" + id).body());

        assertThat(found.path("id").stringValue()).isEqualTo(id);
        assertThat(found.path("model").stringValue()).isEqualTo(model);
        assertThat(found.at("/output/0/content/0/text").stringValue()).isEqualTo("Hi");
        assertThat(items.at("/data/0/content/0/text").stringValue()).isEqualTo("Hi");
        assertThat(deleted.path("id").stringValue()).isEqualTo(id);
        assertThat(deleted.path("deleted").booleanValue()).isTrue();
        assertThat(gateway.get("/v1/responses/" + id).statusCode()).isEqualTo(404);
        assertThat(delete("/v1/responses/" + id).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", NATIVE})
    void aStreamedAnswerIsFoundUnderTheIdOfAllItsEvents(String model) {
        HttpResponse<String> streamed = gateway.post("/v1/responses", body(model, ",'stream':true"));

        List<String> ids = events(streamed.body()).stream()
                .filter(event -> event.has("response"))
                .map(event -> event.at("/response/id").stringValue())
                .distinct()
                .toList();
        assertThat(ids).hasSize(1);
        assertThat(gateway.get("/v1/responses/" + ids.getFirst()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", NATIVE})
    void whatIsNotToBeStoredIsForgotten(String model) {
        String id = ask(model, ",'store':false").path("id").stringValue();

        assertThat(gateway.get("/v1/responses/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void theVendorGoesOnWithItsOwnAnswer() {
        String id = ask(NATIVE, "").path("id").stringValue();

        JsonNode answer = ask(NATIVE, ",'previous_response_id':'" + id + "'");

        JsonNode sent = gateway.openai.lastRequest().json();
        assertThat(sent.path("previous_response_id").stringValue()).startsWith("resp_0");
        assertThat(sent.path("input").stringValue()).isEqualTo("Hi");
        assertThat(answer.path("previous_response_id").stringValue()).isEqualTo(id);
    }

    @Test
    void theVendorGetsTheRequestAsItCame() {
        ask(NATIVE, ",'tools':[{'type':'web_search','filters':{'allowed_domains':['x.example']}}],'truncation':'auto'");

        RecordedRequest sent = gateway.openai.lastRequest();
        assertThat(sent.path()).isEqualTo("/v1/responses");
        assertThat(sent.text())
                .isEqualTo(body(
                        "gpt-4o",
                        ",'tools':[{'type':'web_search','filters':{'allowed_domains':['x.example']}}],"
                                + "'truncation':'auto'"));
    }

    @Test
    void anAnswerOfAnotherModelsVendorCannotGoOnElsewhere() {
        String id = ask(NATIVE, "").path("id").stringValue();

        HttpResponse<String> refused =
                gateway.post("/v1/responses", body("anthropic", ",'previous_response_id':'" + id + "'"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).path("param").stringValue()).isEqualTo("previous_response_id");
    }

    @Test
    void aConversationMayChangeItsModel() {
        gateway.anthropic.answers(Answer.thinking("hm", "c2lnbmVk", "first"));
        String first = ask("anthropic", ",'reasoning':{'effort':'low'},'max_output_tokens':4000")
                .path("id")
                .stringValue();

        String second = ask("gemini", ",'previous_response_id':'" + first + "'")
                .path("id")
                .stringValue();
        ask(NATIVE, ",'previous_response_id':'" + second + "'");

        JsonNode sent = gateway.openai.lastRequest().json();
        assertThat(sent.has("previous_response_id")).isFalse();
        assertThat(sent.path("input").toString()).contains("first").doesNotContain("c2lnbmVk", "encrypted_content");
    }

    @Test
    void thinkingSurvivesARoundTripAsItemsAndAsAnEarlierResponse() {
        String thinking = ",'reasoning':{'effort':'low'},'max_output_tokens':4000";
        gateway.anthropic.answers(Answer.of(
                new Part.Thinking("hm", "c2lnbmVk"), new Part.RedactedThinking("c2VhbGVk"), new Part.Text("a")));
        JsonNode first = ask("anthropic", thinking);
        String items = first.path("output").toString().replaceFirst("^\\[", "").replaceFirst("]$", "");

        gateway.post(
                "/v1/responses",
                ("{'model':'anthropic','max_output_tokens':4000,'reasoning':{'effort':'low'},'input':[{'role':'user',"
                                        + "'content':'Hi'},")
                                .replace('\'', '"')
                        + items + ",{\"role\":\"user\",\"content\":\"And?\"}]}");
        String asItems =
                gateway.anthropic.lastRequest().json().at("/messages/1").toString();
        ask(
                "anthropic",
                thinking + ",'previous_response_id':'" + first.path("id").stringValue() + "'");
        String asEarlier =
                gateway.anthropic.lastRequest().json().at("/messages/1").toString();

        assertThat(asItems).contains("\"signature\":\"c2lnbmVk\"", "\"data\":\"c2VhbGVk\"", "\"thinking\":\"hm\"");
        assertThat(asEarlier).isEqualTo(asItems);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resp_0198c3f2-1111-7abc-8def-0123456789ab",
                "resp_bGl0ZWxsbTpjdXN0b21fbGxtX3Byb3ZpZGVyOm9wZW5haTttb2RlbF9pZDp4O3Jlc3BvbnNlX2lkOnJlc3BfMQ",
                "nothing"
            })
    void whatIsNotThereIsNotFound(String id) {
        HttpResponse<String> shown = gateway.get("/v1/responses/" + id);
        HttpResponse<String> continued =
                gateway.post("/v1/responses", body("gemini", ",'previous_response_id':'" + id + "'"));

        assertThat(shown.statusCode()).isEqualTo(404);
        assertThat(error(shown).path("message").stringValue()).contains("not found");
        assertThat(gateway.get("/v1/responses/" + id + "/input_items").statusCode())
                .isEqualTo(404);
        assertThat(delete("/v1/responses/" + id).statusCode()).isEqualTo(404);
        assertThat(gateway.post("/v1/responses/" + id + "/cancel", "").statusCode())
                .isEqualTo(404);
        assertThat(continued.statusCode()).isEqualTo(400);
    }

    @Test
    void onlyWhatIsMadeInTheBackgroundCanBeCancelled() {
        String id = ask("gemini", "").path("id").stringValue();

        assertThat(gateway.post("/v1/responses/" + id + "/cancel", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void itemsAreListedInPages() {
        String first = ask("gemini", "").path("id").stringValue();
        String id = ask("gemini", ",'previous_response_id':'" + first + "'")
                .path("id")
                .stringValue();
        String path = "/v1/responses/" + id + "/input_items";

        JsonNode page = Json.read(gateway.get(path + "?order=asc&limit=2").body());
        JsonNode rest = Json.read(gateway.get(path + "?order=asc&limit=2&after="
                        + page.path("last_id").stringValue())
                .body());

        assertThat(page.path("data")).hasSize(2);
        assertThat(page.path("has_more").booleanValue()).isTrue();
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("has_more").booleanValue()).isFalse();
        assertThat(gateway.get(path + "?limit=0").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                ",'truncation':'auto'|truncation",
                ",'max_tool_calls':2|max_tool_calls",
                ",'background':true|background",
                ",'tools':[{'type':'file_search','vector_store_ids':['vs_1']}]|tools[*].file_search",
                ",'conversation':'conv_1'|conversation",
                ",'prompt':{'id':'pmpt_1'}|prompt",
            })
    void whatAVendorHasNoWordForIsRefusedByName(String more, String param) {
        HttpResponse<String> refused = gateway.post("/v1/responses", body("anthropic", more));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).path("param").stringValue()).isEqualTo(param);
    }

    @Test
    void whatAVendorHasNoWordForIsLeftOutWhenTheCallerAgrees() {
        HttpResponse<String> answer =
                gateway.post("/v1/responses", body("anthropic", ",'truncation':'auto','drop_params':true"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-dragoman-dropped-params")).contains("truncation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", NATIVE})
    void aStreamThatBreaksOffEndsWithANumberedError(String model) {
        gateway.openai.answers(
                Answer.text("x".repeat(200)).streamed(Streaming.BURST.failingAfter(6, VendorError.status(503))));
        gateway.anthropic.answers(
                Answer.text("x".repeat(200)).streamed(Streaming.BURST.failingAfter(6, VendorError.status(503))));

        List<JsonNode> told = events(
                gateway.post("/v1/responses", body(model, ",'stream':true")).body());
        gateway.post("/v1/responses", body(model.equals(NATIVE) ? "anthropic" : NATIVE, ",'stream':true"));

        JsonNode last = told.getLast();
        assertThat(last.path("type").stringValue()).isEqualTo("error");
        assertThat(last.path("sequence_number").intValue()).isEqualTo(told.size() - 1);
        assertThat(last.path("message").stringValue()).isNotBlank();
        assertThat(last.at("/error/message").stringValue()).isNotBlank();
    }

    @Test
    void errorsHaveOpenAisForm() {
        gateway.anthropic.answers(Answer.error(VendorError.status(429)));

        HttpResponse<String> refused = gateway.post("/v1/responses", body("anthropic", ""));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(error(refused).path("message").stringValue()).contains("RateLimitError");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void clientsOfChatCompletionsAreServedByAModelOfResponses(boolean stream) {
        gateway.openai.answers(Answer.text("Grüezi"));

        HttpResponse<String> answer = gateway.post("/v1/chat/completions", Gateway.question(NATIVE, stream));

        assertThat(gateway.openai.lastRequest().path()).isEqualTo("/v1/responses");
        assertThat(gateway.openai.lastRequest().json().path("store").booleanValue(true))
                .isFalse();
        assertThat(answer.body()).contains("Grüezi", stream ? "chat.completion.chunk" : "\"chat.completion\"");
    }

    @Test
    void clientsOfAnthropicAreServedByAModelOfResponses() {
        gateway.openai.answers(Answer.text("Grüezi"));

        HttpResponse<String> answer = gateway.post("/v1/messages", Gateway.question(NATIVE, false));

        assertThat(gateway.openai.lastRequest().path()).isEqualTo("/v1/responses");
        assertThat(Json.read(answer.body()).at("/content/0/text").stringValue()).isEqualTo("Grüezi");
    }

    @Test
    void whatTheModelThoughtComesBackWithTheHistory() {
        String model = "wild/responses/gpt-5";
        gateway.openai.answers(
                Answer.of(new Part.Thinking("hm", "sealed"), new Part.Text("first")), Answer.text("second"));
        String question = "{\"model\":\"" + model + "\",\"reasoning_effort\":\"low\",\"messages\":["
                + "{\"role\":\"user\",\"content\":\"Hi\"}";
        JsonNode message = Json.read(
                        gateway.post("/v1/chat/completions", question + "]}").body())
                .at("/choices/0/message");

        gateway.post("/v1/chat/completions", question + "," + message + ",{\"role\":\"user\",\"content\":\"And?\"}]}");

        JsonNode sent = gateway.openai.lastRequest().json().at("/input/1");
        assertThat(sent.path("type").stringValue()).isEqualTo("reasoning");
        assertThat(sent.path("id").stringValue()).startsWith("rs_");
        assertThat(sent.path("encrypted_content").stringValue()).isEqualTo("gAAAAAsealed");
    }

    @Test
    void azureIsAskedInResponsesWhereItsVersionHasThem() {
        try (FakeAzureOpenAi azure = FakeAzureOpenAi.start();
                Gateway own = Gateway.startOf("""
                        model_list:
                          - model_name: newest
                            litellm_params: {model: azure/gpt-4o, api_key: sk-x, api_base: "%s"}
                          - model_name: dated
                            litellm_params: {model: azure/gpt-4o, api_key: sk-x, api_base: "%s", api_version: "2025-04-01-preview"}
                          - model_name: old
                            litellm_params: {model: azure/gpt-4o, api_key: sk-x, api_base: "%s", api_version: "2024-10-21"}
                        """.formatted(azure.baseUrl(), azure.baseUrl(), azure.baseUrl()))) {
            List<String> paths = new ArrayList<>();
            for (String model : List.of("newest", "dated", "old")) {
                HttpResponse<String> answer = own.post("/v1/responses", body(model, ""));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                String id = Json.read(answer.body()).path("id").stringValue();
                assertThat(own.get("/v1/responses/" + id).statusCode()).isEqualTo(200);
                azure.requests().stream()
                        .filter(request -> request.method().equals("POST"))
                        .map(RecordedRequest::path)
                        .reduce((one, other) -> other)
                        .ifPresent(paths::add);
            }

            assertThat(paths)
                    .containsExactly(
                            "/openai/v1/responses", "/openai/responses", "/openai/deployments/gpt-4o/chat/completions");
        }
    }
}
