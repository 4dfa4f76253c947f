package dev.dragoman.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompatibleQuirksTest {

    private static final CompatibleProviders PROVIDERS = new CompatibleProviders(new OpenAiDialect(true));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            hosted_vllm|m|{'messages':[{'role':'developer','content':'x'}]}|{'messages':[{'role':'system','content':'x'}]}|-
            hosted_vllm|m|{'max_completion_tokens':5,'max_tokens':9,'top_k':3}|{'max_tokens':5,'top_k':3}|-
            hosted_vllm|m|{'metadata':{'a':'b'}}|{}|-
            hosted_vllm|m|{'stream':true}|{'stream':true,'stream_options':{'include_usage':true}}|-
            hosted_vllm|m|{'thinking':{'type':'enabled','budget_tokens':10000}}|{'reasoning_effort':'high'}|-
            hosted_vllm|m|{'thinking':{'type':'enabled','budget_tokens':5000}}|{'reasoning_effort':'medium'}|-
            hosted_vllm|m|{'thinking':{'type':'enabled','budget_tokens':100}}|{'reasoning_effort':'minimal'}|-
            hosted_vllm|m|{'thinking':{'type':'disabled'}}|{}|-
            hosted_vllm|m|{'thinking':{'type':'enabled'},'reasoning_effort':'high'}|{'reasoning_effort':'high'}|-
            hosted_vllm|m|{'tools':[{'type':'function','function':{'name':'f','strict':true,'parameters':{'type':'object','additionalProperties':false,'properties':{'strict':{'type':'object','additionalProperties':false}}}}}]}|{'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object','properties':{'strict':{'type':'object'}}}}}]}|-
            groq|m|{'max_completion_tokens':5,'max_tokens':9,'logprobs':true}|{'max_completion_tokens':5}|logprobs
            deepseek|m|{'reasoning_effort':'low','thinking':{'type':'enabled','budget_tokens':9}}|{'thinking':{'type':'enabled'}}|-
            deepseek|m|{'reasoning_effort':'high'}|{'thinking':{'type':'enabled'}}|-
            deepseek|m|{'reasoning_effort':'none'}|{}|-
            deepseek|m|{'messages':[{'role':'assistant','content':'a','reasoning_content':'r'},{'role':'user','content':[{'type':'text','text':'b'},{'type':'text','text':'c'}]}]}|{'messages':[{'role':'assistant','content':'a','reasoning_content':'r'},{'role':'user','content':'bc'}]}|-
            xai|grok-4-fast|{'stop':['a'],'frequency_penalty':1}|{}|stop frequency_penalty
            xai|grok-3|{'stop':['a']}|{'stop':['a']}|-
            fireworks_ai|llama|{'model':'llama','tool_choice':'required'}|{'model':'accounts/fireworks/models/llama','tool_choice':'any'}|-
            fireworks_ai|accounts/x/models/y|{'model':'accounts/x/models/y'}|{'model':'accounts/x/models/y'}|-
            fireworks_ai|a/b|{'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'}}}}|{'response_format':{'type':'json_object','schema':{'type':'object'}}}|-
            perplexity|sonar|{'tools':[{}],'search_recency_filter':'day','stream':true}|{'search_recency_filter':'day','stream':true}|tools
            openrouter|openrouter/auto|{'reasoning':{'effort':'high'}}|{'reasoning':{'effort':'high'},'usage':{'include':true}}|-
            openrouter|m|{'messages':[{'role':'user','content':[{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}]}],'usage':{}}|{'messages':[{'role':'user','content':[{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}]}],'usage':{}}|-
            cerebras|m|{'n':2,'seed':1,'logit_bias':{}}|{'seed':1}|n logit_bias
            nvidia_nim|google/gemma-2|{'tools':[{}],'seed':1}|{'seed':1}|tools
            nvidia_nim|nvidia/nemotron-4-340b-reward|{'temperature':1,'stream':false}|{'stream':false}|temperature
            deepinfra|m|{'tool_choice':'required'}|{}|tool_choice
            deepinfra|m|{'tool_choice':'auto'}|{'tool_choice':'auto'}|-
            deepinfra|mistralai/Mistral-7B-Instruct-v0.1|{'temperature':0}|{'temperature':1.0E-4}|-
            moonshot|m|{'temperature':1.5,'functions':[]}|{'temperature':1}|functions
            meta_llama|m|{'response_format':{'type':'json_object'}}|{}|response_format
            meta_llama|m|{'response_format':{'type':'json_schema'}}|{'response_format':{'type':'json_schema'}}|-
            morph|m|{'temperature':1,'stream':true}|{'stream':true}|temperature
            mistral|m|{'seed':3,'tool_choice':'required','stream':true,'user':'u'}|{'random_seed':3,'tool_choice':'any','stream':true}|user
            mistral|m|{'tool_choice':{'type':'function','function':{'name':'f'}}}|{'tool_choice':{'type':'function','function':{'name':'f'}}}|-
            mistral|m|{'reasoning_effort':'low'}|{}|reasoning_effort
            mistral|magistral-medium|{'reasoning_effort':'low'}|{'prompt_mode':'reasoning'}|-
            mistral|m|{'messages':[{'role':'user','name':'n','content':'x'},{'role':'tool','name':'f','content':'y'}]}|{'messages':[{'role':'user','content':'x'},{'role':'tool','name':'f','content':'y'}]}|-
            mistral|m|{'messages':[{'role':'user','content':'x'},{'role':'assistant','content':'{','prefix':true,'reasoning_content':'r'}]}|{'messages':[{'role':'user','content':'x'},{'role':'assistant','content':'{','prefix':true}]}|-
            mistral|magistral-small|{'messages':[{'role':'assistant','content':'a','reasoning_content':'r','thinking_blocks':[]}]}|{'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':[{'type':'text','text':'r'}]},{'type':'text','text':'a'}]}]}|-
            mistral|m|{'safe_prompt':true,'max_completion_tokens':5}|{'safe_prompt':true,'max_tokens':5}|-
            databricks|databricks-claude-sonnet-4|{'messages':[{'role':'assistant','content':'a','reasoning_content':'r','thinking_blocks':[{'type':'thinking','thinking':'r','signature':'s'}]}]}|{'messages':[{'role':'assistant','content':[{'type':'reasoning','summary':[{'type':'summary_text','text':'r','signature':'s'}]},{'type':'text','text':'a'}]}]}|-
            databricks|llama|{'messages':[{'role':'assistant','content':'a','reasoning_content':'r','thinking_blocks':[{'type':'thinking','thinking':'r','signature':'s'}]}]}|{'messages':[{'role':'assistant','content':'a'}]}|-
            databricks|databricks-claude-sonnet-4|{'reasoning_effort':'low'}|{'thinking':{'type':'enabled','budget_tokens':1024},'max_tokens':5120}|-
            databricks|databricks-claude-sonnet-4|{'reasoning_effort':'low','max_tokens':500}|{'thinking':{'type':'enabled','budget_tokens':1024},'max_tokens':1524}|-
            databricks|llama|{'reasoning_effort':'low'}|{'reasoning_effort':'low'}|-
            huggingface|together/deepseek-ai/DeepSeek-R1|{'model':'x'}|{'model':'deepseek-ai/DeepSeek-R1'}|-
            huggingface|deepseek-ai/DeepSeek-R1|{'model':'deepseek-ai/DeepSeek-R1','max_retries':1}|{'model':'deepseek-ai/DeepSeek-R1'}|-
            clarifai|openai.chat.gpt-4.1|{'model':'x'}|{'model':'https://clarifai.com/openai/chat/models/gpt-4.1'}|-
            ragflow|chat/42/m|{'model':'x'}|{'model':'m'}|-
            amazon_nova|m|{'metadata':{'a':'b'},'n':1}|{'metadata':{'a':'b'}}|n
            """)
    void aRowsRulesFitTheRequest(
            String provider, String model, String given, String expected, @Nullable String unsupported) {
        Adjusted adjusted = adjust(provider, ModelTraits.unknown(model), given);

        assertThat(adjusted.body().toObject()).isEqualTo(Json.parseObject(expected.replace('\'', '"')));
        assertThat(adjusted.unsupported())
                .containsExactlyInAnyOrderElementsOf(
                        unsupported == null ? List.of() : List.of(unsupported.split(" ", -1)));
    }

    @Test
    void aModelThatIsKnownToLackToolsIsNotGivenAny() {
        Adjusted adjusted = adjust(
                "together_ai", new ModelTraits("m", null, Set.of(), true), "{'tools':[{}],'response_format':{}}");

        assertThat(adjusted.unsupported()).containsExactly("tools", "response_format");
    }

    @Test
    void anotherGatewayTakesRequestsAsTheyCome() {
        String given = "{\"metadata\":{\"tags\":[\"a\"]},\"messages\":[{\"role\":\"developer\",\"content\":\"x\","
                + "\"cache_control\":{}}],\"max_completion_tokens\":5}";

        Adjusted adjusted = adjust("litellm_proxy", ModelTraits.unknown("m"), given);

        assertThat(adjusted.body().toBody().toBytes()).asString().isEqualTo(given);
    }

    @Test
    void aBodyThatNeedsNothingKeepsItsBytes() {
        String given = "{ \"model\" : \"m\",\"messages\":[ {\"role\":\"user\",\"content\":\"hi\"} ] }";

        Adjusted adjusted = adjust("mistral", ModelTraits.unknown("m"), given);

        assertThat(adjusted.body().toBody().toBytes()).asString().isEqualTo(given);
    }

    @Test
    void longCallIdsBecomeShortOnesThatBelongTogether() {
        String given = "{'messages':[{'role':'assistant','tool_calls':[{'id':'call_abcdefghijkl'}]},"
                + "{'role':'tool','tool_call_id':'call_abcdefghijkl','content':'x'}]}";

        String sent = adjust("mistral", ModelTraits.unknown("m"), given)
                .body()
                .toObject()
                .toString();

        String id = ShortId.of("call_abcdefghijkl", 9);
        assertThat(id).matches("[a-zA-Z0-9]{9}");
        assertThat(sent.split(id, -1)).hasSize(3);
        assertThat(ShortId.of("abcABC123", 9)).isEqualTo("abcABC123");
    }

    private static Adjusted adjust(String provider, ModelTraits traits, String json) {
        JsonBody body = JsonBody.parse(Slice.utf8(json.replace('\'', '"')), new OpenAiDialect().watch());
        Target target = new Target(traits.name(), null, null, null, Map.of(), traits);
        return Objects.requireNonNull(PROVIDERS.find(provider), provider)
                .quirks()
                .adjust(body, target);
    }
}
