package dev.dragoman.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuirksTest {

    private static final Quirks OPENAI = new OpenAiQuirks();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            gpt-4o|{'max_tokens':5,'temperature':0.5}|{'max_tokens':5,'temperature':0.5}|-
            gpt-4o|{'max_tokens':5,'max_completion_tokens':6}|{'max_completion_tokens':6}|-
            gpt-4o|{'thinking':{'type':'enabled'},'top_k':4}|{}|thinking top_k
            gpt-5|{'reasoning_effort':{'effort':'low','summary':'auto'}}|{'reasoning_effort':'low'}|-
            gpt-4o|{'parallel_tool_calls':true}|{}|-
            gpt-4o|{'parallel_tool_calls':true,'tools':[]}|{'parallel_tool_calls':true,'tools':[]}|-
            gpt-4o|{'stream_options':{'include_usage':true}}|{}|-
            gpt-4o|{'stream':true}|{'stream':true,'stream_options':{'include_usage':true}}|-
            gpt-4o|{'stream':true,'stream_options':{'include_usage':false,'include_obfuscation':false}}|{'stream':true,'stream_options':{'include_usage':true,'include_obfuscation':false}}|-
            gpt-4o|{'metadata':{'a':'b'}}|{}|-
            gpt-4o|{'metadata':{'a':'b'},'store':true}|{'metadata':{'a':'b'},'store':true}|-
            o3|{'max_tokens':5,'temperature':0.5,'top_p':1,'logprobs':true}|{'max_completion_tokens':5}|temperature top_p logprobs
            o1-mini|{'temperature':1}|{'temperature':1}|-
            ft:o4-mini:org::1|{'presence_penalty':1,'frequency_penalty':1}|{}|presence_penalty frequency_penalty
            gpt-5|{'max_tokens':5,'temperature':0,'stop':'x','logit_bias':{}}|{'max_completion_tokens':5}|temperature stop logit_bias
            gpt-5-chat-latest|{'max_tokens':5,'temperature':0}|{'max_tokens':5,'temperature':0}|-
            gpt-5.2|{'temperature':0,'top_p':0.5}|{'temperature':0,'top_p':0.5}|-
            gpt-5.2|{'temperature':0,'top_p':0.5,'reasoning_effort':'none'}|{'temperature':0,'top_p':0.5,'reasoning_effort':'none'}|-
            gpt-5.2|{'temperature':0,'reasoning_effort':'high'}|{'reasoning_effort':'high'}|temperature
            gpt-4o-search-preview|{'temperature':0,'tools':[{}],'web_search_options':{}}|{'web_search_options':{}}|temperature tools
            gpt-5-search-api|{'web_search_options':{},'n':2}|{'web_search_options':{}}|n
            gpt-5.2|{'presence_penalty':1,'logprobs':true}|{'logprobs':true}|presence_penalty
            gpt-4o|{'reasoning_effort':'low','verbosity':'low'}|{}|reasoning_effort verbosity
            gpt-4-0613|{'response_format':{'type':'json_object'}}|{}|response_format
            gpt-3.5-turbo-16k|{'response_format':{'type':'json_object'}}|{}|response_format
            gpt-4-turbo|{'response_format':{'type':'json_object'}}|{'response_format':{'type':'json_object'}}|-
            my-search-bot|{'temperature':0,'tools':[{}]}|{'temperature':0,'tools':[{}]}|-
            o1-preview|{'messages':[{'role':'system','content':'x'},{'role':'developer','content':'y'}]}|{'messages':[{'role':'user','content':'x'},{'role':'user','content':'y'}]}|-
            o3|{'messages':[{'role':'system','content':'x'}],'verbosity':'low'}|{'messages':[{'role':'system','content':'x'}]}|verbosity
            newer-model|{'reasoning_effort':'low','verbosity':'low','temperature':0}|{'reasoning_effort':'low','verbosity':'low','temperature':0}|-
            """)
    void parametersAreFittedToTheModel(String model, String given, String expected, @Nullable String unsupported) {
        Adjusted adjusted = adjust(OPENAI, model, given);

        assertThat(adjusted.body().toObject()).isEqualTo(Json.parseObject(expected.replace('\'', '"')));
        assertThat(adjusted.unsupported())
                .containsExactlyInAnyOrderElementsOf(
                        unsupported == null ? List.of() : List.of(unsupported.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            o3|FUNCTION_CALLING RESPONSE_SCHEMA|{'tools':[{}],'parallel_tool_calls':true}|parallel_tool_calls
            o1-mini|REASONING|{'tools':[{}],'tool_choice':'auto','response_format':{}}|tools tool_choice response_format
            gpt-5.2-chat-latest|EFFORT_MINIMAL|{'temperature':0}|temperature
            gpt-5.2|EFFORT_NONE EFFORT_XHIGH|{'temperature':0,'reasoning_effort':'none'}|-
            gpt-5|EFFORT_MINIMAL|{'reasoning_effort':'xhigh'}|reasoning_effort
            gpt-5.2|EFFORT_NONE EFFORT_XHIGH|{'reasoning_effort':'xhigh'}|-
            gpt-5.4|REASONING|{'reasoning_effort':'xhigh'}|-
            """)
    void whatIsKnownOfAModelCounts(String model, String abilities, String given, @Nullable String unsupported) {
        Set<Ability> can =
                Arrays.stream(abilities.split(" ", -1)).map(Ability::valueOf).collect(Collectors.toSet());

        Adjusted adjusted = adjust(OPENAI, null, new ModelTraits(model, null, can, true), given);

        assertThat(adjusted.unsupported())
                .containsExactlyInAnyOrderElementsOf(
                        unsupported == null ? List.of() : List.of(unsupported.split(" ", -1)));
    }

    @Test
    void anotherServersOwnParametersAreItsOwnAffair() {
        String given = "{'top_k':4,'thinking':{'type':'enabled'},'metadata':{'a':'b'},'temperature':0.5}";

        Adjusted adjusted = adjust(OPENAI, "http://127.0.0.1:8000/v1", ModelTraits.unknown("llama"), given);

        assertThat(adjusted.unsupported()).isEmpty();
        assertThat(adjusted.body().names()).containsExactly("top_k", "thinking", "temperature");
    }

    @Test
    void aBodyThatNeedsNothingKeepsItsBytes() {
        String body = "{ \"model\" : \"gpt-4o\",\"messages\":[ {\"role\":\"user\",\"content\":\"hi\"} ] }";

        Adjusted adjusted = adjust(OPENAI, "gpt-4o", body);

        assertThat(adjusted.body().toBody().toBytes()).asString().isEqualTo(body);
    }

    private static Adjusted adjust(Quirks quirks, String model, String json) {
        return adjust(quirks, null, ModelTraits.unknown(model), json);
    }

    private static Adjusted adjust(Quirks quirks, @Nullable String base, ModelTraits traits, String json) {
        JsonBody body = JsonBody.parse(Slice.utf8(json.replace('\'', '"')), new OpenAiDialect().watch());
        return quirks.adjust(body, new Target(traits.name(), base, null, null, Map.of(), traits));
    }
}
