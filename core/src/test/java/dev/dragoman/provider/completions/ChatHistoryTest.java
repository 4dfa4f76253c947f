package dev.dragoman.provider.completions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatHistoryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'role':'user','content':'hi','cache_control':{'type':'ephemeral'}}|{'role':'user','content':'hi'}
            {'role':'user','content':[{'type':'text','text':'hi','cache_control':{'type':'ephemeral'}}]}|{'role':'user','content':[{'type':'text','text':'hi'}]}
            {'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x','format':'image/png'}}]}|{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x'}}]}
            {'role':'user','content':[{'type':'file','file':{'file_id':'f','format':'application/pdf'}}]}|{'role':'user','content':[{'type':'file','file':{'file_id':'f'}}]}
            {'role':'assistant','content':'x','reasoning_content':'r','thinking_blocks':[],'provider_specific_fields':{},'images':[],'prefix':true}|{'role':'assistant','content':'x'}
            {'role':'assistant','content':[{'type':'thinking','thinking':'r'},{'type':'text','text':'x','cache_control':{}}]}|{'role':'assistant','content':[{'type':'text','text':'x'}]}
            {'role':'assistant','tool_calls':[{'index':0,'id':'c','type':'function','function':{'name':'f','arguments':'{}'},'provider_specific_fields':{}}]}|{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]}
            """)
    void whatOtherVendorsPutIntoAMessageIsTakenOut(String given, String expected) {
        JsonBody clean = ChatHistory.clean(body("{'messages':[" + given + "]}"));

        assertThat(clean.toObject()).isEqualTo(Json.parse(quoted("{'messages':[" + expected + "]}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'function','function':{'name':'f','parameters':null}}|{'type':'function','function':{'name':'f'}}
            {'type':'function','function':{'name':'f','cache_control':{}},'cache_control':{}}|{'type':'function','function':{'name':'f'}}
            {'type':'function','function':{'name':'f','parameters':{'type':'object','properties':{'index':{},'cache_control':{}}}}}|{'type':'function','function':{'name':'f','parameters':{'type':'object','properties':{'index':{},'cache_control':{}}}}}
            """)
    void toolsAreCleanedAndSchemasAreNot(String given, String expected) {
        JsonBody clean = ChatHistory.clean(body("{'tools':[" + given + "]}"));

        assertThat(clean.toObject()).isEqualTo(Json.parse(quoted("{'tools':[" + expected + "]}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages':[{'role':'user','content':'images and index'}]}",
                "{'messages':[{'role':'user','content':'x','images':[1]}]}",
                "{'messages':7,'tools':[{'index':1}]}",
                "{'messages':[ {'role':'user','content':[{'type':'input_audio','input_audio':{'data':'x'}}]} ]}",
                "{'messages':[ {'role':'user','content':[{'type':'image_url','image_url':{'url':'u'}}]} ]}",
                "{'messages':[ ],'tools':[ {'function':{'parameters':{'a':{'format':'date'}}}} ]}"
            })
    void whatNeedsNoCleaningKeepsItsBytes(String given) {
        JsonBody clean = ChatHistory.clean(body(given));

        assertThat(clean.toBody().toBytes()).asString().isEqualTo(quoted(given));
    }

    @Test
    void anEncryptedThoughtIsTakenOut() {
        JsonBody clean = ChatHistory.clean(body("{'messages':[{'role':'assistant','content':["
                + "{'type':'redacted_thinking','data':'x'},{'type':'text','text':'y'}]}]}"));

        assertThat(clean.toBody().toBytes()).asString().contains(quoted("'content':[{'type':'text','text':'y'}]"));
    }

    @Test
    void anIdThatIsTooLongIsTheSameShorterOneInCallAndAnswer() {
        String id = "call_x__thought__" + "Q".repeat(200);

        JsonBody clean = ChatHistory.clean(body("{'messages':[{'role':'assistant','content':null,'tool_calls':[{'id':'"
                + id + "','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'" + id + "','content':'x'}]}"));

        String sent = new String(clean.toBody().toBytes(), StandardCharsets.UTF_8);
        assertThat(sent).doesNotContain(id).containsPattern("\"id\":\"(call_[0-9a-f]{32})\".*\"tool_call_id\":\"\\1\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'role':'assistant','content':[{'type':'thinking','thinking':'x'}]}|{'role':'assistant','content':''}
            {'role':'assistant','content':[{'type':'thinking','thinking':'x'}],'tool_calls':[]}|{'role':'assistant','content':null,'tool_calls':[]}
            """)
    void aTurnOfThoughtsAloneIsSilent(String given, String expected) {
        JsonBody clean = ChatHistory.clean(body("{'messages':[" + given + "]}"));

        assertThat(clean.toObject()).isEqualTo(Json.parse(quoted("{'messages':[" + expected + "]}")));
    }

    @Test
    void aMarkOnTheWholePromptIsTakenOut() {
        JsonBody clean = ChatHistory.clean(body("{'messages':[],'cache_control':{'type':'ephemeral'}}"));

        assertThat(clean.names()).containsExactly("messages");
    }

    @Test
    void aPlainAddressOfAnImageBecomesAnObject() {
        JsonBody clean = ChatHistory.clean(
                body("{'messages':[{'role':'user','content':[{'type':'image_url','image_url':'https://x'}]}]}"));

        assertThat(clean.toBody().toBytes()).asString().contains(quoted("'image_url':{'url':'https://x'}"));
    }

    private static JsonBody body(String json) {
        return JsonBody.parse(Slice.utf8(quoted(json)), new OpenAiDialect().watch());
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
