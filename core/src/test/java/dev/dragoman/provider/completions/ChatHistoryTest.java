package dev.dragoman.provider.completions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
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
                "{'messages':7,'tools':[{'index':1}]}"
            })
    void whatNeedsNoCleaningKeepsItsBytes(String given) {
        JsonBody clean = ChatHistory.clean(body(given));

        assertThat(clean.toBody().toBytes()).asString().isEqualTo(quoted(given));
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
