package dev.dragoman.testkit.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeOpenAi;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiRulesTest {

    private static final String PLAIN = "{'model':'gpt-4o','messages':[{'role':'user','content':'Hi, as JSON'}]}";
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object','properties':{}}}}]";
    private static final String CALL = "{'role':'user','content':'Hi'},{'role':'assistant','content':null,"
            + "'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]}";

    private final FakeOpenAi vendor = FakeOpenAi.start();
    private final Client client = new Client(vendor.baseUrl(), "authorization", "Bearer k");

    record Refused(
            String fields,
            String message,
            @Nullable String param,
            @Nullable String code) {

        @Override
        public String toString() {
            return fields;
        }
    }

    private static Refused refused(String fields, String message, @Nullable String param, @Nullable String code) {
        return new Refused(fields, message, param, code);
    }

    static Stream<Refused> fields() {
        return Stream.of(
                refused("'foo':1", "Unrecognized request argument supplied: foo", null, null),
                refused("'model':'o4-mini','foo':1", "Unknown parameter: 'foo'.", "foo", "unknown_parameter"),
                refused(
                        "'messages':'absent'",
                        "Missing required parameter: 'messages'.",
                        "messages",
                        "missing_required_parameter"),
                refused("'model':'absent'", "you must provide a model parameter", null, null),
                refused(
                        "'messages':[]",
                        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array "
                                + "instead.",
                        "messages",
                        "empty_array"),
                refused(
                        "'temperature':'hot'",
                        "Invalid type for 'temperature': expected a decimal, but got a string instead.",
                        "temperature",
                        "invalid_type"),
                refused(
                        "'temperature':3",
                        "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
                        "temperature",
                        "decimal_above_max_value"),
                refused(
                        "'presence_penalty':-2.5",
                        "Invalid 'presence_penalty': decimal below minimum value. Expected a value >= -2, but got -2.5 "
                                + "instead.",
                        "presence_penalty",
                        "decimal_below_min_value"),
                refused(
                        "'n':0",
                        "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
                        "n",
                        "integer_below_min_value"),
                refused(
                        "'n':1.5",
                        "Invalid type for 'n': expected an integer, but got a decimal instead.",
                        "n",
                        "invalid_type"),
                refused(
                        "'stop':['a','b','c','d','e']",
                        "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with "
                                + "length 5 instead.",
                        "stop",
                        "array_above_max_length"),
                refused(
                        "'service_tier':'gold'",
                        "Invalid value: 'gold'. Supported values are: 'auto', 'default', 'flex', 'scale', 'priority', and "
                                + "'fast'.",
                        "service_tier",
                        "invalid_value"),
                refused(
                        "'messages':[{'role':'robot','content':'Hi'}]",
                        "Invalid value: 'robot'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', "
                                + "and 'developer'.",
                        "messages[0].role",
                        "invalid_value"),
                refused(
                        "'messages':[{'content':'Hi'}]",
                        "Missing required parameter: 'messages[0].role'.",
                        "messages[0].role",
                        "missing_required_parameter"),
                refused(
                        "'messages':[{'role':'user','content':7}]",
                        "Invalid type for 'messages[0].content': expected one of a string or an array of objects, but got "
                                + "an integer instead.",
                        "messages[0].content",
                        "invalid_type"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}]}]",
                        "Unknown parameter: 'messages[0].content[0].cache_control'.",
                        "messages[0].content[0].cache_control",
                        "unknown_parameter"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'video_url','video_url':{}}]}]",
                        "Invalid value: 'video_url'. Supported values are: 'text', 'image_url', 'input_audio', and 'file'.",
                        "messages[0].content[0].type",
                        "invalid_value"),
                refused(
                        "'messages':[{'role':'user','name':'a b','content':'Hi'}]",
                        "Invalid 'messages[0].name': string does not match pattern. Expected a string that matches the "
                                + "pattern '^[^\\s<|\\\\\\/>]+$'.",
                        "messages[0].name",
                        "invalid_value"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'image_url','image_url':'https://x/y.png'}]}]",
                        "Invalid type for 'messages[0].content[0].image_url': expected an object, but got a string instead.",
                        "messages[0].content[0].image_url",
                        "invalid_type"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'%%','format':'wav'}}]}]",
                        "Invalid 'messages[0].content[0].input_audio.data'. Expected a base64-encoded value, but got a value "
                                + "with an invalid format.",
                        "messages[0].content[0].input_audio.data",
                        "invalid_value"),
                refused(
                        "'tools':[{'type':'function','function':{'name':'not a name'}}]",
                        "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches "
                                + "the pattern '^[a-zA-Z0-9_-]+$'.",
                        "tools[0].function.name",
                        "invalid_value"),
                refused(
                        "'tools':[{'type':'function','function':{'name':'" + "n".repeat(65) + "'}}]",
                        "Invalid 'tools[0].function.name': string too long. Expected a string with maximum length 64, but "
                                + "got a string with length 65 instead.",
                        "tools[0].function.name",
                        "string_above_max_length"),
                refused(
                        "'tools':[{'type':'function','function':{'name':'f','input_schema':{}}}]",
                        "Unknown parameter: 'tools[0].function.input_schema'.",
                        "tools[0].function.input_schema",
                        "unknown_parameter"),
                refused(
                        "'response_format':{'type':'json_schema','json_schema':{'schema':{}}}",
                        "Missing required parameter: 'response_format.json_schema.name'.",
                        "response_format.json_schema.name",
                        "missing_required_parameter"),
                refused(
                        "'store':true,'metadata':{"
                                + String.join(
                                        ",",
                                        Stream.iterate(0, i -> i + 1)
                                                .limit(17)
                                                .map(i -> "'k" + i + "':'v'")
                                                .toList())
                                + "}",
                        "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an "
                                + "object with 17 properties instead.",
                        "metadata",
                        "object_above_max_properties"),
                refused(
                        "'thinking':{'type':'enabled'}",
                        "Unrecognized request argument supplied: thinking",
                        null,
                        null));
    }

    static Stream<Refused> parameters() {
        return Stream.of(
                refused(
                        "'max_tokens':5,'max_completion_tokens':5",
                        "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                        "max_tokens",
                        "invalid_parameter_combination"),
                refused(
                        "'stream_options':{'include_usage':true}",
                        "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                        "stream_options",
                        null),
                refused(
                        "'top_logprobs':3",
                        "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
                        "top_logprobs",
                        null),
                refused(
                        "'metadata':{'a':'b'}",
                        "The 'metadata' parameter is only allowed when 'store' is enabled.",
                        "metadata",
                        null),
                refused(
                        "'parallel_tool_calls':false",
                        "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are "
                                + "specified.",
                        "parallel_tool_calls",
                        null),
                refused(
                        "'tool_choice':'auto'",
                        "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
                        "tool_choice",
                        null),
                refused(
                        "'function_call':'auto'",
                        "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are "
                                + "specified.",
                        "function_call",
                        null),
                refused(
                        "'tool_choice':{'type':'function','function':{'name':'g'}}," + TOOLS,
                        "Tool choice 'g' not found in 'tools' parameter.",
                        "tool_choice",
                        null),
                refused(
                        "'modalities':['text','audio']",
                        "Missing required parameter: 'audio'.",
                        "audio",
                        "missing_required_parameter"),
                refused(
                        "'modalities':['audio'],'stream':true,'audio':{'voice':'alloy','format':'wav'}",
                        "Unsupported value: 'audio.format' does not support 'wav' when stream=true. Supported values are: "
                                + "'pcm16'.",
                        "audio.format",
                        "unsupported_value"),
                refused(
                        "'messages':[{'role':'user','content':'Hi'}],'response_format':{'type':'json_object'}",
                        "'messages' must contain the word 'json' in some form, to use 'response_format' of type "
                                + "'json_object'.",
                        "messages",
                        null),
                refused(
                        "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'string'}}}]",
                        "Invalid schema for function 'f': schema must be a JSON Schema of 'type: \"object\"', got 'type: "
                                + "\"string\"'.",
                        "tools[0].function.parameters",
                        "invalid_function_parameters"),
                refused(
                        "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object','properties':"
                                + "{'a':{'type':'array'}}}}}]",
                        "Invalid schema for function 'f': In context=('properties', 'a'), array schema missing items.",
                        "tools[0].function.parameters",
                        "invalid_function_parameters"),
                refused(
                        "'tools':[{'type':'function','function':{'name':'f','strict':true,'parameters':{'type':'object',"
                                + "'properties':{}}}}]",
                        "Invalid schema for function 'f': In context=(), 'additionalProperties' is required to be supplied "
                                + "and to be false.",
                        "tools[0].function.parameters",
                        "invalid_function_parameters"),
                refused(
                        "'response_format':{'type':'json_schema','json_schema':{'name':'r','strict':true,'schema':"
                                + "{'type':'object','additionalProperties':false,'properties':{'a':{'type':'string'}}}}}",
                        "Invalid schema for response_format 'r': In context=(), 'required' is required to be supplied and to "
                                + "be an array including every key in properties. Missing 'a'.",
                        "response_format",
                        null),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'gs://b/i.png'}}]}]",
                        "Invalid 'messages[0].content[0].image_url.url'. Expected a valid URL, but got a value with an "
                                + "invalid format.",
                        "messages[0].content[0].image_url.url",
                        "invalid_value"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'file','file':{'filename':'a.pdf'}}]}]",
                        "Missing required parameter: 'messages[0].content[0].file.file_id'.",
                        "messages[0].content[0].file.file_id",
                        "missing_required_parameter"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'file','file':{'file_data':'JVBERi0='}}]}]",
                        "Invalid file data: 'messages[0].content[0].file.file_data'. Expected a base64-encoded data URL "
                                + "with an application/pdf MIME type (e.g. 'data:application/pdf;base64,aW1nIGJ5dGVzIGhlcmU='"
                                + "), but got a value without the 'data:' prefix.",
                        "messages[0].content[0].file.file_data",
                        "invalid_value"));
    }

    static Stream<Refused> conversations() {
        return Stream.of(
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'tool','tool_call_id':'a','content':'x'}]",
                        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with "
                                + "'tool_calls'.",
                        "messages.[1].role",
                        null),
                refused(
                        "'messages':[" + CALL + "," + "{'role':'tool','tool_call_id':'b','content':'x'}]",
                        "Invalid parameter: 'tool_call_id' of 'b' not found in 'tool_calls' of previous message.",
                        "messages.[2].tool_call_id",
                        null),
                refused(
                        "'messages':[" + CALL + ",{'role':'user','content':'and?'}]",
                        "An assistant message with 'tool_calls' must be followed by tool messages responding to each "
                                + "'tool_call_id'. The following tool_call_ids did not have response messages: a",
                        "messages.[2].role",
                        null),
                refused(
                        "'messages':[" + CALL + "]",
                        "An assistant message with 'tool_calls' must be followed by tool messages responding to each "
                                + "'tool_call_id'. The following tool_call_ids did not have response messages: a",
                        "messages.[2].role",
                        null),
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':null}]",
                        "Invalid value for 'content': expected a string, got null.",
                        "messages.[1].content",
                        null));
    }

    static Stream<Refused> models() {
        return Stream.of(
                refused(
                        "'model':'gpt-5','max_tokens':5",
                        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' "
                                + "instead.",
                        "max_tokens",
                        "unsupported_parameter"),
                refused(
                        "'model':'o3','temperature':0.5",
                        "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value "
                                + "is supported.",
                        "temperature",
                        "unsupported_value"),
                refused(
                        "'model':'gpt-5.2','temperature':0.5,'reasoning_effort':'low'",
                        "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value "
                                + "is supported.",
                        "temperature",
                        "unsupported_value"),
                refused(
                        "'model':'gpt-5-mini','top_p':0.5",
                        "Unsupported parameter: 'top_p' is not supported with this model.",
                        "top_p",
                        "unsupported_parameter"),
                refused(
                        "'model':'gpt-5','stop':'END'",
                        "Unsupported parameter: 'stop' is not supported with this model.",
                        "stop",
                        "unsupported_parameter"),
                refused(
                        "'model':'o3-mini','parallel_tool_calls':false," + TOOLS,
                        "Unsupported parameter: 'parallel_tool_calls' is not supported with this model.",
                        "parallel_tool_calls",
                        "unsupported_parameter"),
                refused(
                        "'model':'gpt-5.1','reasoning_effort':'minimal'",
                        "Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. Supported values "
                                + "are: 'none', 'low', 'medium', and 'high'.",
                        "reasoning_effort",
                        "unsupported_value"),
                refused(
                        "'reasoning_effort':'low'",
                        "Unrecognized request argument supplied: reasoning_effort",
                        null,
                        null),
                refused(
                        "'verbosity':'low'",
                        "Unsupported value: 'verbosity' does not support 'low' with this model. Supported values are: "
                                + "'medium'.",
                        "verbosity",
                        "unsupported_value"),
                refused(
                        "'model':'o1-preview','reasoning_effort':'low'",
                        "Unsupported parameter: 'reasoning_effort' is not supported with this model.",
                        "reasoning_effort",
                        "unsupported_parameter"),
                refused(
                        "'model':'o3','verbosity':'low'",
                        "Unsupported parameter: 'verbosity' is not supported with this model.",
                        "verbosity",
                        "unsupported_parameter"),
                refused(
                        "'model':'gpt-5','presence_penalty':1",
                        "Unsupported parameter: 'presence_penalty' is not supported with this model.",
                        "presence_penalty",
                        "unsupported_parameter"),
                refused(
                        "'model':'gpt-5','logprobs':true",
                        "Unsupported parameter: 'logprobs' is not supported with this model.",
                        "logprobs",
                        "unsupported_parameter"),
                refused(
                        "'model':'o1-mini','messages':[{'role':'system','content':'Be brief.'}]",
                        "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
                        "messages[0].role",
                        "unsupported_value"),
                refused(
                        "'model':'gpt-5.4','reasoning_effort':'low'," + TOOLS,
                        "Function tools with reasoning_effort are not supported for gpt-5.4 in /v1/chat/completions. Please "
                                + "use /v1/responses instead.",
                        "reasoning_effort",
                        null),
                refused(
                        "'model':'gpt-5.6-terra'," + TOOLS,
                        "Function tools with reasoning_effort are not supported for gpt-5.6-terra in /v1/chat/completions. "
                                + "To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
                        "reasoning_effort",
                        null));
    }

    static final List<String> ACCEPTED = List.of(
            "",
            "'temperature':0.2,'top_p':0.9,'n':2,'stop':['a','b'],'seed':7,'user':'u','max_tokens':5,'logit_bias':{'5':-100}",
            "'stream':true,'stream_options':{'include_usage':true}",
            "'logprobs':true,'top_logprobs':2",
            "'store':true,'metadata':{'a':'b'},'service_tier':'flex','prompt_cache_key':'p','safety_identifier':'s'",
            "'response_format':{'type':'json_object'}",
            "'response_format':{'type':'json_schema','json_schema':{'name':'r','strict':true,'schema':{'type':'object',"
                    + "'additionalProperties':false,'required':['a'],'properties':{'a':{'type':['string','null']}}}}}",
            "'tool_choice':'required','parallel_tool_calls':false," + TOOLS,
            "'tool_choice':{'type':'function','function':{'name':'f'}}," + TOOLS,
            "'tools':[{'type':'custom','custom':{'name':'c','format':{'type':'grammar','grammar':{'syntax':'lark','definition':"
                    + "'x'}}}}]",
            "'functions':[{'name':'f','parameters':{'type':'object'}}],'function_call':{'name':'f'}",
            "'messages':[" + CALL + ",{'role':'tool','tool_call_id':'a','content':[{'type':'text','text':'x'}]}],"
                    + TOOLS,
            "'messages':[{'role':'developer','content':'d'},{'role':'user','name':'kim','content':[{'type':'text','text':'t'},"
                    + "{'type':'image_url','image_url':{'url':'data:image/png;base64,aGk=','detail':'low'}},"
                    + "{'type':'input_audio','input_audio':{'data':'aGk=','format':'mp3'}},"
                    + "{'type':'file','file':{'file_data':'data:application/pdf;base64,aGk=','filename':'a.pdf'}}]},"
                    + "{'role':'assistant','content':[{'type':'refusal','refusal':'no'}],'refusal':null,'annotations':[]},"
                    + "{'role':'user','content':'why'}]",
            "'modalities':['text','audio'],'audio':{'voice':'alloy','format':'mp3'}",
            "'prediction':{'type':'content','content':'x'},'web_search_options':{'search_context_size':'low'}",
            "'model':'gpt-5','max_completion_tokens':5,'reasoning_effort':'minimal','verbosity':'low','temperature':1",
            "'model':'gpt-5','top_p':1,'presence_penalty':0,'logprobs':false",
            "'model':'o1-mini'",
            "'model':'gpt-5.2','reasoning_effort':'none','temperature':0.2,'top_p':0.5," + TOOLS,
            "'model':'gpt-5.6','reasoning_effort':'none'," + TOOLS,
            "'model':'gpt-5-chat-latest','temperature':0.2,'max_tokens':5",
            "'model':'o4-mini','reasoning_effort':'high','messages':[{'role':'developer','content':'d'}]");

    @AfterAll
    void close() {
        client.close();
        vendor.close();
    }

    @ParameterizedTest
    @MethodSource({"fields", "parameters", "conversations", "models"})
    void refusesWithTheVendorsOwnError(Refused refused) {
        Client.Answered answered = post(refused.fields());

        JsonNode error = answered.json().path("error");
        assertThat(error.path("message").asString("none")).isEqualTo(refused.message());
        assertThat(error.path("param").stringValue(null)).isEqualTo(refused.param());
        assertThat(error.path("code").stringValue(null)).isEqualTo(refused.code());
        assertThat(error.path("type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(answered.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @FieldSource("ACCEPTED")
    void acceptsWhatIsRight(String fields) {
        assertThat(post(fields).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @FieldSource("BROKEN")
    void refusesWhatIsNoJsonObject(String body) {
        Client.Answered answered = client.post("/chat/completions", body);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.text()).contains("We could not parse the JSON body of your request.");
    }

    static final List<String> BROKEN = List.of("", "{", "[]", "{'a':}", "[".repeat(5000), "\u00ff");

    @Test
    void refusesAMissingKey() {
        try (Client anonymous = new Client(vendor.baseUrl())) {
            Client.Answered answered = anonymous.post("/chat/completions", PLAIN);

            assertThat(answered.status()).isEqualTo(401);
            assertThat(answered.text()).contains("You didn't provide an API key.");
        }
    }

    @Test
    void refusesAnUnknownPath() {
        Client.Answered answered = client.post("/chat/completion", PLAIN);

        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.text()).contains("Invalid URL (POST /v1/chat/completion)");
    }

    @Test
    void refusesAnotherMethod() {
        assertThat(client.get("/chat/completions").status()).isEqualTo(405);
    }

    private Client.Answered post(String fields) {
        return client.post("/chat/completions", Bodies.with(PLAIN, fields));
    }
}
