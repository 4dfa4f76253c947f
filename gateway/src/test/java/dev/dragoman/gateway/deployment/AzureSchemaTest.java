package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Streaming;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas for answers at versions and models of Azure that know none. */
final class AzureSchemaTest {

    private static final String CITY = "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}";
    private static final String CITIES = "{'type':'array','items':{'type':'string'}}";
    private static final String WEATHER =
            ",'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object'}}}]";

    private final FakeAzureOpenAi azure = FakeAzureOpenAi.start();
    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = Gateway.startOf("""
                model_list:
                  - model_name: old
                    litellm_params: {model: azure/d, api_key: k, api_base: "%1$s", api_version: 2024-07-01-preview}
                  - model_name: early
                    litellm_params: {model: azure/d, api_key: k, api_base: "%1$s", api_version: 2024-02-01}
                  - model_name: first
                    litellm_params: {model: azure/d, api_key: k, api_base: "%1$s", api_version: 2023-05-15}
                  - model_name: gpt-35
                    litellm_params: {model: azure/d, api_key: k, api_base: "%1$s", api_version: 2024-10-21}
                    model_info: {base_model: azure/gpt-35-turbo}
                  - model_name: gpt-4
                    litellm_params: {model: azure/d, api_key: k, api_base: "%1$s", api_version: 2024-10-21}
                    model_info: {base_model: azure/gpt-4}
                  - model_name: new
                    litellm_params: {model: azure/gpt-4o, api_key: k, api_base: "%1$s", api_version: 2024-10-21}
                router_settings: {num_retries: 0}
                """.formatted(azure.baseUrl()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        azure.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "early", "gpt-35", "gpt-4"})
    void aSchemaIsThatOfAToolAndItsCallIsTheAnswer(String model) {
        azure.answers(Answer.toolCall("json_tool_call", "{\"city\":\"Oslo\"}"));

        JsonObject choice = choice(ask(model, CITY, ""));

        assertThat(message(choice).string("content")).isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(message(choice).has("tool_calls")).isFalse();
        assertThat(choice.string("finish_reason")).isEqualTo("stop");
        assertThat(azure.lastRequest().text())
                .contains("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"json_tool_call\"}}")
                .contains("\"properties\":{\"city\":{\"type\":\"string\"}}")
                .contains("\"description\":\"a place\"")
                .doesNotContain("response_format");
    }

    @Test
    void theAnswerIsStreamedAsItComes() {
        azure.answers(
                Answer.toolCall("json_tool_call", "{\"city\":\"Oslo\"}").streamed(Streaming.BURST.pieceLength(4)));

        String events = ask("old", CITY, ",'stream':true").body();

        assertThat(streamed(events)).isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(events).contains("\"finish_reason\":\"stop\"").doesNotContain("json_tool_call", "tool_calls");
        assertThat(events.split("\"content\":\"[^\"]", -1)).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatIsNoObjectComesOutOfTheOneItWasPutInto(boolean stream) {
        azure.answers(Answer.toolCall("json_tool_call_values", "{\"values\":[\"Oslo\",\"Rome\"]}"));

        HttpResponse<String> answer = ask("old", CITIES, ",'stream':" + stream);

        String said = stream ? streamed(answer.body()) : message(choice(answer)).string("content");
        assertThat(said).isEqualTo("[\"Oslo\",\"Rome\"]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void otherToolsMayBeCalledBeforeTheAnswer(boolean stream) {
        azure.answers(Answer.toolCall("weather", "{}"));

        String answer = ask("old", CITY, WEATHER + ",'stream':" + stream).body();

        assertThat(answer).contains("\"name\":\"weather\"", "\"finish_reason\":\"tool_calls\"");
        assertThat(azure.lastRequest().text()).contains("\"tool_choice\":\"required\"", "json_tool_call", "weather");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallBesideTheAnswerIsStillACall(boolean stream) {
        azure.answers(Answer.of(
                new Part.ToolCall("call_1", "json_tool_call", "{\"city\":\"Oslo\"}", null),
                new Part.ToolCall("call_2", "weather", "{}", null)));

        HttpResponse<String> answer = ask("old", CITY, WEATHER + ",'stream':" + stream);

        assertThat(answer.body())
                .contains("\"finish_reason\":\"tool_calls\"", "weather")
                .doesNotContain("json_tool_call", "\"index\":1");
        String said = stream ? streamed(answer.body()) : message(choice(answer)).string("content");
        assertThat(said).isEqualTo("{\"city\":\"Oslo\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAsksForNoSchemaIsRelayedAsItCame(boolean stream) {
        azure.answers(Answer.toolCall("weather", "{}"));

        String answer = gateway.post(
                        "/v1/chat/completions",
                        json("{'model':'old','messages':[{'role':'user','content':'hi'}],'stream':" + stream + WEATHER
                                + "}"))
                .body();

        assertThat(answer).contains("\"name\":\"weather\"", "content_filter_results");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientOfAnotherFormatIsAnsweredTheSame(boolean stream) {
        azure.answers(Answer.toolCall("json_tool_call", "{\"city\":\"Oslo\"}"));

        String answer = gateway.post(
                        "/v1/messages",
                        json("{'model':'old','max_tokens':99,'messages':[{'role':'user','content':'where?'}],'stream':"
                                + stream + ",'output_config':{'format':{'type':'json_schema','schema':" + CITY
                                + "}}}"))
                .body();

        assertThat(answer).contains("\"stop_reason\":\"end_turn\"", "Oslo").doesNotContain("tool_use");
    }

    @Test
    void newerModelsAreBoundByTheVendorItself() {
        ask("new", CITY, "");

        assertThat(azure.lastRequest().text()).contains("\"response_format\"").doesNotContain("json_tool_call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "early"})
    void whereNoToolCanBeDemandedASchemaIsRefused(String model) {
        HttpResponse<String> answer = ask(model, CITY, WEATHER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("response_format");
    }

    private HttpResponse<String> ask(String model, String schema, String more) {
        return gateway.post(
                "/v1/chat/completions",
                json("{'model':'" + model + "','messages':[{'role':'user','content':'where?'}],'response_format':"
                        + "{'type':'json_schema','json_schema':{'name':'place','description':'a place','schema':"
                        + schema + "}}" + more + "}"));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static JsonObject choice(HttpResponse<String> answer) {
        return first(Json.parseObject(answer.body()));
    }

    private static JsonObject first(JsonObject answer) {
        JsonArray choices = answer.array("choices");
        return choices == null || choices.isEmpty()
                ? JsonObject.EMPTY
                : (JsonObject) choices.items().getFirst();
    }

    private static JsonObject message(JsonObject choice) {
        JsonObject message = choice.object("message");
        return message == null ? JsonObject.EMPTY : message;
    }

    /** All text that the deltas of a stream tell. */
    private static String streamed(String events) {
        StringBuilder text = new StringBuilder();
        List<String> chunks = events.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring("data: ".length()))
                .toList();
        for (String chunk : chunks) {
            JsonObject delta = first(Json.parseObject(chunk)).object("delta");
            String piece = delta == null ? null : delta.string("content");
            text.append(piece == null ? "" : piece);
        }
        return text.toString();
    }
}
