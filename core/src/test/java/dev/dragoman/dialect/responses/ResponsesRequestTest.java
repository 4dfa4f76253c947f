package dev.dragoman.dialect.responses;

import static dev.dragoman.dialect.responses.Responding.DIALECT;
import static dev.dragoman.dialect.responses.Responding.TRAITS;
import static dev.dragoman.dialect.responses.Responding.at;
import static dev.dragoman.dialect.responses.Responding.body;
import static dev.dragoman.dialect.responses.Responding.object;
import static dev.dragoman.dialect.responses.Responding.request;
import static dev.dragoman.dialect.responses.Responding.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponsesRequestTest {

    @Test
    void plainTextIsAUsersMessage() {
        ChatRequest read = request("{'model':'m','input':'hi','instructions':'be kind'}");

        assertThat(read.messages())
                .containsExactly(
                        new Message.Instructions(List.of(new Part.Text("be kind")), false, null),
                        new Message.User(List.of(new Part.Text("hi")), null));
        assertThat(read.includeUsage()).isTrue();
    }

    @Test
    void itemsThatAModelSaidInARowAreOneTurn() {
        ChatRequest read = request("{'model':'m','input':["
                + "{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'redacted:c2VhbGVk'},"
                + "{'role':'assistant','content':'calling'},"
                + "{'type':'function_call','call_id':'c1','name':'f','arguments':'{}'},"
                + "{'type':'custom_tool_call','call_id':'c2','name':'g','input':'x'},"
                + "{'type':'function_call_output','call_id':'c1','output':'1'},"
                + "{'type':'custom_tool_call_output','call_id':'c2','output':[{'type':'input_text','text':'2'}]}]}");

        assertThat(read.messages())
                .containsExactly(
                        new Message.Assistant(List.of(
                                new Part.RedactedThinking("c2VhbGVk"),
                                new Part.Text("calling"),
                                new Part.ToolCall("c1", "f", "{}"),
                                new Part.ToolCall("c2", "g", "x", true, null, null))),
                        new Message.ToolResult(List.of(new Part.Text("1")), "c1", null, null, null),
                        new Message.ToolResult(List.of(new Part.Text("2")), "c2", null, null, null));
    }

    @Test
    void theResultOfACustomCallGoesBackAsSuch() {
        ChatRequest read = request("{'model':'m','input':["
                + "{'type':'custom_tool_call','call_id':'c2','name':'g','input':'x'},"
                + "{'type':'custom_tool_call_output','call_id':'c2','output':'2'}]}");

        assertThat(at(written(read), "input", 1, "type")).isEqualTo(new JsonString("custom_tool_call_output"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "signed:c2ln|c2ln",
                "gAAAA|rs_1:gAAAA",
            })
    void aSignatureTravelsInTheEncryptedContent(String content, String signature) {
        ChatRequest read = request("{'model':'m','input':[{'type':'reasoning','id':'rs_1','summary':"
                + "[{'type':'summary_text','text':'a'},{'type':'summary_text','text':'b'}],'encrypted_content':'"
                + content
                + "'}]}");

        assertThat(read.messages())
                .containsExactly(new Message.Assistant(List.of(new Part.Thinking("a\n\nb", signature))));
    }

    @Test
    void aBlockOfAnotherVendorTravelsInTheEncryptedContent() {
        Part.Opaque block = new Part.Opaque("anthropic", Json.parse("{\"type\":\"server_tool_use\",\"id\":\"a:b\"}"));
        String content = Json.text(new JsonString(Thoughts.content(block)));

        ChatRequest read = DIALECT.readRequest(dev.dragoman.json.JsonBody.parse(
                ("{\"model\":\"m\",\"input\":[{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":"
                                + content + "}]}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(read.messages()).containsExactly(new Message.Assistant(List.of(block)));
    }

    @Test
    void thoughtsOfOtherVendorsAreNotSentToOneThatCannotReadThem() {
        ChatRequest request = ChatRequest.builder("m")
                .messages(List.of(
                        new Message.User(List.of(new Part.Text("hi")), null),
                        new Message.Assistant(List.of(
                                new Part.Thinking("hm", "EqQBCk"),
                                new Part.Thinking("hm", null),
                                new Part.RedactedThinking("x"),
                                new Part.Text("yes")))))
                .build();

        JsonObject written = written(request);

        assertThat(written.array("input")).hasSize(2);
        assertThat(at(written, "input", 1, "content", 0, "text")).isEqualTo(new JsonString("yes"));
    }

    @Test
    void mediaOfEveryKindAreRead() {
        ChatRequest read = request("{'model':'m','input':[{'role':'user','content':["
                + "{'type':'input_image','file_id':'file-1','detail':'low'},"
                + "{'type':'input_image','image_url':'https://x.example/a.png'},"
                + "{'type':'input_file','file_url':'https://x.example/a.pdf'},"
                + "{'type':'input_file','file_id':'file-2'},"
                + "{'type':'input_file','filename':'a.csv','file_data':'YQ=='},"
                + "{'type':'input_audio','input_audio':{'data':'UklG','format':'wav'}},"
                + "{'type':'input_text','text':'end','prompt_cache_breakpoint':{'mode':'explicit','ttl':'30m'}}]}]}");

        assertThat(read.messages().getFirst().parts())
                .containsExactly(
                        new Part.Image(new MediaSource.FileId("file-1", null), "low", null),
                        new Part.Image(new MediaSource.Url("https://x.example/a.png", null), null, null),
                        new Part.Document(new MediaSource.Url("https://x.example/a.pdf", null), null, null, null, null),
                        new Part.Document(new MediaSource.FileId("file-2", null), null, null, null, null),
                        new Part.Document(new MediaSource.Base64("text/csv", "YQ=="), "a.csv", null, null, null),
                        new Part.Audio(new MediaSource.Base64("audio/wav", "UklG"), "wav", null),
                        new Part.Text("end", new CacheControl("30m"), List.of(), null));
    }

    @Test
    void toolsAreReadIntoTheFormThatAllDialectsKnow() {
        ChatRequest read = request("{'model':'m','input':'hi','tools':["
                + "{'type':'custom','name':'sql','format':{'type':'grammar','syntax':'lark','definition':'start: A'}},"
                + "{'type':'web_search_preview_2025_03_11','search_context_size':'low',"
                + "'user_location':{'type':'approximate','city':'Chur'}},"
                + "{'type':'web_search','filters':{'allowed_domains':['x.example']}},"
                + "{'type':'file_search','vector_store_ids':['vs_1']}]}");

        assertThat(read.tools())
                .containsExactly(
                        new Tool.Custom(
                                "sql",
                                null,
                                object("{'type':'grammar','grammar':{'syntax':'lark','definition':'start: A'}}")),
                        new Tool.WebSearch("low", object("{'type':'approximate','approximate':{'city':'Chur'}}")),
                        new Tool.Opaque(
                                "responses",
                                object("{'type':'web_search','filters':{'allowed_domains':['x.example']}}")),
                        new Tool.Opaque("responses", object("{'type':'file_search','vector_store_ids':['vs_1']}")));
    }

    @Test
    void aSearchThatIsTheOnlyToolCanBeDemanded() {
        ChatRequest read = request("{'model':'m','input':'hi','tools':[{'type':'web_search_preview'}],"
                + "'tool_choice':{'type':'web_search_preview'}}");

        assertThat(read.toolChoice()).isEqualTo(new ToolChoice.Required());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'input':[{'type':'item_reference','id':'msg_1'}]|input[0].id",
                "'input':[{'id':'msg_1'}]|input[0].id",
                "'input':[{'role':'tool','content':'x'}]|input[0].role",
                "'input':[{'role':'user'}]|input[0].content",
                "'input':[{'role':'user','content':[{'type':'video'}]}]|input[0].content[0].type",
                "'input':[{'role':'user','content':[{'type':'input_image','image_url':'x'}]}]"
                        + "|input[0].content[0].image_url",
                "'input':[{'type':'function_call','name':'f'}]|input[0].call_id",
                "'input':[{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'block:a:{'}]"
                        + "|input[0].encrypted_content",
                "'input':7|input",
                "'instructions':'x'|input",
                "'input':'x','tools':[{'name':'f'}]|tools[0].type",
                "'input':'x','tool_choice':'any'|tool_choice",
                "'input':'x','tool_choice':{'type':'file_search'}|tool_choice.type",
                "'input':'x','text':{'format':{'type':'xml'}}|text.format.type",
                "'input':'x','text':{'format':{'type':'json_schema','schema':{}}}|text.format.name",
                "'input':'x','max_output_tokens':'many'|max_output_tokens",
                "'input':'x','previous_response_id':'resp_1'|previous_response_id",
                "'input':'x','conversation':'conv_1'|conversation",
                "'input':'x','prompt':{'id':'pmpt_1'}|prompt",
            })
    void whatCannotBeUnderstoodIsNamed(String members, String param) {
        assertThatThrownBy(() -> request("{'model':'m'," + members + "}"))
                .isInstanceOfSatisfying(BadRequestException.class, refused -> {
                    assertThat(refused.detail().param()).isEqualTo(param);
                    assertThat(refused.getMessage()).contains(param);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'truncation':'auto'|truncation",
                "'truncation':'disabled'|",
                "'background':true|background",
                "'background':false|",
                "'max_tool_calls':3|max_tool_calls",
                "'include':['reasoning.encrypted_content','message.output_text.logprobs']|",
                "'include':['file_search_call.results']|include",
                "'context_management':[{'type':'compaction'}]|context_management",
                "'context_management':[]|",
                "'reasoning':{'effort':'low','summary':'auto'}|",
                "'reasoning':{'context':'all_turns'}|reasoning.context",
                "'store':true|",
                "'safety_identifier':'u'|",
            })
    void whatOnlyVendorsOfThisFormatUnderstandIsTold(String members, @org.jspecify.annotations.Nullable String name) {
        List<String> told = DIALECT.untranslatable(body("{'model':'m','input':'x'," + members + "}"));

        assertThat(told).isEqualTo(name == null ? List.of() : List.of(name));
    }

    @Test
    void probabilitiesAreAskedForByEitherName() {
        Sampling included = request("{'model':'m','input':'x','include':['message.output_text.logprobs']}")
                .sampling();
        Sampling counted = request("{'model':'m','input':'x','top_logprobs':2}").sampling();

        assertThat(included.logprobs()).isTrue();
        assertThat(counted.logprobs()).isTrue();
        assertThat(counted.topLogprobs()).isEqualTo(2);
    }

    @Test
    void whatChatCompletionsKnowsAndThisFormatDoesNotIsTold() {
        ChatRequest request = ChatRequest.builder("m")
                .messages(List.of(new Message.User(List.of(new Part.Text("hi")), null)))
                .sampling(new Sampling(1.0, null, 5L, 2L, 7L, List.of("END"), 0.5, 0.0, object("{'1':2}"), null, null))
                .modalities(JsonArray.ofStrings(List.of("text", "audio")))
                .audio(object("{'voice':'alloy'}"))
                .prediction(new JsonString("x"))
                .tools(List.of(new Tool.Opaque("anthropic", object("{'type':'bash_20250124'}"))))
                .extras(object("{'cachedContent':'c','context_management':{'edits':[]}}"))
                .build();

        assertThat(DIALECT.writeRequest(request, TRAITS).unsupported())
                .containsExactlyInAnyOrder(
                        "top_k",
                        "n",
                        "seed",
                        "stop",
                        "presence_penalty",
                        "logit_bias",
                        "modalities",
                        "audio",
                        "prediction",
                        "tools[*].bash_20250124",
                        "cachedContent",
                        "context_management");
    }

    @Test
    void theVendorKeepsNothingUnlessTheCallerWantsIt() {
        assertThat(written(request("{'model':'m','input':'x'}")).bool("store")).isFalse();
        ChatRequest kept = ChatRequest.builder("m")
                .messages(List.of(new Message.User(List.of(new Part.Text("hi")), null)))
                .extras(object("{'store':true}"))
                .build();

        assertThat(written(kept).bool("store")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReasoningModelIsAskedForItsThoughts(boolean reasons) {
        ModelTraits traits =
                new ModelTraits("m", null, reasons ? Set.of(ModelTraits.Ability.REASONING) : Set.of(), true);

        JsonObject written = DIALECT.writeRequest(request("{'model':'m','input':'x'}"), traits)
                .body()
                .toObject();

        assertThat(written.has("include")).isEqualTo(reasons);
    }

    @ParameterizedTest
    @CsvSource({"20000, high", "5000, medium", "1024, low"})
    void aBudgetOfThinkingBecomesAnEffort(long budget, String effort) {
        ChatRequest request = ChatRequest.builder("m")
                .reasoning(new Reasoning(Reasoning.Mode.ENABLED, null, budget, "summarized"))
                .build();

        assertThat(written(request).object("reasoning"))
                .isEqualTo(object("{'effort':'" + effort + "','summary':'auto'}"));
    }
}
