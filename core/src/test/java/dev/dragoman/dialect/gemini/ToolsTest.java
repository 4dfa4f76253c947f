package dev.dragoman.dialect.gemini;

import static dev.dragoman.dialect.gemini.Speaking.ask;
import static dev.dragoman.dialect.gemini.Speaking.body;
import static dev.dragoman.dialect.gemini.Speaking.json;
import static dev.dragoman.dialect.gemini.Speaking.object;
import static dev.dragoman.dialect.gemini.Speaking.readRequest;
import static dev.dragoman.dialect.gemini.Speaking.unsupported;
import static dev.dragoman.dialect.gemini.Speaking.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ToolsTest {

    private static final String MODEL = "gemini-2.5-flash";

    @Test
    void functionsShareOneElement() {
        JsonObject body = body(with(
                function(
                        "a",
                        "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}},\"additionalProperties\":false}"),
                function("b", null)));

        assertThat(body.get("tools")).isEqualTo(json("""
                [{"functionDeclarations":[
                  {"name":"a","description":"does a","parameters":{"type":"object","properties":{"x":{"type":"string"}}}},
                  {"name":"b","description":"does b"}]}]"""));
    }

    @Test
    void emptyParametersAreLeftOut() {
        assertThat(body(with(function("a", "{\"type\":\"object\",\"properties\":{}}")))
                        .toJson())
                .doesNotContain("parameters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"googleSearch":{}}                                     | {"googleSearch":{}}
            {"google_search":{}}                                    | {"googleSearch":{}}
            {"code_execution":{}}                                   | {"codeExecution":{}}
            {"url_context":null}                                    | {"urlContext":{}}
            {"type":"web_search"}                                   | {"googleSearch":{}}
            {"type":"web_search_preview","search_context_size":"low"} | {"googleSearch":{}}
            {"computer_use":{"environment":"ENVIRONMENT_BROWSER"}}  | {"computerUse":{"environment":"ENVIRONMENT_BROWSER"}}
            {"fileSearch":{"fileSearchStoreNames":["s"]}}           | {"fileSearch":{"fileSearchStoreNames":["s"]}}
            """)
    void vendorToolsAreElementsOfTheirOwn(String given, String element) {
        JsonObject body = body(with(function("a", null), new Tool.Opaque("openai", json(given))));

        assertThat(body.get("tools"))
                .isEqualTo(json(
                        "[{\"functionDeclarations\":[{\"name\":\"a\",\"description\":\"does a\"}]}," + element + "]"));
    }

    @Test
    void theUsersPlaceGoesToTheToolConfig() {
        JsonObject body = body(
                with(
                        new Tool.Opaque(
                                "openai",
                                json(
                                        "{\"googleMaps\":{\"enableWidget\":true,\"latitude\":59.9,\"longitude\":10.7,\"language_code\":\"no\"}}"))));

        assertThat(body.get("tools")).isEqualTo(json("[{\"googleMaps\":{\"enableWidget\":true}}]"));
        assertThat(body.get("toolConfig")).isEqualTo(json("""
                {"retrievalConfig":{"latLng":{"latitude":59.9,"longitude":10.7},"languageCode":"no"}}"""));
    }

    @Test
    void aSearchAskedForInOpenAisWayIsGooglesSearch() {
        JsonObject options = object("{\"web_search_options\":{\"search_context_size\":\"medium\"}}");
        ChatRequest.Builder request = ask(MODEL, user("q")).extras(options);

        assertThat(body(request).get("tools")).isEqualTo(json("[{\"googleSearch\":{}}]"));
        assertThat(unsupported(request)).isEmpty();
    }

    @Test
    void whatASearchCannotBeToldIsReported() {
        ChatRequest.Builder request = with(
                new Tool.WebSearch("high", object("{\"type\":\"approximate\",\"approximate\":{\"city\":\"Oslo\"}}")));

        assertThat(unsupported(request))
                .containsExactly("web_search_options.search_context_size", "web_search_options.user_location");
    }

    @Test
    void toolsOfOtherVendorsAreReported() {
        ChatRequest.Builder request = with(
                new Tool.Opaque("anthropic", json("{\"type\":\"bash_20250124\",\"name\":\"bash\"}")),
                new Tool.Custom("c", null, null));

        assertThat(unsupported(request)).containsExactly("tools[*].bash_20250124", "tools[*].custom");
        assertThat(body(request).has("tools")).isFalse();
    }

    @Test
    void callsOneAtATimeAreOnlyAQuestionWithSeveralFunctions() {
        ChatRequest.Builder one = with(function("a", null)).parallelToolCalls(false);
        ChatRequest.Builder two = with(function("a", null), function("b", null)).parallelToolCalls(false);

        assertThat(unsupported(one)).isEmpty();
        assertThat(unsupported(two)).containsExactly("parallel_tool_calls");
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of(new ToolChoice.Auto(), "{\"mode\":\"AUTO\"}"),
                Arguments.of(new ToolChoice.None(), "{\"mode\":\"NONE\"}"),
                Arguments.of(new ToolChoice.Required(), "{\"mode\":\"ANY\"}"),
                Arguments.of(new ToolChoice.Named("a", false), "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"a\"]}"),
                Arguments.of(
                        new ToolChoice.Allowed(List.of("a", "b"), true),
                        "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"a\",\"b\"]}"),
                Arguments.of(
                        new ToolChoice.Allowed(List.of("a"), false),
                        "{\"mode\":\"VALIDATED\",\"allowedFunctionNames\":[\"a\"]}"));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void choicesHaveAMode(ToolChoice choice, String calling) {
        JsonObject body = body(with(function("a", null), function("b", null)).toolChoice(choice));

        assertThat(body.get("toolConfig")).isEqualTo(json("{\"functionCallingConfig\":" + calling + "}"));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void modesAreReadAsTheChoice(ToolChoice choice, String calling) {
        ChatRequest request =
                readRequest("{\"contents\":[],\"toolConfig\":{\"functionCallingConfig\":" + calling + "}}");

        assertThat(request.toolChoice()).isEqualTo(choice);
    }

    @Test
    void aChoiceThatInsistsOnNothingIsNotSentWithoutFunctions() {
        assertThat(body(ask(MODEL, user("q")).toolChoice(new ToolChoice.Auto())).has("toolConfig"))
                .isFalse();
    }

    @Test
    void declarationsAreReadWithJsonSchemaTypes() {
        ChatRequest request = readRequest("""
                {"contents":[],"tools":[{"function_declarations":[
                  {"name":"a","parameters":{"type":"OBJECT","properties":{"n":{"type":"INTEGER","nullable":true},
                    "l":{"type":"ARRAY","items":{"type":"STRING"},"minItems":"2"}},"propertyOrdering":["n","l"]}},
                  {"name":"b","parametersJsonSchema":{"type":"object","additionalProperties":false}}]},
                  {"google_search":{}},{"googleSearch":{"excludeDomains":["x"]}}]}""");

        assertThat(request.tools())
                .containsExactly(
                        new Tool.Function("a", null, object("""
                                {"type":"object","properties":{"n":{"type":["integer","null"]},
                                 "l":{"type":"array","items":{"type":"string"},"minItems":2}}}"""), null, null, JsonObject.EMPTY),
                        new Tool.Function(
                                "b",
                                null,
                                object("{\"type\":\"object\",\"additionalProperties\":false}"),
                                null,
                                null,
                                JsonObject.EMPTY),
                        new Tool.WebSearch(null, null),
                        new Tool.Opaque("gemini", json("{\"googleSearch\":{\"excludeDomains\":[\"x\"]}}")));
    }

    private static ChatRequest.Builder with(Tool... tools) {
        return ask(MODEL, user("q")).tools(List.of(tools));
    }

    private static Tool function(String name, @Nullable String parameters) {
        return new Tool.Function(
                name, "does " + name, parameters == null ? null : object(parameters), true, null, JsonObject.EMPTY);
    }
}
