package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicRequestReaderTest {

    private static final Golden GOLDEN = new Golden("anthropic");

    private static final CacheControl CACHE = new CacheControl(null);

    @Test
    void aConversationHeldByTheVendorIsRefusedSoThatClientsSendItWhole() {
        JsonBody request = JsonBody.parse(json("{'model':'m','max_tokens':9,'messages':[],'thread':{'type':'new'}}")
                .toJson()
                .getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> new AnthropicDialect().readRequest(request))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(new String(
                                        new AnthropicDialect().writeError(refused, null), StandardCharsets.UTF_8))
                                .contains("\"details\":{\"error_code\":\"thread_unsupported_request\"}"));
    }

    @Test
    void aRichRequestIsReadWithNothingLost() {
        ChatRequest request = new AnthropicDialect().readRequest(JsonBody.parse(GOLDEN.bytes("rich.request.in.json")));

        assertThat(request)
                .isEqualTo(ChatRequest.builder("claude-sonnet-4-6")
                        .messages(messages())
                        .tools(List.of(
                                new Tool.Function(
                                        "lookup",
                                        "finds",
                                        json("{'type':'object','properties':{}}"),
                                        true,
                                        CACHE,
                                        json("{'defer_loading':true}")),
                                new Tool.WebSearch(
                                        "medium", json("{'type':'approximate','approximate':{'city':'Bern'}}")),
                                new Tool.Opaque("anthropic", json("{'type':'bash_20250124','name':'bash'}"))))
                        .toolChoice(new ToolChoice.Required())
                        .parallelToolCalls(false)
                        .responseFormat(new ResponseFormat.Schema("response", null, json("{'type':'object'}"), true))
                        .reasoning(new Reasoning(Reasoning.Mode.ENABLED, "low", 1024L, "omitted"))
                        .maxTokens(2048L)
                        .sampling(
                                new Sampling(1.0, 0.95, 40L, null, null, List.of("END"), null, null, null, null, null))
                        .stream(true)
                        .includeUsage(true)
                        .serviceTier("default")
                        .user("u-1")
                        .cache(CACHE)
                        .extras(json("{'container':'container_1','output_config':{'task_budget':9}}"))
                        .build());
    }

    @Test
    void theLastMessageOfTheAssistantIsToBeContinued() {
        ChatRequest request = read(
                "'max_tokens':1,'messages':[{'role':'user','content':'a'}," + "{'role':'assistant','content':'b'}]");

        assertThat(request.messages().getLast())
                .isEqualTo(new Message.Assistant(List.of(new Part.Text("b")), null, true, JsonObject.EMPTY));
    }

    @Test
    void aSignatureInAnIdIsTakenOut() {
        ChatRequest request = read("'max_tokens':1,'messages':[{'role':'assistant','content':["
                + "{'type':'tool_use','id':'call_1__thought__c2ln','name':'f','input':{}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'call_1__thought__c2ln'}]}]");

        assertThat(request.messages())
                .containsExactly(
                        new Message.Assistant(List.of(new Part.ToolCall("call_1", "f", "{}", false, "c2ln", null))),
                        new Message.ToolResult(List.of(), "call_1", null, null, null));
    }

    @Test
    void textThatWasNoJsonIsTakenOutOfItsObject() {
        ChatRequest request = read("'max_tokens':1,'messages':[{'role':'assistant','content':["
                + "{'type':'tool_use','id':'t','name':'f','input':{'INVALID_JSON':'{broken'}}]}]");

        assertThat(request.messages().getFirst().parts()).containsExactly(new Part.ToolCall("t", "f", "{broken"));
    }

    @Test
    void whatHasNoWordElsewhereStaysABlock() {
        ChatRequest request = read("'max_tokens':1,'messages':[{'role':'user','content':["
                + "{'type':'tool_result','tool_use_id':'t','toolset_name':'browser','content':'x'},"
                + "{'type':'image','source':{'type':'newest','x':1}},"
                + "{'type':'document','source':{'type':'content','content':'x'}}]}]");

        assertThat(request.messages().getFirst().parts())
                .hasSize(3)
                .allSatisfy(part -> assertThat(part).isInstanceOf(Part.Opaque.class));
    }

    @Test
    void aSearchWithFiltersStaysATool() {
        ChatRequest request = read("'max_tokens':1,'messages':[],'tools':[{'type':'web_search_20250305',"
                + "'name':'web_search','allowed_domains':['a.example']}]");

        assertThat(request.tools().getFirst()).isInstanceOf(Tool.Opaque.class);
    }

    @Test
    void instructionsMayStandBetweenMessages() {
        ChatRequest request = read("'max_tokens':1,'system':'one','messages':[{'role':'user','content':'a'},"
                + "{'role':'system','content':'two'}]");

        assertThat(request.messages())
                .containsExactly(
                        new Message.Instructions(List.of(new Part.Text("one")), false, null),
                        new Message.User(List.of(new Part.Text("a")), null),
                        new Message.Instructions(List.of(new Part.Text("two")), false, null));
    }

    @Test
    void furtherMetadataStaysWithTheCaller() {
        ChatRequest request = read("'max_tokens':1,'messages':[],'metadata':{'user_id':'u','trace':'t'}");

        assertThat(request.user()).isEqualTo("u");
        assertThat(request.metadata()).isEqualTo(json("{'trace':'t'}"));
    }

    @Test
    void theOlderPlaceOfTheFormatIsRead() {
        ChatRequest request = read("'max_tokens':1,'messages':[],'output_format':{'type':'json_schema','schema':{}}");

        assertThat(request.responseFormat())
                .isEqualTo(new ResponseFormat.Schema("response", null, JsonObject.EMPTY, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    'messages':[]                                                | max_tokens                           | missing
                    'max_tokens':1                                               | messages                             | missing
                    'max_tokens':-1,'messages':[]                                | max_tokens                           | -1 (expected: 0 or more)
                    'max_tokens':1.5,'messages':[]                               | max_tokens                           | 1.5 (expected: a whole number)
                    'max_tokens':'9','messages':[]                               | max_tokens                           | "9" (expected: a whole number)
                    'max_tokens':1,'messages':{}                                 | messages                             | an object (expected: a list)
                    'max_tokens':1,'messages':[7]                                | messages[0]                          | 7 (expected: an object)
                    'max_tokens':1,'messages':[{'role':'tool','content':'x'}]    | messages[0].role                     | "tool" (expected: user or assistant)
                    'max_tokens':1,'messages':[{'role':'user'}]                  | messages[0].content                  | missing
                    'max_tokens':1,'messages':[{'role':'user','content':[{}]}]   | messages[0].content[0].type          | missing
                    'max_tokens':1,'messages':[{'role':'user','content':[{'type':'text','text':7}]}] | messages[0].content[0].text | 7 (expected: a string)
                    'max_tokens':1,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','data':'x'}}]}] | messages[0].content[0].source.media_type | missing
                    'max_tokens':1,'messages':[{'role':'user','content':[{'type':'tool_use','id':'t','name':'f','input':{}}]}] | messages[0].content[0].type | "tool_use"
                    'max_tokens':1,'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':[]}]}] | messages[0].content[0].input | a list (expected: an object)
                    'max_tokens':1,'messages':[],'temperature':'hot'             | temperature                          | "hot" (expected: a number)
                    'max_tokens':1,'messages':[],'temperature':1e999             | temperature                          | 1e999 (expected: a number)
                    'max_tokens':1,'messages':[],'tools':[{'type':'custom'}]     | tools[0].name                        | missing
                    'max_tokens':1,'messages':[],'tool_choice':{'type':'all'}    | tool_choice.type                     | "all" (expected: auto, any, tool or none)
                    'max_tokens':1,'messages':[],'thinking':{'type':'enabled'}   | thinking.budget_tokens               | missing
                    'max_tokens':1,'messages':[],'thinking':{'type':'deep'}      | thinking.type                        | "deep"
                    'max_tokens':1,'messages':[],'system':[{'type':'image','source':{'type':'url','url':'x'}}] | system[0].type | "image" (expected: text in instructions)
                    'max_tokens':1,'messages':[],'stop_sequences':[1]            | stop_sequences[0]                    | 1 (expected: a string)
                    'max_tokens':1,'messages':[],'stream':'yes'                  | stream                               | "yes" (expected: true or false)
                    'max_tokens':1,'messages':[],'output_config':{'format':{'type':'xml'}} | output_config.format.type  | "xml" (expected: json_schema)
                    'max_tokens':1,'messages':[],'metadata':'x'                  | metadata                             | "x" (expected: an object)
                    'max_tokens':1,'messages':[],'x':{'a':1,'a':2}               | x                                    | expected: JSON
                    """)
    void badInputIsRefusedByItsPlace(String members, String param, String complaint) {
        assertThatThrownBy(() -> read(members)).isInstanceOfSatisfying(BadRequestException.class, refusal -> {
            assertThat(refusal.detail().param()).isEqualTo(param);
            assertThat(refusal.detail().message()).startsWith(param + ": ").contains(complaint);
        });
    }

    @Test
    void aLongValueIsQuotedShort() {
        assertThatThrownBy(() -> read("'max_tokens':'" + "9".repeat(1000) + "','messages':[]"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(160));
    }

    private static List<Message> messages() {
        return List.of(
                new Message.Instructions(
                        List.of(new Part.Text("Be brief.", new CacheControl("1h"), List.of(), null)), false, null),
                new Message.User(List.of(new Part.Text("Hi")), null),
                new Message.Assistant(List.of(
                        new Part.Thinking("Tool.", "Eq8B"),
                        new Part.RedactedThinking("opaque"),
                        new Part.Text("Looking."),
                        new Part.ToolCall("toolu_1", "lookup", "{\"q\":\"cat\"}"),
                        new Part.ToolCall("toolu_2", "lookup", "{}"),
                        new Part.Opaque(
                                "anthropic",
                                json("{'type':'server_tool_use','id':'srvtoolu_1','name':'web_search',"
                                        + "'input':{'query':'x'}}")))),
                new Message.ToolResult(
                        List.of(
                                new Part.Text("seen"),
                                new Part.Image(new MediaSource.Url("https://x.example/cat.png", null), null, null)),
                        "toolu_1",
                        null,
                        null,
                        null),
                new Message.ToolResult(List.of(), "toolu_2", null, true, null),
                new Message.User(
                        List.of(
                                new Part.Document(new MediaSource.FileId("file_1", null), "T", null, true, null),
                                new Part.Opaque(
                                        "anthropic",
                                        json("{'type':'search_result','source':'s','title':'t','content':[]}")),
                                new Part.Text("Go on", CACHE, List.of(), null)),
                        null));
    }

    private static ChatRequest read(String members) {
        String body = ("{'model':'m'," + members + "}").replace('\'', '"');
        return new AnthropicDialect().readRequest(JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonObject json(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }
}
