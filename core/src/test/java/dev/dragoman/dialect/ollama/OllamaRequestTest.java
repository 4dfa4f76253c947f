package dev.dragoman.dialect.ollama;

import static dev.dragoman.dialect.Talk.object;
import static dev.dragoman.dialect.ollama.Chatting.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.Talk;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of OpenAI's format says to Ollama. */
final class OllamaRequestTest {

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'f'}}," + "{'type':'function','function':{'name':'g'}}]";
    private static final JsonObject PLAIN = object("{" + HI + ",'stream':false}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            n | 2
            logit_bias | {'1':1}
            parallel_tool_calls | false
            modalities | ['audio']
            audio | {'voice':'alloy','format':'mp3'}
            prediction | {'type':'content','content':'x'}
            verbosity | 'low'
            service_tier | 'flex'
            store | true
            safety_identifier | 'x'
            web_search_options | {}
            """)
    void whatHasNoWordIsTold(String parameter, String json) {
        assertThat(Chatting.request("{" + HI + ",'" + parameter + "':" + json + "}")
                        .unsupported())
                .containsExactly(parameter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            n | 1
            parallel_tool_calls | true
            modalities | ['text']
            verbosity | 'medium'
            service_tier | 'auto'
            store | false
            logit_bias | {}
            response_format | {'type':'text'}
            stop | []
            """)
    void whatAsksForNothingIsLeftOut(String parameter, String json) {
        WrittenRequest written = Chatting.request("{" + HI + ",'" + parameter + "':" + json + "}");

        assertThat(written.unsupported()).isEmpty();
        assertThat(written.body().toObject().without("model")).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'auto' | 2 | false
            'none' | 0 | false
            'required' | 2 | true
            {'type':'function','function':{'name':'g'}} | 1 | true
            {'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function','function':{'name':'g'}}]}} | 1 | false
            {'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function','function':{'name':'g'}}]}} | 1 | true
            """)
    void noCallCanBeDemanded(String choice, int offered, boolean told) {
        WrittenRequest written = Chatting.request("{" + HI + "," + TOOLS + ",'tool_choice':" + choice + "}");

        JsonArray tools = written.body().toObject().array("tools");
        assertThat(tools == null ? 0 : tools.size()).isEqualTo(offered);
        assertThat(written.unsupported()).isEqualTo(told ? List.of("tool_choice") : List.of());
    }

    @Test
    void strictToolsAndOthersThanFunctionsAreTold() {
        WrittenRequest written = Chatting.request(
                "{" + HI
                        + ",'tools':[{'type':'function','function':{'name':'f','strict':true}},{'type':'custom','custom':{'name':'c'}}]}");

        assertThat(written.unsupported()).containsExactly("tools[*].function.strict", "tools[*].custom");
    }

    @Test
    void aModelThatIsKnownToCallNoToolsIsOfferedNone() {
        ModelTraits traits = new ModelTraits("gemma:2b", null, Set.of(), true);
        JsonObject asked = object("{'model':'gemma:2b'," + HI + "," + TOOLS + ",'reasoning_effort':'low'}");

        WrittenRequest written = Chatting.DIALECT.writeRequest(Talk.OPENAI.readRequest(JsonBody.of(asked)), traits);

        assertThat(written.unsupported()).containsExactly("tools", "reasoning_effort");
        assertThat(written.body().toObject().without("model")).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            gpt-oss:20b | 'reasoning_effort':'none' | false
            gpt-oss:20b | 'reasoning_effort':'minimal' | 'low'
            gpt-oss:20b | 'reasoning_effort':'medium' | 'medium'
            gpt-oss:120b-cloud | 'reasoning_effort':'xhigh' | 'high'
            gpt-oss:20b | 'reasoning_effort':'max' | 'max'
            gpt-oss:20b | 'thinking':{'type':'enabled','budget_tokens':99} | true
            qwen3:8b | 'reasoning_effort':'low' | true
            qwen3:8b | 'reasoning_effort':'high' | true
            qwen3:8b | 'reasoning_effort':'none' | false
            qwen3:8b | 'thinking':{'type':'disabled'} | false
            qwen3:8b | 'thinking':{'type':'adaptive'} | true
            """)
    void onlySomeModelsTakeALevel(String model, String asked, String think) {
        JsonObject request = object("{'model':'" + model + "'," + HI + "," + asked + "}");

        JsonObject written = Chatting.DIALECT
                .writeRequest(Talk.OPENAI.readRequest(JsonBody.of(request)), ModelTraits.unknown(model))
                .body()
                .toObject();

        assertThat(written.get("think")).isEqualTo(object("{'x':" + think + "}").get("x"));
    }

    @Test
    void anEffortThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> written("{" + HI + ",'reasoning_effort':'enormous'}"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("reasoning_effort: \"enormous\" (expected: one of none, minimal");
    }

    @Test
    void membersOfOllamasOwnStandWhereItExpectsThem() {
        JsonObject request = written(
                "{" + HI + ",'keep_alive':0,'num_ctx':4096,'mirostat_tau':5,'think':true,'options':{'num_gpu':2}}");

        assertThat(request)
                .isEqualTo(object("{" + HI + ",'stream':false,'options':{'num_ctx':4096,'mirostat_tau':5,'num_gpu':2},"
                        + "'keep_alive':0,'think':true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}",
                "{'type':'image_url','image_url':{'url':'https://a.example/b.png'}}",
                "{'type':'file','file':{'file_data':'data:application/pdf;base64,JVBE','filename':'a.pdf'}}"
            })
    void mediaWithoutBytesOrAWordAreTold(String part) {
        WrittenRequest written =
                Chatting.request("{'messages':[{'role':'user','content':[{'type':'text','text':'Hi'}," + part + "]}]}");

        assertThat(written.unsupported()).hasSize(1);
        assertThat(written.unsupported().getFirst()).startsWith("messages[*].content[*].");
        assertThat(written.body().toObject().without("model")).isEqualTo(PLAIN);
    }

    @Test
    void imagesAtAnAddressNeedBytes() {
        MediaSource.Url url = new MediaSource.Url("https://a.example/b", null);

        assertThat(Chatting.DIALECT.needsBytes(MediaKind.IMAGE, url)).isTrue();
        assertThat(Chatting.DIALECT.needsBytes(MediaKind.DOCUMENT, url)).isFalse();
        assertThat(Chatting.DIALECT.takes(MediaKind.IMAGE, "image/webp")).isTrue();
        assertThat(Chatting.DIALECT.takes(MediaKind.IMAGE, "application/pdf")).isFalse();
    }

    @Test
    void nothingToAnswerIsRefused() {
        assertThatThrownBy(() -> written("{'messages':[{'role':'assistant','content':''}]}"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("messages");
    }

    @Test
    void whatIsNotSaidIsStreamedByItsOwnClients() {
        ChatRequest request = Chatting.DIALECT.readRequest(JsonBody.of(object("{'model':'m'," + HI + "}")));

        assertThat(request.stream()).isTrue();
    }

    @Test
    void resultsWithoutIdsFollowTheCallsOfTheirTool() {
        ChatRequest request = Chatting.DIALECT.readRequest(JsonBody.of(object("""
                {'model':'m','messages':[
                  {'role':'assistant','content':'','tool_calls':[{'function':{'name':'f','arguments':{'a':1}}},
                    {'function':{'name':'g','arguments':{}}},{'function':{'name':'f','arguments':{'a':2}}}]},
                  {'role':'tool','tool_name':'g','content':'of g'},
                  {'role':'tool','content':'of the first f'},
                  {'role':'tool','tool_name':'f','content':'of the second f'}]}""")));

        List<String> ids = ((Message.Assistant) request.messages().getFirst())
                .parts().stream().map(part -> ((Part.ToolCall) part).id()).toList();
        List<String> answered = request.messages().stream()
                .filter(Message.ToolResult.class::isInstance)
                .map(result -> ((Message.ToolResult) result).callId())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(3);
        assertThat(answered).containsExactly(ids.get(1), ids.get(0), ids.get(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'messages':[]} | model
            {'model':'m'} | messages
            {'model':'m','messages':[{'role':'bot','content':'x'}]} | messages[0].role
            {'model':'m','messages':[{'role':'user','content':['x']}]} | messages[0].content
            {'model':'m','messages':[{'role':'assistant','tool_calls':[{'function':{'name':'f','arguments':'{}'}}]}]} | messages[0].tool_calls[0].function.arguments
            {'model':'m','messages':[],'think':'much'} | think
            {'model':'m','messages':[],'format':'xml'} | format
            {'model':'m','messages':[],'options':{'top_p':'x'}} | options.top_p
            {'model':'m','messages':[],'options':{'stop':'x'}} | options.stop
            """)
    void aWrongFieldOfARequestIsNamed(String request, String field) {
        assertThatThrownBy(() -> Chatting.DIALECT.readRequest(JsonBody.of(object(request))))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.detail().param()).isEqualTo(field));
    }
}
