package dev.dragoman.dialect.cohere;

import static dev.dragoman.dialect.Talk.object;
import static dev.dragoman.dialect.cohere.Talking.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.Talk;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.ModelTraits;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of OpenAI's format says to Cohere. */
final class CohereRequestTest {

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'f'}}," + "{'type':'function','function':{'name':'g'}}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            n | 2
            logit_bias | {'1':1}
            top_logprobs | 3
            parallel_tool_calls | false
            modalities | ['audio']
            audio | {'voice':'alloy','format':'mp3'}
            prediction | {'type':'content','content':'x'}
            verbosity | 'low'
            service_tier | 'flex'
            store | true
            prompt_cache_key | 'k'
            web_search_options | {}
            """)
    void whatHasNoWordIsTold(String parameter, String json) {
        assertThat(Talking.request("{" + HI + ",'" + parameter + "':" + json + "}")
                        .unsupported())
                .containsExactly(parameter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            n | 1
            top_logprobs | 0
            parallel_tool_calls | true
            modalities | ['text']
            verbosity | 'medium'
            service_tier | 'auto'
            store | false
            logit_bias | {}
            frequency_penalty | 0
            """)
    void whatAsksForNothingIsLeftOut(String parameter, String json) {
        WrittenRequest written = Talking.request("{" + HI + ",'" + parameter + "':" + json + "}");

        assertThat(written.unsupported()).isEmpty();
        assertThat(written.body().toObject().without("model")).isEqualTo(object("{" + HI + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '~', textBlock = """
            'auto' | - | 2
            'none' | NONE | 2
            'required' | REQUIRED | 2
            {'type':'function','function':{'name':'g'}} | REQUIRED | 1
            {'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function','function':{'name':'g'}}]}} | - | 1
            {'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function','function':{'name':'g'}}]}} | REQUIRED | 1
            """)
    void aChoiceOfToolsIsOneWord(String choice, @org.jspecify.annotations.Nullable String word, int offered) {
        JsonObject request = written("{" + HI + "," + TOOLS + ",'tool_choice':" + choice + "}");

        assertThat(request.string("tool_choice")).isEqualTo(word);
        assertThat(request.array("tools")).hasSize(offered);
    }

    @Test
    void aChoiceOfNoToolsIsLeftOut() {
        assertThat(written("{" + HI + ",'tool_choice':'none'}")).isEqualTo(object("{" + HI + "}"));
    }

    @Test
    void toolsThatAreStrictInPartAreTold() {
        String tools = TOOLS.replace("'name':'g'", "'name':'g','strict':true");

        WrittenRequest written = Talking.request("{" + HI + "," + tools + "}");

        assertThat(written.unsupported()).containsExactly("tools[*].function.strict");
        assertThat(written.body().has("strict_tools")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'reasoning_effort':'none' | {'type':'disabled'}
            'reasoning_effort':'minimal' | {'type':'enabled','token_budget':512}
            'reasoning_effort':'low' | {'type':'enabled','token_budget':1024}
            'reasoning_effort':'medium' | {'type':'enabled','token_budget':4096}
            'reasoning_effort':'high' | {'type':'enabled'}
            'thinking':{'type':'enabled','budget_tokens':99} | {'type':'enabled','token_budget':99}
            'thinking':{'type':'adaptive'} | {'type':'enabled'}
            'thinking':{'type':'disabled'} | {'type':'disabled'}
            """)
    void anEffortIsABudget(String asked, String thinking) {
        assertThat(written("{" + HI + "," + asked + "}").object("thinking")).isEqualTo(object(thinking));
    }

    @Test
    void anEffortThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> written("{" + HI + ",'reasoning_effort':'enormous'}"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("reasoning_effort: \"enormous\" (expected: one of none, minimal");
    }

    @Test
    void aModelThatIsKnownNotToThinkIsNotAskedTo() {
        ModelTraits traits = new ModelTraits("command-r7b-12-2024", null, Set.of(), true);
        JsonObject asked = object("{'model':'command-r7b-12-2024'," + HI + ",'reasoning_effort':'low'}");

        WrittenRequest written = Talking.DIALECT.writeRequest(Talk.OPENAI.readRequest(JsonBody.of(asked)), traits);

        assertThat(written.unsupported()).containsExactly("reasoning_effort");
        assertThat(written.body().has("thinking")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1,0.99", "0.999,0.99", "0,0.01", "0.5,0.5"})
    void aShareThatIsNotTakenBecomesTheNearest(String topP, String p) {
        assertThat(written("{" + HI + ",'top_p':" + topP + "}").get("p"))
                .isEqualTo(object("{'p':" + p + "}").get("p"));
    }

    @Test
    void membersOfCoheresOwnPass() {
        JsonObject request = written("{" + HI + ",'safety_mode':'OFF','documents':['x'],'k':3,'raw':1}");

        assertThat(request).isEqualTo(object("{" + HI + ",'safety_mode':'OFF','documents':['x'],'k':3,'raw':1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}",
                "{'type':'video_url','video_url':{'url':'https://a.example/b.mp4'}}",
                "{'type':'file','file':{'file_data':'data:application/pdf;base64,JVBE','filename':'a.pdf'}}"
            })
    void mediaWithoutAWordAreTold(String part) {
        WrittenRequest written =
                Talking.request("{'messages':[{'role':'user','content':[{'type':'text','text':'x'}," + part + "]}]}");

        assertThat(written.unsupported()).hasSize(1);
        assertThat(written.unsupported().getFirst()).startsWith("messages[*].content[*].");
        assertThat(written.body().toObject().without("model"))
                .isEqualTo(object("{'messages':[{'role':'user','content':'x'}]}"));
    }

    @Test
    void onlyDocumentsAtAnAddressNeedBytes() {
        MediaSource.Url url = new MediaSource.Url("https://a.example/b", null);

        assertThat(Talking.DIALECT.needsBytes(MediaKind.IMAGE, url)).isFalse();
        assertThat(Talking.DIALECT.needsBytes(MediaKind.DOCUMENT, url)).isTrue();
        assertThat(Talking.DIALECT.takes(MediaKind.DOCUMENT, "text/markdown")).isTrue();
        assertThat(Talking.DIALECT.takes(MediaKind.DOCUMENT, "application/pdf")).isFalse();
    }

    @Test
    void anEmptyTurnOfTheAssistantIsNoMessage() {
        assertThat(written("{'messages':[{'role':'user','content':'a'},{'role':'assistant','content':''},"
                                + "{'role':'user','content':'b'}]}")
                        .array("messages"))
                .hasSize(2);
    }

    @Test
    void nothingToAnswerIsRefused() {
        assertThatThrownBy(() -> written("{'messages':[]}"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("messages");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'messages':[]} | model
            {'model':'m'} | messages
            {'model':'m','messages':[{'role':'chatbot','content':'x'}]} | messages[0].role
            {'model':'m','messages':[{'role':'tool','content':'x'}]} | messages[0].tool_call_id
            {'model':'m','messages':[],'tool_choice':'auto'} | tool_choice
            {'model':'m','messages':[],'thinking':{'type':'maybe'}} | thinking.type
            {'model':'m','messages':[],'response_format':{'type':'xml'}} | response_format.type
            {'model':'m','messages':[],'p':'x'} | p
            """)
    void aWrongFieldOfARequestIsNamed(String request, String field) {
        assertThatThrownBy(() -> Talking.DIALECT.readRequest(JsonBody.of(object(request))))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.detail().param()).isEqualTo(field));
    }
}
