package dev.dragoman.dialect.converse;

import static dev.dragoman.dialect.Talk.object;
import static dev.dragoman.dialect.converse.Conversing.CLAUDE;
import static dev.dragoman.dialect.converse.Conversing.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of OpenAI's format says to Bedrock. */
final class ConverseRequestTest {

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";
    private static final String HI_WRITTEN = "'messages':[{'role':'user','content':[{'text':'Hi'}]}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `'max_tokens':64,'top_k':5` | `'inferenceConfig':{'maxTokens':64},'additionalModelRequestFields':{'top_k':5}`
            `'temperature':0.5,'top_p':0.9,'stop':['a','']` | `'inferenceConfig':{'temperature':0.5,'topP':0.9,'stopSequences':['a']}`
            `'max_completion_tokens':9,'service_tier':'auto'` | `'inferenceConfig':{'maxTokens':9},'serviceTier':{'type':'default'}`
            `'thinking':{'type':'enabled','budget_tokens':100}` | `'additionalModelRequestFields':{'thinking':{'type':'enabled','budget_tokens':1024}}`
            `'reasoning_effort':'low'` | `'additionalModelRequestFields':{'thinking':{'type':'enabled','budget_tokens':1024}}`
            `'guardrailConfig':{'guardrailIdentifier':'g','guardrailVersion':'1'}` | `'guardrailConfig':{'guardrailIdentifier':'g','guardrailVersion':'1'}`
            `'requestMetadata':{'a':'b'},'performanceConfig':{'latency':'optimized'}` | `'requestMetadata':{'a':'b'},'performanceConfig':{'latency':'optimized'}`
            `'anthropic_beta':['x'],'min_p':1` | `'additionalModelRequestFields':{'anthropic_beta':['x'],'min_p':1}`
            `'user':'u','stream_options':{'include_usage':true},'stream':true` | `'inferenceConfig':null`
            """)
    void parametersHaveTheirPlaces(String asked, String expected) {
        JsonObject request = written(CLAUDE, "{" + HI + "," + asked + "}");

        JsonObject wanted = object("{" + HI_WRITTEN + "," + expected + "}");
        assertThat(request)
                .isEqualTo(
                        wanted.get("inferenceConfig") instanceof dev.dragoman.json.JsonNull
                                ? wanted.without("inferenceConfig")
                                : wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            us.anthropic.claude-opus-4-7-v1:0 | `{'thinking':{'type':'adaptive'},'output_config':{'effort':'high'}}`
            anthropic.claude-3-7-sonnet-20250219-v1:0 | `{'thinking':{'type':'enabled','budget_tokens':4096}}`
            openai.gpt-oss-120b-1:0 | `{'reasoning_effort':'high'}`
            us.amazon.nova-2-lite-v1:0 | `{'reasoningConfig':{'type':'enabled','maxReasoningEffort':'high'}}`
            arn:aws:bedrock:us-east-1:1:application-inference-profile/x | `{'thinking':{'type':'enabled','budget_tokens':4096}}`
            """)
    void everyFamilyIsAskedToThinkInItsWords(String model, String fields) {
        JsonObject request = written(model, "{" + HI + ",'reasoning_effort':'high'}");

        assertThat(request.object("additionalModelRequestFields")).isEqualTo(object(fields));
    }

    @ParameterizedTest
    @CsvSource({
        "meta.llama3-70b-instruct-v1:0,reasoning_effort,'high'",
        "anthropic.claude-3-5-sonnet-20240620-v1:0,reasoning_effort,'high'",
        "anthropic.claude-3-5-sonnet-20240620-v1:0,seed,7",
        "anthropic.claude-3-5-sonnet-20240620-v1:0,n,2",
        "anthropic.claude-3-5-sonnet-20240620-v1:0,frequency_penalty,1"
    })
    void whatHasNoWordIsSaid(String model, String parameter, String value) {
        String json = value.matches("\\d+") ? value : "'" + value + "'";

        assertThat(Conversing.request(model, "{" + HI + ",'" + parameter + "':" + json + "}")
                        .unsupported())
                .containsExactly(parameter);
    }

    @Test
    void aConversationWithToolsTakesTurns() {
        JsonObject request = written(CLAUDE, """
                {'messages':[
                  {'role':'system','content':[{'type':'text','text':'Be brief','cache_control':{'type':'ephemeral'}}]},
                  {'role':'user','content':'Weather?'},
                  {'role':'assistant','content':null,'thinking_blocks':[{'type':'thinking','thinking':'hm','signature':'s'}],
                   'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{\\"x\\":1}'}},
                                 {'id':'b','type':'function','function':{'name':'f','arguments':''}}]},
                  {'role':'tool','tool_call_id':'a','content':'1'},
                  {'role':'tool','tool_call_id':'b','content':'2'},
                  {'role':'user','content':'Go on'}],
                 'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'}}}],
                 'tool_choice':'required','parallel_tool_calls':false}""");

        assertThat(request).isEqualTo(object("""
                {'system':[{'text':'Be brief'},{'cachePoint':{'type':'default'}}],
                 'messages':[
                  {'role':'user','content':[{'text':'Weather?'}]},
                  {'role':'assistant','content':[
                    {'reasoningContent':{'reasoningText':{'text':'hm','signature':'s'}}},
                    {'toolUse':{'toolUseId':'a','name':'f','input':{'x':1}}},
                    {'toolUse':{'toolUseId':'b','name':'f','input':{}}}]},
                  {'role':'user','content':[
                    {'toolResult':{'toolUseId':'a','content':[{'text':'1'}]}},
                    {'toolResult':{'toolUseId':'b','content':[{'text':'2'}]}},
                    {'text':'Go on'}]}],
                 'toolConfig':{'tools':[{'toolSpec':{'name':'f','description':'d','inputSchema':{'json':{'type':'object'}}}}],
                   'toolChoice':{'any':{}}},
                 'additionalModelRequestFields':{'tool_choice':{'type':'auto','disable_parallel_tool_use':true}}}"""));
    }

    @Test
    void toolsThatTheHistorySpeaksOfAreDeclared() {
        JsonObject request = written(CLAUDE, """
                {'messages':[{'role':'user','content':'q'},
                  {'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]},
                  {'role':'tool','tool_call_id':'a','content':'1'}]}""");

        assertThat(request.object("toolConfig"))
                .isEqualTo(
                        object(
                                "{'tools':[{'toolSpec':{'name':'f','inputSchema':{'json':{'type':'object','properties':{}}}}}]}"));
    }

    @Test
    void mediaAreBlocks() {
        JsonObject request = written(CLAUDE, """
                {'messages':[{'role':'user','content':[
                  {'type':'image_url','image_url':{'url':'data:image/jpeg;base64,AAAA'}},
                  {'type':'file','file':{'filename':'my_report.v2.pdf','file_data':'data:application/pdf;base64,BBBB'}}]}]}""");

        assertThat(request).isEqualTo(object("""
                {'messages':[{'role':'user','content':[
                  {'image':{'format':'jpeg','source':{'bytes':'AAAA'}}},
                  {'document':{'format':'pdf','name':'my report v2 pdf','source':{'bytes':'BBBB'}}}]}]}"""));
    }

    @Test
    void onlyAddressesInS3NeedNoBytes() {
        assertThat(Conversing.DIALECT.needsBytes(MediaKind.IMAGE, new MediaSource.Url("https://a/b.png", null)))
                .isTrue();
        assertThat(Conversing.DIALECT.needsBytes(MediaKind.IMAGE, new MediaSource.Url("s3://a/b.png", null)))
                .isFalse();
    }

    @Test
    void aSchemaBindsAModelThatCanBeBound() {
        JsonObject request = written(
                CLAUDE,
                "{" + HI + ",'response_format':{'type':'json_schema','json_schema':{'name':'n',"
                        + "'schema':{'type':'object','properties':{'a':{'type':'string'}}}}}}");

        assertThat(request.object("outputConfig"))
                .isEqualTo(object("{'textFormat':{'type':'json_schema','structure':{'jsonSchema':{'name':'n','schema':"
                        + "'{\\\"type\\\":\\\"object\\\",\\\"properties\\\":{\\\"a\\\":{\\\"type\\\":\\\"string\\\"}},"
                        + "\\\"additionalProperties\\\":false}'}}}}"));
    }

    @Test
    void aSchemaIsAToolForAModelThatCannotBeBound() {
        JsonObject request = written(
                "anthropic.claude-3-haiku-20240307-v1:0",
                "{" + HI
                        + ",'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'}}}}");

        assertThat(request.object("toolConfig"))
                .isEqualTo(object(
                        "{'tools':[{'toolSpec':{'name':'json_tool_call','inputSchema':{'json':{'type':'object'}}}}],"
                                + "'toolChoice':{'tool':{'name':'json_tool_call'}}}"));
    }

    @Test
    void idsOfOtherVendorsAreMadeToFit() {
        String id = "x".repeat(80) + "!";

        String written = ToolIds.write(id);

        assertThat(written).hasSize(64).matches("[a-zA-Z0-9_.:-]+");
        assertThat(ToolIds.write(id)).isEqualTo(written);
        assertThat(ToolIds.write("call_1")).isEqualTo("call_1");
    }

    @Test
    void nothingToAnswerIsRefused() {
        assertThatThrownBy(() -> written(CLAUDE, "{'messages':[{'role':'user','content':' '}]}"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("messages");
    }
}
