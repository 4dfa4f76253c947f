package dev.dragoman.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuirksTest {

    private static final Quirks OPENAI = new OpenAiQuirks();
    private static final Quirks COMPATIBLE = new CompatibleQuirks();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            gpt-4o|{'max_tokens':5,'temperature':0.5}|{'max_tokens':5,'temperature':0.5}|-
            gpt-4o|{'max_tokens':5,'max_completion_tokens':6}|{'max_completion_tokens':6}|-
            gpt-4o|{'thinking':{'type':'enabled'},'top_k':4}|{}|thinking top_k
            gpt-4o|{'reasoning_effort':{'effort':'low','summary':'auto'}}|{'reasoning_effort':'low'}|-
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
            """)
    void parametersAreFittedToTheModel(String model, String given, String expected, @Nullable String unsupported) {
        Adjusted adjusted = adjust(OPENAI, model, given);

        assertThat(adjusted.body().toObject()).isEqualTo(Json.parseObject(expected.replace('\'', '"')));
        assertThat(adjusted.unsupported())
                .containsExactlyInAnyOrderElementsOf(
                        unsupported == null ? List.of() : List.of(unsupported.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'messages':[{'role':'developer','content':'x'}]}|{'messages':[{'role':'system','content':'x'}]}
            {'messages':[{'role':'user','content':'"developer"'}]}|{'messages':[{'role':'user','content':'"developer"'}]}
            {'max_completion_tokens':5,'temperature':0.5,'top_k':3}|{'max_tokens':5,'temperature':0.5,'top_k':3}
            {'metadata':{'a':'b'}}|{}
            {'stream':true}|{'stream':true,'stream_options':{'include_usage':true}}
            """)
    void otherServersKnowTheOlderNames(String given, String expected) {
        String escaped = given.replace("\"", "\\\"");
        Adjusted adjusted = adjust(COMPATIBLE, "llama", escaped);

        assertThat(adjusted.body().toObject())
                .isEqualTo(Json.parseObject(expected.replace("\"", "\\\"").replace('\'', '"')));
        assertThat(adjusted.unsupported()).isEmpty();
    }

    @Test
    void aBodyThatNeedsNothingKeepsItsBytes() {
        String body = "{ \"model\" : \"gpt-4o\",\"messages\":[ {\"role\":\"user\",\"content\":\"hi\"} ] }";

        Adjusted adjusted = adjust(OPENAI, "gpt-4o", body);

        assertThat(adjusted.body().toBody().toBytes()).asString().isEqualTo(body);
    }

    private static Adjusted adjust(Quirks quirks, String model, String json) {
        JsonBody body = JsonBody.parse(Slice.utf8(json.replace('\'', '"')), new OpenAiDialect().watch());
        return quirks.adjust(body, new Target(model, null, null, null, Map.of(), ModelTraits.unknown(model)));
    }
}
