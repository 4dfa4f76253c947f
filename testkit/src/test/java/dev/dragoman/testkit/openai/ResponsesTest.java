package dev.dragoman.testkit.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResponsesTest {

    private static final String PLAIN = "{'model':'gpt-4o','input':'Hi'}";
    private static final String TOOLS = "'tools':[{'type':'function','name':'f','parameters':{'type':'object',"
            + "'properties':{}},'strict':false},{'type':'custom','name':'c'}]";
    private static final String CALL = "{'type':'function_call','call_id':'a','name':'f','arguments':'{}'}";

    private final FakeOpenAi vendor = FakeOpenAi.start();
    private final Client client = new Client(vendor.baseUrl(), "authorization", "Bearer k");

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    private Client.Answered post(String fields) {
        return client.post("/responses", Bodies.with(PLAIN, fields));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'foo':1|Unknown parameter: 'foo'.|foo|unknown_parameter",
                "'messages':[]|Unknown parameter: 'messages'.|messages|unknown_parameter",
                "'input':'absent'|Missing required parameter: 'input'.|input|missing_required_parameter",
                "'input':[{'role':'tool','content':'x'}]|Invalid value: 'tool'. Supported values are: 'user', 'system',"
                        + " 'developer', and 'assistant'.|input[0].role|invalid_value",
                "'input':[{'role':'assistant','content':[{'type':'input_text','text':'x'}]}]|Invalid value: 'input_text'."
                        + " Supported values are: 'output_text' and 'refusal'.|input[0].content[0].type|invalid_value",
                "'input':[{'role':'user','content':[{'type':'input_text','text':'x','cache_control':{}}]}]|Unknown"
                        + " parameter: 'input[0].content[0].cache_control'.|input[0].content[0].cache_control"
                        + "|unknown_parameter",
                "'input':[{'role':'user','content':[{'type':'input_image'}]}]|Missing required parameter:"
                        + " 'input[0].content[0].image_url'.|input[0].content[0]|missing_required_parameter",
                "'input':[{'type':'function_call_output','call_id':'a','output':'x'}]|No tool call found for function call"
                        + " output with call_id a.|input|",
                "'tools':[{'type':'function','function':{'name':'f'}}]|Unknown parameter: 'tools[0].function'."
                        + "|tools[0].function|unknown_parameter",
                "'tools':[{'type':'function','name':'f'}]|Missing required parameter: 'tools[0].parameters'."
                        + "|tools[0].parameters|missing_required_parameter",
                "'tool_choice':{'type':'function','name':'g'}|Tool choice 'required' must be specified with 'tools'"
                        + " parameter.|tool_choice|",
                "'max_output_tokens':1|Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16,"
                        + " but got 1 instead.|max_output_tokens|integer_below_min_value",
                "'reasoning':{'effort':'low'}|Unsupported parameter: 'reasoning.effort' is not supported with this model."
                        + "|reasoning.effort|unsupported_parameter",
                "'include':['reasoning.encrypted_content']|Encrypted content is not supported with this model.|include|",
                "'model':'o4-mini','temperature':0.5|Unsupported parameter: 'temperature' is not supported with this"
                        + " model.|temperature|unsupported_parameter",
                "'stream_options':{'include_obfuscation':false}|The 'stream_options' parameter is only allowed when"
                        + " 'stream' is enabled.|stream_options|",
                "'text':{'format':{'type':'json_schema','json_schema':{}}}|Unknown parameter: 'text.format.json_schema'."
                        + "|text.format.json_schema|unknown_parameter",
                "'text':{'format':{'type':'json_object'}}|Response input messages must contain the word 'json' in some"
                        + " form to use 'text.format' of type 'json_object'.|input|",
                "'previous_response_id':'resp_0'|Previous response with id 'resp_0' not found.|previous_response_id"
                        + "|previous_response_not_found",
                "'input':[{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'c2ln'}]|The encrypted content"
                        + " c2ln... could not be verified. Reason: Encrypted content could not be decrypted or parsed.|"
                        + "|invalid_encrypted_content",
            })
    void refusesWithTheVendorsOwnError(String fields, String message, @Nullable String param, @Nullable String code) {
        Client.Answered answered = post(fields);

        JsonNode error = answered.json().path("error");
        assertThat(error.path("message").asString("none")).isEqualTo(message);
        assertThat(error.path("param").stringValue(null)).isEqualTo(param);
        assertThat(error.path("code").stringValue(null)).isEqualTo(code);
        assertThat(answered.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'instructions':'x','store':false,'metadata':{'a':'b'},'truncation':'auto','user':'u'",
                "'input':[{'role':'user','content':[{'type':'input_file','file_url':'https://x.example/a.pdf'},"
                        + "{'type':'input_audio','input_audio':{'data':'UklG','format':'wav'}}]}]",
                "'input':[" + CALL + ",{'type':'function_call_output','call_id':'a','output':[{'type':'input_text',"
                        + "'text':'x'}]}]," + TOOLS,
                "'model':'o4-mini','reasoning':{'effort':'low','summary':'auto'},'include':['reasoning.encrypted_content'],"
                        + "'input':[{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'gAAAAAx'},"
                        + "{'role':'assistant','content':[{'type':'output_text','text':'x'}]}]",
                "'tools':[{'type':'web_search','filters':{'allowed_domains':['x.example']}}],'tool_choice':'required'",
            })
    void takesWhatTheTypesAllow(String fields) {
        assertThat(post(fields).text()).contains("\"status\":\"completed\"");
    }

    @Test
    void aCallWithoutItsOutputIsRefused() {
        assertThat(post("'input':[" + CALL + "]").text()).contains("No tool output found for function call a.");
    }

    @Test
    void answersWithItemsInOrder() {
        vendor.answers(Answer.of(
                new Part.Thinking("hm", "s"),
                new Part.Text("So "),
                new Part.Citation("https://x.example", "X", "So"),
                new Part.ToolCall("call_a", "f", "{}", null),
                new Part.ToolCall(null, "c", "free", null)));

        JsonNode reply =
                post("'model':'gpt-5','reasoning':{'summary':'auto'},'include':['reasoning.encrypted_content'],"
                                + TOOLS)
                        .json();

        assertThat(reply.path("output")
                        .valueStream()
                        .map(item -> item.path("type").asString("")))
                .containsExactly("reasoning", "message", "function_call", "custom_tool_call");
        assertThat(reply.at("/output/0/summary/0/text").stringValue()).isEqualTo("hm");
        assertThat(reply.at("/output/0/encrypted_content").stringValue()).isEqualTo("gAAAAAs");
        assertThat(reply.at("/output/1/content/0/annotations/0/url").stringValue())
                .isEqualTo("https://x.example");
        assertThat(reply.at("/output/2/call_id").stringValue()).isEqualTo("call_a");
        assertThat(reply.at("/output/3/input").stringValue()).isEqualTo("free");
    }

    @Test
    void reasoningIsKeptUnlessItIsAskedFor() {
        vendor.answers(Answer.thinking("hm", "s", "So"));

        JsonNode reasoning = post("'model':'gpt-5'").json().at("/output/0");

        assertThat(reasoning.path("summary")).isEmpty();
        assertThat(reasoning.has("encrypted_content")).isFalse();
    }

    @Test
    void limitsAndFiltersMakeAnAnswerIncomplete() {
        vendor.answers(Answer.text("So").stop(Stop.LENGTH), Answer.filtered("So"));

        assertThat(post("").json().at("/incomplete_details/reason").stringValue())
                .isEqualTo("max_output_tokens");
        assertThat(post("").json().at("/incomplete_details/reason").stringValue())
                .isEqualTo("content_filter");
    }

    @Test
    void theLastEventIsTheWholeAnswer() {
        vendor.answers(
                Answer.of(new Part.Text("Grüezi 🏔 mitenand"), new Part.ToolCall("call_a", "f", "{\"x\":1}", null)));

        Client.Answered streamed = post("'stream':true," + TOOLS);

        List<JsonNode> events =
                streamed.data().stream().map(data -> Json.read(data)).toList();
        assertThat(streamed.eventNames())
                .isEqualTo(events.stream()
                        .map(event -> event.path("type").asString(""))
                        .toList())
                .startsWith("response.created", "response.in_progress", "response.output_item.added")
                .endsWith("response.output_item.done", "response.completed");
        assertThat(events.stream().map(event -> event.path("sequence_number").asInt(-1)))
                .isEqualTo(java.util.stream.IntStream.range(0, events.size())
                        .boxed()
                        .toList());
        JsonNode response = events.getLast().path("response");
        assertThat(response.at("/output/1/arguments").stringValue()).isEqualTo("{\"x\":1}");
        assertThat(client.get("/responses/" + response.path("id").stringValue()).json())
                .isEqualTo(response);
    }

    @Test
    void aStreamCanBreakOff() {
        vendor.answers(Answer.text("So").streamed(Streaming.BURST.failingAfter(3, VendorError.status(503))));

        assertThat(post("'stream':true").eventNames()).endsWith("error");
    }

    @Test
    void whatIsStoredIsFoundContinuedAndDeleted() {
        String id = post("").json().path("id").stringValue();

        assertThat(client.get("/responses/" + id + "/input_items")
                        .json()
                        .at("/data/0/content/0/text")
                        .stringValue())
                .isEqualTo("Hi");
        assertThat(post("'previous_response_id':'" + id + "'").status()).isEqualTo(200);
        assertThat(client.delete("/responses/" + id).json().path("deleted").booleanValue())
                .isTrue();
        assertThat(client.get("/responses/" + id).status()).isEqualTo(404);
        assertThat(client.delete("/responses/" + id).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotToBeStoredIsForgotten() {
        String id = post("'store':false").json().path("id").stringValue();

        assertThat(client.get("/responses/" + id).status()).isEqualTo(404);
    }

    @Test
    void otherMethodsAreRefused() {
        assertThat(client.get("/responses").status()).isEqualTo(405);
        assertThat(client.post("/responses/resp_1", "{}").status()).isEqualTo(405);
    }
}
