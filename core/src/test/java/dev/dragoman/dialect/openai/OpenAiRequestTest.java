package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiRequestTest {

    private static final Golden GOLDEN = new Golden("openai");

    private static final OpenAiDialect DIALECT = new OpenAiDialect();

    @ParameterizedTest
    @ValueSource(strings = {"worked-example", "rich"})
    void aRequestIsReadAndWrittenAsTheFileSays(String name) {
        ChatRequest request = DIALECT.readRequest(JsonBody.parse(GOLDEN.bytes(name + ".request.in.json")));

        WrittenRequest written = write(request);

        GOLDEN.assertSame(object(written), name + ".request.out.json");
        assertThat(written.unsupported()).isEmpty();
    }

    @Test
    void theThinkingOfAnthropicsClientsIsRead() {
        ChatRequest request = DIALECT.readRequest(JsonBody.parse(GOLDEN.bytes("rich.request.in.json")));

        assertThat(request.reasoning()).isEqualTo(new Reasoning(Reasoning.Mode.ENABLED, "high", 2048L, null));
    }

    @ParameterizedTest
    @CsvSource({
        "enabled, 20000, high",
        "enabled, 5000, medium",
        "enabled, 1024, low",
        "disabled, 20000, ",
        "adaptive, , "
    })
    void aBudgetOfThinkingBecomesAnEffort(String type, @Nullable Long budget, @Nullable String effort) {
        Reasoning.Mode mode = Reasoning.Mode.valueOf(type.toUpperCase(Locale.ROOT));
        ChatRequest request = ChatRequest.builder("m")
                .reasoning(new Reasoning(mode, null, budget, null))
                .build();

        assertThat(object(write(request)).string("reasoning_effort")).isEqualTo(effort);
    }

    @Test
    void theOlderFunctionsBecomeToolsAndTheirCallsGetIdsOfTheirOwn() {
        ChatRequest request = read("{\"model\":\"m\",\"functions\":[{\"name\":\"f\",\"parameters\":{}}],"
                + "\"function_call\":{\"name\":\"f\"},\"messages\":["
                + "{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                + "{\"role\":\"function\",\"name\":\"f\",\"content\":\"1\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                + "{\"role\":\"function\",\"name\":\"f\",\"content\":\"2\"}]}");

        assertThat(request.legacyFunctions()).isTrue();
        assertThat(request.tools())
                .containsExactly(new Tool.Function("f", null, JsonObject.EMPTY, null, null, JsonObject.EMPTY));
        assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("f", false));
        assertThat(request.messages().stream()
                        .filter(Message.ToolResult.class::isInstance)
                        .map(result -> ((Message.ToolResult) result).callId()))
                .containsExactly("call_f_0", "call_f_1");
    }

    @Test
    void whatAToolShowsFollowsInAMessageOfTheUser() {
        Part image = new Part.Image(new MediaSource.Url("https://x.example/a.png", null), null, null);
        ChatRequest request = ChatRequest.builder("m")
                .messages(List.of(
                        new Message.ToolResult(List.of(image), "a", null, null, null),
                        new Message.ToolResult(List.of(new Part.Text("b"), image), "b", null, null, null),
                        new Message.User(List.of(new Part.Text("and?")), null)))
                .build();

        assertThat(object(write(request)).get("messages")).isEqualTo(Json.parse("""
                [{"role":"tool","tool_call_id":"a","content":"(shown in the next message)"},
                 {"role":"tool","tool_call_id":"b","content":"b"},
                 {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x.example/a.png"}},
                                           {"type":"image_url","image_url":{"url":"https://x.example/a.png"}}]},
                 {"role":"user","content":"and?"}]"""));
    }

    @Test
    void whatOtherVendorsAloneUnderstandIsNotedAndLeftOut() {
        ChatRequest request = ChatRequest.builder("m")
                .messages(List.of(new Message.User(
                        List.of(
                                new Part.Opaque("anthropic", Json.parse("{\"type\":\"search_result\"}")),
                                new Part.Image(new MediaSource.FileId("file-1", null), null, null)),
                        null)))
                .tools(List.of(
                        new Tool.Opaque("anthropic", Json.parse("{\"type\":\"bash_20250124\"}")),
                        new Tool.Function("f", null, null, null, null, Json.parseObject("{\"defer_loading\":true}"))))
                .extras(Json.parseObject("{\"mcp_servers\":[],\"safety_settings\":[],\"min_p\":0.1}"))
                .build();

        WrittenRequest written = write(request);

        assertThat(written.unsupported())
                .containsExactlyInAnyOrder(
                        "messages[*].content[*].anthropic block",
                        "messages[*].content[*].image by file_id",
                        "tools[*].bash_20250124",
                        "tools[*].defer_loading",
                        "mcp_servers",
                        "safety_settings");
        assertThat(object(written).names()).doesNotContain("mcp_servers", "safety_settings");
        assertThat(object(written).number("min_p")).isEqualTo(0.1);
    }

    @Test
    void blankToolArgumentsBecomeAnEmptyObject() {
        ChatRequest request = ChatRequest.builder("m")
                .messages(List.of(new Message.Assistant(List.of(new Part.ToolCall("c", "f", "")))))
                .build();

        assertThat(object(write(request)).toJson()).contains("\"arguments\":\"{}\"");
    }

    @Test
    void aSignatureOfGeminisTextTravelsBesideTheMessage() {
        ChatRequest request = ChatRequest.builder("m")
                .messages(List.of(new Message.Assistant(List.of(new Part.Text("x", null, List.of(), "sig")))))
                .build();

        assertThat(object(write(request)).toJson())
                .contains("\"provider_specific_fields\":{\"thought_signatures\":[\"sig\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"messages":[]}                                                                   | model
                    {"model":"m"}                                                                     | messages
                    {"model":7,"messages":[]}                                                         | model
                    {"model":"m","messages":{}}                                                       | messages
                    {"model":"m","messages":[7]}                                                      | messages[0]
                    {"model":"m","messages":[{}]}                                                     | messages[0].role
                    {"model":"m","messages":[{"role":"king","content":"x"}]}                          | messages[0].role
                    {"model":"m","messages":[{"role":"user","content":7}]}                            | messages[0].content
                    {"model":"m","messages":[{"role":"user","content":[{"type":"hologram"}]}]}        | messages[0].content[0].type
                    {"model":"m","messages":[{"role":"user","content":[{"type":"text"}]}]}            | messages[0].content[0].text
                    {"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":7}}]}]} | messages[0].content[0].image_url.url
                    {"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}]} | messages[0].content[0].image_url.url
                    {"model":"m","messages":[{"role":"tool","content":"x"}]}                          | messages[0].tool_call_id
                    {"model":"m","messages":[{"role":"function","name":"f","content":"x"}]}           | messages[0].name
                    {"model":"m","messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f"}}]}]} | messages[0].tool_calls[0].id
                    {"model":"m","messages":[],"temperature":"hot"}                                   | temperature
                    {"model":"m","messages":[],"max_tokens":1.5}                                      | max_tokens
                    {"model":"m","messages":[],"stop":[1]}                                            | stop[0]
                    {"model":"m","messages":[],"tools":[{"type":"function","function":{}}]}           | tools[0].function.name
                    {"model":"m","messages":[],"tool_choice":"maybe"}                                 | tool_choice
                    {"model":"m","messages":[],"response_format":{"type":"xml"}}                      | response_format.type
                    {"model":"m","messages":[],"thinking":{"type":"deep"}}                            | thinking.type
                    {"model":"m","messages":[],"mine":{"a":1,"a":2}}                                  | mine
                    """)
    void aWrongValueIsRefusedWithItsPlace(String body, String param) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(BadRequestException.class)
                .satisfies(refusal ->
                        assertThat(((LlmException) refusal).detail().param()).isEqualTo(param));
    }

    @Test
    void aLongWrongValueIsShortened() {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"" + "x".repeat(500) + "\"}]}";

        assertThatThrownBy(() -> read(body))
                .satisfies(refusal -> assertThat(refusal).message().hasSizeLessThan(250));
    }

    @Test
    void parametersThatNoRecordKnowsStayAsTheyAre() {
        ChatRequest request =
                read("{\"model\":\"m\",\"messages\":[],\"min_p\":0.1,\"guided_json\":{\"a\":[1]},\"x\":null}");

        assertThat(request.extras()).isEqualTo(Json.parseObject("{\"min_p\":0.1,\"guided_json\":{\"a\":[1]}}"));
    }

    @Test
    void aNewerLimitWinsOverTheOlder() {
        assertThat(read("{\"model\":\"m\",\"messages\":[],\"max_tokens\":1,\"max_completion_tokens\":2}")
                        .maxTokens())
                .isEqualTo(2);
    }

    @Test
    void aToolMayBeNamedAsInTheResponsesFormat() {
        ChatRequest request =
                read("{\"model\":\"m\",\"messages\":[],\"tool_choice\":{\"type\":\"function\",\"name\":\"f\"}}");

        assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("f", false));
    }

    private static ChatRequest read(String body) {
        return DIALECT.readRequest(JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static WrittenRequest write(ChatRequest request) {
        return DIALECT.writeRequest(request, ModelTraits.unknown("m"));
    }

    private static JsonObject object(WrittenRequest written) {
        return Json.parseObject(written.body().toBody().toBytes());
    }
}
