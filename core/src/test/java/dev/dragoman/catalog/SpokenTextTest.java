package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model said, whatever form it was told in. */
class SpokenTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "OpenAI's chunk | {'id':'x','model':'m','choices':[{'index':0,'delta':{'role':'assistant','content':'Hi'}}]} | Hi",
                "reasoning | {'choices':[{'delta':{'reasoning_content':'Hm'}}]} | Hm",
                "a call | {'choices':[{'delta':{'tool_calls':[{'id':'c','function':{'name':'f','arguments':'{}'}}]}}]} | f{}",
                "OpenAI's answer | {'choices':[{'message':{'content':'Hi','refusal':null}}]} | Hi",
                "a text to go on with | {'choices':[{'text':'Hi'}]} | Hi",
                "Anthropic's text | {'type':'content_block_delta','delta':{'type':'text_delta','text':'Hi'}} | Hi",
                "Anthropic's thought | {'type':'content_block_delta','delta':{'type':'thinking_delta','thinking':'Hm'}} | Hm",
                "Anthropic's call | {'type':'content_block_delta','delta':{'partial_json':'{}'}} | {}",
                "Anthropic's answer | {'content':[{'type':'text','text':'Hi'},{'type':'tool_use','name':'f','input':{'a':1}}]} | Hif{'a':1}",
                "Gemini | {'candidates':[{'content':{'role':'model','parts':[{'text':'Hi'},{'functionCall':{'name':'f','args':{'a':1}}}]}}]} | Hif{'a':1}",
                "a piece of a response | {'type':'response.output_text.delta','delta':'Hi'} | Hi",
                "a part that is repeated | {'type':'response.output_text.done','text':'Hi'} | ",
                "all that is repeated | {'type':'response.completed','response':{'output':[{'content':[{'text':'Hi'}]}]}} | ",
                "a whole response | {'object':'response','output':[{'type':'message','content':[{'type':'output_text','text':'Hi'}]}]} | Hi",
                "Ollama | {'message':{'role':'assistant','content':'Hi'}} | Hi",
                "no JSON | [DONE] | ",
                "nothing said | {'choices':[],'usage':{'prompt_tokens':1}} | ",
            })
    void isFound(String form, String json, String said) {
        SpokenText text = new SpokenText();

        text.hear(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        assertThat(text.text()).isEqualTo(said == null ? "" : said.replace('\'', '"'));
    }

    @Test
    void piecesAreJoined() {
        SpokenText text = new SpokenText();
        for (String piece : new String[] {"Hel", "lo", "!"}) {
            text.hear(("{\"choices\":[{\"delta\":{\"content\":\"" + piece + "\"}}]}").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(text.text()).isEqualTo("Hello!");
    }
}
