package dev.dragoman.testkit.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeGemini;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeminiRulesTest {

    private static final String PLAIN = "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}";
    private static final String OLDER = "gemini-2.5-flash";
    private static final String NEWER = "gemini-3-pro-preview";
    private static final String TYPES = "type.googleapis.com/google.ai.generativelanguage.v1beta.";
    private static final String FUNCTION =
            "{'name':'f','parameters':{'type':'object','properties':{'a':{'type':'string'}}}}";
    private static final String TOOLS = "'tools':[{'functionDeclarations':[" + FUNCTION + "]}]";
    private static final String ASK = "{'role':'user','parts':[{'text':'Hi'}]}";
    private static final String CALL = ASK + ",{'role':'model','parts':[{'functionCall':{'name':'f','args':{}}}]}";
    private static final String ANSWER =
            "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'a':1}}}]}";

    private final FakeGemini vendor = FakeGemini.start();
    private final Client client = new Client(vendor.baseUrl(), "x-goog-api-key", "k");

    record Refused(String model, String fields, String message) {

        @Override
        public String toString() {
            return model + ": " + fields;
        }
    }

    private static Refused refused(String fields, String message) {
        return new Refused(OLDER, fields, message);
    }

    private static Refused line(String fields, String where, String complaint) {
        return refused(fields, "* GenerateContentRequest." + where + ": " + complaint + "\n");
    }

    private static String parameters(String schema) {
        return "'tools':[{'functionDeclarations':[{'name':'f','parameters':" + schema + "}]}]";
    }

    static Stream<Refused> fields() {
        return Stream.of(
                refused("'foo':1", "Invalid JSON payload received. Unknown name \"foo\": Cannot find field."),
                refused("'stream':true", "Invalid JSON payload received. Unknown name \"stream\": Cannot find field."),
                refused(
                        "'labels':{'a':'b'}",
                        "Invalid JSON payload received. Unknown name \"labels\": Cannot find field."),
                refused(
                        "'contents':[{'role':'user','parts':[{'text':'Hi','cache_control':{}}]}]",
                        "Invalid JSON payload received. Unknown name \"cache_control\" at 'contents[0].parts[0]': Cannot "
                                + "find field."),
                refused(
                        "'generationConfig':{'maxTokens':5,'parallel_tool_calls':true}",
                        "Invalid JSON payload received. Unknown name \"maxTokens\" at 'generation_config': Cannot find "
                                + "field.\nInvalid JSON payload received. Unknown name \"parallel_tool_calls\" at "
                                + "'generation_config': Cannot find field."),
                refused(
                        parameters(
                                "{'type':'object','additionalProperties':false,'properties':{'a':{'type':'string'}}}"),
                        "Invalid JSON payload received. Unknown name \"additionalProperties\" at "
                                + "'tools[0].function_declarations[0].parameters': Cannot find field."),
                refused(
                        "'generationConfig':{'temperature':'hot'}",
                        "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), \"hot\""),
                refused(
                        "'generationConfig':{'maxOutputTokens':1.5}",
                        "Invalid value at 'generation_config.max_output_tokens' (TYPE_INT32), 1.5"),
                refused(
                        "'contents':[{'parts':[{'text':7}]}]",
                        "Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 7"),
                refused(
                        "'contents':[{'parts':['Hi']}]",
                        "Invalid value at 'contents[0].parts[0]' (" + TYPES + "Part), \"Hi\""),
                refused(
                        "'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'%%'}}]}]",
                        "Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed for "
                                + "\"%%\""),
                refused(
                        "'safetySettings':[{'category':'HARM_CATEGORY_BOREDOM','threshold':'OFF'}]",
                        "Invalid value at 'safety_settings[0].category' (" + TYPES
                                + "HarmCategory), \"HARM_CATEGORY_BOREDOM\""),
                refused(
                        "'contents':[{'parts':[{'functionResponse':{'name':'f','response':'x'}}]}]",
                        "Invalid value at 'contents[0].parts[0].function_response.response' "
                                + "(type.googleapis.com/google.protobuf.Struct), \"x\""));
    }

    static Stream<Refused> contents() {
        return Stream.of(
                line("'contents':[]", "contents", "contents is not specified"),
                line("'contents':[{'role':'user'}]", "contents[0].parts", "contents.parts must not be empty."),
                line(
                        "'contents':[{'parts':[{'thought':true}]}]",
                        "contents[0].parts[0].data",
                        "required oneof field 'data' must have one initialized field"),
                line(
                        "'contents':[{'parts':[{'inlineData':{'data':'aGk='}}]}]",
                        "contents[0].parts[0].inline_data.mime_type",
                        "mime_type is not specified"),
                refused(
                        "'contents':[{'parts':[{'text':'a','inlineData':{'mimeType':'image/png','data':'aGk='}}]}]",
                        "Invalid value at 'contents[0].parts[0]' (oneof), oneof field 'data' is already set. Cannot set "
                                + "'inlineData'"),
                line(
                        "'contents':[" + ASK + ",{'role':'model','parts':[{'functionCall':{'args':{}}}]}]",
                        "contents[1].parts[0].function_call.name",
                        "Name cannot be empty."),
                line(
                        "'contents':[{'parts':[{'functionResponse':{'response':{}}}]}]",
                        "contents[0].parts[0].function_response.name",
                        "Name cannot be empty."),
                refused(
                        "'contents':[{'role':'assistant','parts':[{'text':'Hi'}]}]",
                        "Please use a valid role: user, model."),
                refused(
                        "'contents':[{'role':'model','parts':[{'functionCall':{'name':'f'}}]}," + ANSWER + "]",
                        "Please ensure that function call turn comes immediately after a user turn or after a function "
                                + "response turn."),
                refused(
                        "'contents':[" + CALL + "," + ASK + "]",
                        "Please ensure that the number of function response parts is equal to the number of function call "
                                + "parts of the function call turn."),
                refused(
                        "'contents':[" + ANSWER + "]",
                        "Please ensure that function response turn comes immediately after a function call turn."),
                refused(
                        "'contents':[" + CALL
                                + ",{'role':'user','parts':[{'functionResponse':{'name':'g','response':{}}}]}]",
                        "Please ensure that the function response name 'g' matches the name of a function call of the "
                                + "function call turn."),
                new Refused(
                        NEWER,
                        "'contents':[" + CALL + "," + ANSWER + "]," + TOOLS,
                        "Function call is missing a thought_signature in functionCall parts. This is required for tools to "
                                + "work correctly, and missing thought_signature may lead to degraded model performance. "
                                + "Additional data, function call `default_api:f` , position 2. Please refer to "
                                + "https://ai.google.dev/gemini-api/docs/thought-signatures for more details."));
    }

    static Stream<Refused> generation() {
        return Stream.of(
                line(
                        "'generationConfig':{'temperature':2.5}",
                        "generation_config.temperature",
                        "temperature must be in the range [0.0, 2.0]."),
                line(
                        "'generationConfig':{'topP':1.5}",
                        "generation_config.top_p",
                        "top_p must be in the range [0.0, 1.0]."),
                line("'generationConfig':{'topK':0}", "generation_config.top_k", "top_k must be positive."),
                line(
                        "'generationConfig':{'maxOutputTokens':0}",
                        "generation_config.max_output_tokens",
                        "max_output_tokens must be positive."),
                line(
                        "'generationConfig':{'candidateCount':9}",
                        "generation_config.candidate_count",
                        "candidate_count must be in the range [1.0, 8.0]."),
                line(
                        "'generationConfig':{'presencePenalty':3}",
                        "generation_config.presence_penalty",
                        "presence_penalty must be in the range [-2.0, 2.0]."),
                line(
                        "'generationConfig':{'frequencyPenalty':-3}",
                        "generation_config.frequency_penalty",
                        "frequency_penalty must be in the range [-2.0, 2.0]."),
                line(
                        "'generationConfig':{'stopSequences':['a','b','c','d','e','f']}",
                        "generation_config.stop_sequences",
                        "the number of stop_sequences must not exceed 5."),
                line(
                        "'generationConfig':{'responseMimeType':'text/html'}",
                        "generation_config.response_mime_type",
                        "allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and "
                                + "`text/x.enum`."),
                line(
                        "'generationConfig':{'responseSchema':{'type':'string'}}",
                        "generation_config.response_schema",
                        "only allowed when response_mime_type is `application/json` or `text/x.enum`."),
                refused(
                        "'generationConfig':{'responseMimeType':'application/json','responseSchema':{'type':'string'},"
                                + "'responseJsonSchema':{'type':'string'}}",
                        "response_schema and response_json_schema cannot be set at the same time. Please use only one."),
                refused("'generationConfig':{'logprobs':3}", "logprobs can only be set if response_logprobs is true."),
                new Refused(
                        NEWER,
                        "'generationConfig':{'thinkingConfig':{'thinkingBudget':5,'thinkingLevel':'low'}}",
                        "You can only set only one of thinking budget and thinking level."),
                refused(
                        "'generationConfig':{'thinkingConfig':{'thinkingLevel':'low'}}",
                        "Thinking level is not supported for this model."),
                refused(
                        "'generationConfig':{'thinkingConfig':{'thinkingBudget':30000}}",
                        "The thinking budget 30000 is invalid. Please choose a value between 0 and 24576."),
                new Refused(
                        "gemini-2.5-pro",
                        "'generationConfig':{'thinkingConfig':{'thinkingBudget':0}}",
                        "Budget 0 is invalid. This model only works in thinking mode."),
                new Refused(
                        "gemini-2.5-flash-lite",
                        "'generationConfig':{'thinkingConfig':{'thinkingBudget':100}}",
                        "The thinking budget 100 is invalid. Please choose a value between 512 and 24576."));
    }

    static Stream<Refused> tools() {
        String where = "tools[0].function_declarations[0].parameters";
        return Stream.of(
                line(
                        "'tools':[{'functionDeclarations':[{'name':'9 lives'}]}]",
                        "tools[0].function_declarations[0].name",
                        "Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, "
                                + "0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64."),
                refused(
                        "'tools':[{'functionDeclarations':[" + FUNCTION + "," + FUNCTION + "]}]",
                        "Duplicate function declaration found: f"),
                line(parameters("{'type':'object'}"), where + ".properties", "should be non-empty for OBJECT type"),
                line(
                        parameters("{'type':'object','properties':{'a':{'type':'string'}},'required':['b']}"),
                        where + ".required[0]",
                        "property is not defined"),
                line(
                        parameters("{'type':'object','properties':{'a':{'type':'array'}}}"),
                        where + ".properties[a].items",
                        "missing field."),
                line(
                        parameters("{'type':'object','properties':{'a':{'type':'integer','enum':['1']}}}"),
                        where + ".properties[a].enum",
                        "only allowed for STRING type"),
                line(
                        parameters("{'type':'object','properties':{'a':{'type':'string','enum':['']}}}"),
                        where + ".properties[a].enum[0]",
                        "cannot be empty"),
                line(
                        parameters("{'type':'object','properties':{'a':{'type':'string','format':'uri'}}}"),
                        where + ".properties[a].format",
                        "only 'enum' and 'date-time' are supported for STRING type"),
                line(
                        parameters("{'type':'object','properties':{'a':{}}}"),
                        where + ".properties[a].type",
                        "must be specified"),
                line(
                        "'tools':[{'functionDeclarations':[{'name':'f','parametersJsonSchema':{},'parameters':"
                                + "{'type':'string'}}]}]",
                        "tools[0].function_declarations[0]",
                        "only one of parameters and parameters_json_schema can be set"),
                refused(
                        "'tools':[{'functionDeclarations':[" + FUNCTION + "]},{'googleSearch':{}}]",
                        "Tool use with function calling is unsupported by the model."),
                refused(
                        "'toolConfig':{'functionCallingConfig':{'mode':'AUTO','allowedFunctionNames':['f']}}," + TOOLS,
                        "Function calling config is set without function calling mode ANY: allowed_function_names should "
                                + "only be set when the mode is ANY or VALIDATED."),
                refused(
                        "'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['g']}}," + TOOLS,
                        "Function name in allowed_function_names is not defined in the function_declarations: g"),
                refused(
                        "'toolConfig':{'functionCallingConfig':{'mode':'ANY'}}",
                        "Function calling config is set without function_declarations."));
    }

    static final List<String> ACCEPTED = List.of(
            "",
            "'systemInstruction':{'parts':[{'text':'Be brief.'}]}",
            "'system_instruction':{'parts':{'text':'Be brief.'}}",
            "'generationConfig':{'temperature':0.5,'topP':0.9,'topK':40,'maxOutputTokens':5,'stopSequences':['a'],'seed':1,"
                    + "'candidateCount':2,'responseLogprobs':true,'logprobs':3,'presencePenalty':0.1,'frequencyPenalty':0.1}",
            "'generation_config':{'max_output_tokens':'5','response_modalities':['TEXT','image'],'top_k':null}",
            "'generationConfig':{'responseMimeType':'application/json','responseSchema':{'type':'OBJECT','properties':"
                    + "{'a':{'type':'STRING','nullable':true}},'propertyOrdering':['a']}}",
            "'generationConfig':{'responseMimeType':'application/json','responseJsonSchema':{'type':'object',"
                    + "'additionalProperties':false}}",
            "'generationConfig':{'thinkingConfig':{'includeThoughts':true,'thinkingBudget':-1}}",
            "'generationConfig':{'speechConfig':{'voiceConfig':{'prebuiltVoiceConfig':{'voiceName':'Kore'}}},"
                    + "'imageConfig':{'aspectRatio':'1:1'},'mediaResolution':'MEDIA_RESOLUTION_LOW'}",
            "'safetySettings':[{'category':'HARM_CATEGORY_HARASSMENT','threshold':'BLOCK_NONE'}],'cachedContent':'c'",
            "'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['f']}}," + TOOLS,
            "'tools':[{'googleSearch':{}},{'codeExecution':{}},{'urlContext':{}}]",
            "'tools':[{'functionDeclarations':[{'name':'f'},{'name':'g','parametersJsonSchema':{'type':'object'}}]}]",
            "'contents':[{'role':'user','parts':[{'text':'a'},{'inlineData':{'mimeType':'image/png','data':'aGk='}},"
                    + "{'fileData':{'mimeType':'video/mp4','fileUri':'gs://b/v.mp4'},'videoMetadata':{'fps':1}}]}]",
            "'contents':[" + CALL + "," + ANSWER + "]," + TOOLS,
            "'contents':[" + ASK + ",{'role':'model','parts':[{'text':'hm','thought':true},"
                    + "{'functionCall':{'name':'f','args':{}}},{'functionCall':{'name':'g','args':{}}}]},"
                    + "{'role':'user','parts':[{'functionResponse':{'name':'g','response':{}}},"
                    + "{'functionResponse':{'name':'f','response':{}}}]}]");

    @AfterAll
    void close() {
        client.close();
        vendor.close();
    }

    @ParameterizedTest
    @MethodSource({"fields", "contents", "generation", "tools"})
    void refusesWithTheVendorsOwnError(Refused refused) {
        Client.Answered answered = post(refused.model(), refused.fields());

        assertThat(answered.json().at("/error/message").asString("none")).isEqualTo(refused.message());
        assertThat(answered.json().at("/error/status").stringValue()).isEqualTo("INVALID_ARGUMENT");
        assertThat(answered.json().at("/error/code").intValue()).isEqualTo(400);
        assertThat(answered.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @FieldSource("ACCEPTED")
    void acceptsWhatIsRight(String fields) {
        Client.Answered answered = post(OLDER, fields);

        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{'a':}"})
    void refusesWhatIsNoJsonObject(String body) {
        Client.Answered answered = client.post("/v1beta/models/" + OLDER + ":generateContent", body);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().at("/error/message").stringValue()).startsWith("Invalid JSON payload received.");
    }

    @Test
    void refusesToCountNothing() {
        assertThat(client.post("/v1beta/models/" + OLDER + ":countTokens", "{}").text())
                .contains("exactly one of contents and generate_content_request must be set");
    }

    @Test
    void refusesUnknownOperations() {
        assertThat(client.post("/v1beta/models/" + OLDER + ":embed", PLAIN).status())
                .isEqualTo(404);
        assertThat(client.post("/v1beta/files", PLAIN).status()).isEqualTo(404);
    }

    @Test
    void tellsWhichFieldIsUnknownInTheDetails() {
        Client.Answered answered = post(OLDER, "'generationConfig':{'foo':1}");

        assertThat(answered.json().at("/error/details/0/@type").stringValue())
                .isEqualTo("type.googleapis.com/google.rpc.BadRequest");
        assertThat(answered.json()
                        .at("/error/details/0/fieldViolations/0/field")
                        .stringValue())
                .isEqualTo("generation_config");
    }

    @Test
    void takesASignedCallOfTheThirdGeneration() {
        String signed = CALL.replace("'args':{}}", "'args':{}},'thoughtSignature':'aGk='");

        assertThat(post(NEWER, "'contents':[" + signed + "," + ANSWER + "]," + TOOLS)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void needsNoSignatureInEarlierTurns() {
        String history = CALL + "," + ANSWER + ",{'role':'model','parts':[{'text':'ok'}]}," + ASK;

        assertThat(post(NEWER, "'contents':[" + history + "]," + TOOLS).status())
                .isEqualTo(200);
    }

    @Test
    void mixesBuiltInToolsWithFunctionsInTheThirdGeneration() {
        String fields = "'tools':[{'functionDeclarations':[" + FUNCTION + "]},{'googleSearch':{}}]";

        assertThat(post(NEWER, fields).status()).isEqualTo(200);
    }

    @Test
    void takesTheKeyFromTheQuery() {
        try (Client keyless = new Client(vendor.baseUrl())) {
            Client.Answered answered =
                    keyless.post("/v1beta/models/" + OLDER + ":generateContent?key=k", Bodies.with(PLAIN, ""));

            assertThat(answered.status()).isEqualTo(200);
        }
    }

    @Test
    void refusesAMissingKey() {
        try (Client keyless = new Client(vendor.baseUrl())) {
            Client.Answered answered = keyless.get("/v1beta/models");

            assertThat(answered.status()).isEqualTo(403);
            assertThat(answered.json().at("/error/status").stringValue()).isEqualTo("PERMISSION_DENIED");
        }
    }

    @Test
    void countsTokens() {
        Client.Answered answered = client.post("/v1beta/models/" + OLDER + ":countTokens", Bodies.with(PLAIN, ""));

        assertThat(answered.json().path("totalTokens").intValue()).isPositive();
    }

    private Client.Answered post(String model, String fields) {
        return client.post("/v1beta/models/" + model + ":generateContent", Bodies.with(PLAIN, fields));
    }
}
