package dev.dragoman.testkit.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeAnthropic;
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
class AnthropicRulesTest {

    private static final String PLAIN =
            "{'model':'claude-sonnet-4-5','max_tokens':4096,'messages':[{'role':'user','content':'Hi'}]}";
    private static final String TOOLS = "'tools':[{'name':'f','input_schema':{'type':'object','properties':{}}}]";
    private static final String USE = "{'role':'user','content':'Hi'},{'role':'assistant','content':"
            + "[{'type':'tool_use','id':'a','name':'f','input':{}}]}";
    private static final String BUDGET = "'thinking':{'type':'enabled','budget_tokens':1024}";
    private static final String CONSULT = "Please consult our documentation at "
            + "https://docs.claude.com/en/docs/build-with-claude/extended-thinking";

    private final FakeAnthropic vendor = FakeAnthropic.start();
    private final Client client = client("2023-06-01");

    record Refused(String fields, String message) {

        @Override
        public String toString() {
            return fields;
        }
    }

    private static Refused refused(String fields, String message) {
        return new Refused(fields, message);
    }

    static Stream<Refused> fields() {
        return Stream.of(
                refused("'foo':1", "foo: Extra inputs are not permitted"),
                refused("'n':1", "n: Extra inputs are not permitted"),
                refused("'max_tokens':'absent'", "max_tokens: Field required"),
                refused("'max_tokens':'many'", "max_tokens: Input should be a valid integer"),
                refused("'max_tokens':0", "max_tokens: Input should be greater than or equal to 1"),
                refused("'temperature':1.5", "temperature: range: 0..1"),
                refused("'stream':'yes'", "stream: Input should be a valid boolean"),
                refused("'stop_sequences':'END'", "stop_sequences: Input should be a valid list"),
                refused("'messages':[]", "messages: at least one message is required"),
                refused("'service_tier':'flex'", "service_tier: Input should be 'auto' or 'standard_only'"),
                refused("'metadata':{'session':'x'}", "metadata.session: Extra inputs are not permitted"),
                refused(
                        "'metadata':{'user_id':'" + "u".repeat(257) + "'}",
                        "metadata.user_id: String should have at most 256 characters"),
                refused(
                        "'messages':[{'role':'user','content':'Hi','name':'kim'}]",
                        "messages.0.name: Extra inputs are not permitted"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'text','text':'a','foo':1}]}]",
                        "messages.0.content.0.text.foo: Extra inputs are not permitted"),
                refused(
                        "'messages':[{'role':'user','content':[{'text':'a'}]}]",
                        "messages.0.content.0.type: Field required"),
                refused(
                        "'messages':[{'role':'robot','content':'Hi'}]",
                        "messages.0.role: Input should be 'user' or 'assistant'"),
                refused(
                        "'messages':[{'role':'tool','tool_call_id':'a','content':'Hi'}]",
                        "messages.0.role: Input should be 'user' or 'assistant'"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':"
                                + "'image/bmp','data':'aGk='}}]}]",
                        "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', "
                                + "'image/gif' or 'image/webp'"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':"
                                + "'image/png','data':'%%'}}]}]",
                        "messages.0.content.0.image.source.base64.data: invalid base64 data"),
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':[{'type':'thinking',"
                                + "'thinking':'hm'}]},{'role':'user','content':'Go on'}]",
                        "messages.1.content.0.thinking.signature: Field required"),
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':[{'type':'tool_use',"
                                + "'id':'a b','name':'f','input':{}}]}]",
                        "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'"),
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':[{'type':'tool_use',"
                                + "'id':'a','name':'f','input':'{}'}]}]",
                        "messages.1.content.0.tool_use.input: Input should be a valid dictionary"),
                refused(
                        "'tools':[{'name':'not a name','input_schema':{'type':'object'}}]",
                        "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'"),
                refused("'tools':[{'name':'f'}]", "tools.0.custom.input_schema: Field required"),
                refused("'tools':[{'name':'f','input_schema':{}}]", "tools.0.custom.input_schema.type: Field required"),
                refused(
                        "'tools':[{'name':'f','input_schema':{'type':'array'}}]",
                        "tools.0.custom.input_schema.type: Input should be 'object'"),
                refused(
                        "'tools':[{'type':'function','function':{'name':'f'}}]",
                        "tools.0: Input tag 'function' found using 'type' does not match any of the expected tags: "
                                + "'custom', 'bash_20241022', 'bash_20250124', 'code_execution_20250522', "
                                + "'code_execution_20250825', 'code_execution_20260120', 'code_execution_20260521', "
                                + "'browser_toolset_20260801', 'computer_toolset_20260801', 'computer_20241022', "
                                + "'computer_20250124', 'computer_20251124', 'memory_20250818', 'text_editor_20241022', "
                                + "'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728', "
                                + "'web_search_20250305', 'web_search_20260209', 'web_search_20260318', "
                                + "'web_fetch_20250910', 'web_fetch_20260209', 'web_fetch_20260309', "
                                + "'web_fetch_20260318', 'advisor_20260301', 'tool_search_tool_bm25_20251119', "
                                + "'tool_search_tool_bm25', 'tool_search_tool_regex_20251119', "
                                + "'tool_search_tool_regex', 'mcp_toolset'"),
                refused(
                        "'tools':[{'type':'web_search_20250305','name':'search'}]",
                        "tools.0.web_search_20250305.name: Input should be 'web_search'"),
                refused(
                        "'tool_choice':'auto'," + TOOLS,
                        "tool_choice: Input should be a valid dictionary or object to extract fields from"),
                refused(
                        "'thinking':{'type':'enabled','budget_tokens':1023}",
                        "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024"),
                refused(
                        "'output_format':{'type':'json_schema','schema':{}}",
                        "output_format: Extra inputs are not permitted"),
                refused("'context_management':{'edits':[]}", "context_management: Extra inputs are not permitted"));
    }

    static Stream<Refused> conversations() {
        return Stream.of(
                refused(
                        "'messages':[{'role':'assistant','content':'Hi'}]",
                        "messages: first message must use the \"user\" role"),
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'system','content':'Be brief.'}]",
                        "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter, not "
                                + "\"system\" as an input message role."),
                refused(
                        "'messages':[{'role':'user','content':''}]",
                        "messages.0: all messages must have non-empty content except for the optional final assistant "
                                + "message"),
                refused(
                        "'messages':[{'role':'user','content':' '}]",
                        "messages: text content blocks must contain non-whitespace text"),
                refused(
                        "'messages':[{'role':'user','content':[]}]",
                        "messages.0: all messages must have non-empty content except for the optional final assistant "
                                + "message"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'text','text':''}]}]",
                        "messages: text content blocks must be non-empty"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'text','text':' \\n'}]}]",
                        "messages: text content blocks must contain non-whitespace text"),
                refused("'system':[{'type':'text','text':''}]", "system: text content blocks must be non-empty"),
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'The answer is '}]",
                        "messages: final assistant content cannot end with trailing whitespace"),
                refused(
                        "'model':'claude-opus-4-6','messages':[{'role':'user','content':'Hi'},{'role':'assistant',"
                                + "'content':'The'}]",
                        "This model does not support assistant message prefill. The conversation must end with a user "
                                + "message."),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'tool_use','id':'a','name':'f','input':{}}]}],"
                                + TOOLS,
                        "messages.0.content.0: `tool_use` blocks can only be in `assistant` messages"),
                refused(
                        "'messages':[" + USE
                                + ",{'role':'assistant','content':[{'type':'tool_result','tool_use_id':'a'}]}],"
                                + TOOLS,
                        "messages.2.content.0: `tool_result` blocks can only be in `user` messages"),
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':[{'type':'thinking',"
                                + "'thinking':'hm','signature':''}]},{'role':'user','content':'Go on'}]",
                        "messages.1.content.0: Invalid `signature` in `thinking` block"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'url','url':"
                                + "'http://x/y.png'}}]}]",
                        "messages.0.content.0.image.source.url.url: Only HTTPS URLs are supported."),
                refused(
                        "'stop_sequences':['END','\\n']",
                        "stop_sequences: each stop sequence must contain non-whitespace"));
    }

    static Stream<Refused> tools() {
        return Stream.of(
                refused(
                        "'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}]}]," + TOOLS,
                        "messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: a. Each "
                                + "`tool_result` block must have a corresponding `tool_use` block in the previous message."),
                refused(
                        "'messages':[" + USE + ",{'role':'user','content':'and?'}]," + TOOLS,
                        "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a. Each "
                                + "`tool_use` block must have a corresponding `tool_result` block in the next message."),
                refused(
                        "'messages':[" + USE + "]," + TOOLS,
                        "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a. Each "
                                + "`tool_use` block must have a corresponding `tool_result` block in the next message."),
                refused(
                        "'messages':[" + USE + ",{'role':'user','content':[{'type':'text','text':'Here:'},"
                                + "{'type':'tool_result','tool_use_id':'a'}]}]," + TOOLS,
                        "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a. Each "
                                + "`tool_use` block must have a corresponding `tool_result` block in the next message."),
                refused(
                        "'messages':[" + USE + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'},"
                                + "{'type':'tool_result','tool_use_id':'a'}]}]," + TOOLS,
                        "messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks "
                                + "with id: a"),
                refused(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':["
                                + "{'type':'tool_use','id':'a','name':'f','input':{}},"
                                + "{'type':'tool_use','id':'a','name':'f','input':{}}]},"
                                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}]}]," + TOOLS,
                        "messages.1.content.1: `tool_use` ids must be unique"),
                refused(
                        "'messages':[" + USE + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}]}]",
                        "Requests which include `tool_use` or `tool_result` blocks must define tools"),
                refused(
                        "'tools':[{'name':'f','input_schema':{'type':'object'}},{'name':'f','input_schema':"
                                + "{'type':'object'}}]",
                        "tools: Tool names must be unique."),
                refused(
                        "'tools':[{'name':'f','input_schema':{'type':'object','anyOf':[]}}]",
                        "tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top "
                                + "level"),
                refused(
                        "'tool_choice':{'type':'auto'}",
                        "tool_choice: tool_choice may only be specified while providing tools"),
                refused("'tool_choice':{'type':'tool','name':'g'}," + TOOLS, "Tool 'g' not found in provided tools"));
    }

    static Stream<Refused> thinking() {
        return Stream.of(
                refused(
                        BUDGET + ",'max_tokens':1024",
                        "`max_tokens` must be greater than `thinking.budget_tokens`. " + CONSULT
                                + "#max-tokens-and-context-window-size"),
                refused(
                        BUDGET + ",'temperature':0.5",
                        "`temperature` may only be set to 1 when thinking is enabled. " + CONSULT
                                + "#important-considerations-when-using-extended-thinking"),
                refused(
                        BUDGET + ",'top_k':5",
                        "`top_k` must be unset when thinking is enabled. " + CONSULT
                                + "#important-considerations-when-using-extended-thinking"),
                refused(
                        BUDGET + ",'top_p':0.5",
                        "`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled. " + CONSULT
                                + "#important-considerations-when-using-extended-thinking"),
                refused(
                        BUDGET + ",'tool_choice':{'type':'any'}," + TOOLS,
                        "Thinking may not be enabled when tool_choice forces tool use."),
                refused(
                        BUDGET + ",'messages':[" + USE
                                + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}" + "]}],"
                                + TOOLS,
                        "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When "
                                + "`thinking` is enabled, a final `assistant` message must start with a thinking block "
                                + "(preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you "
                                + "include thinking blocks from previous turns. To avoid this requirement, disable "
                                + "`thinking`. " + CONSULT),
                refused(
                        "'model':'claude-opus-4-7'," + BUDGET,
                        "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and "
                                + "\"output_config.effort\" to control thinking behavior."),
                refused("'thinking':{'type':'adaptive'}", "adaptive thinking is not supported on this model"),
                refused("'model':'claude-opus-5','temperature':0.5", "`temperature` is deprecated for this model."),
                refused("'model':'claude-sonnet-5','top_k':5", "`top_k` is deprecated for this model."),
                refused(
                        "'temperature':0.5,'top_p':0.5",
                        "`temperature` and `top_p` cannot both be specified for this model. Please use only one."));
    }

    static Stream<Refused> caching() {
        String marked = "{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}";
        return Stream.of(
                refused(
                        "'messages':[{'role':'user','content':["
                                + String.join(
                                        ",",
                                        Stream.generate(() -> marked).limit(5).toList()) + "]}]",
                        "A maximum of 4 blocks with cache_control may be provided. Found 5."),
                refused(
                        "'messages':[" + USE + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'a',"
                                + "'content':[{'type':'text','text':'','cache_control':{'type':'ephemeral'}}]}]}],"
                                + TOOLS,
                        "messages.2.content.0.content.0.text: cache_control cannot be set for empty text blocks"),
                refused(
                        "'system':[" + marked + "],'messages':[{'role':'user','content':[{'type':'text','text':'a',"
                                + "'cache_control':{'type':'ephemeral','ttl':'1h'}}]}]",
                        "messages.0.content.0.cache_control.ttl: a ttl='1h' cache_control block must not come after a "
                                + "ttl='5m' cache_control block. Note that blocks are processed in the following order: "
                                + "`tools`, `system`, `messages`."));
    }

    static final List<String> ACCEPTED = List.of(
            "",
            "'temperature':0.5,'top_k':5,'stop_sequences':['END'],'metadata':{'user_id':'u'},'service_tier':'auto'",
            "'system':'Be brief.','stream':true",
            "'system':[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral','ttl':'1h'}}]",
            "'messages':[{'role':'user','content':'a'},{'role':'user','content':'b'}]",
            "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'The'}]",
            "'messages':[{'role':'user','content':[{'type':'text','text':'a'},"
                    + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'aGk='}},"
                    + "{'type':'image','source':{'type':'url','url':'https://x/y.png'}},"
                    + "{'type':'document','title':'t','context':'c','citations':{'enabled':true},"
                    + "'source':{'type':'base64','media_type':'application/pdf','data':'aGk='}},"
                    + "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'t'}}]}]",
            "'tool_choice':{'type':'any','disable_parallel_tool_use':true}," + TOOLS,
            "'tools':[{'type':'web_search_20250305','name':'web_search','max_uses':1},{'type':'bash_20250124','name':'bash'},"
                    + "{'type':'computer_20250124','name':'computer','display_width_px':1,'display_height_px':1},"
                    + "{'type':'custom','name':'f','strict':true,'input_schema':{'type':'object'},"
                    + "'cache_control':{'type':'ephemeral'}}]",
            "'messages':[" + USE + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','is_error':true,"
                    + "'content':[{'type':'text','text':'x'}]},{'type':'text','text':'and?'}]}]," + TOOLS,
            "'messages':[" + USE
                    + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'x'}]},"
                    + "{'role':'user','content':'and?'}]," + TOOLS,
            BUDGET + ",'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':["
                    + "{'type':'thinking','thinking':'hm','signature':'s'},{'type':'redacted_thinking','data':'d'},"
                    + "{'type':'tool_use','id':'a','name':'f','input':{}}]},"
                    + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}]}]," + TOOLS,
            "'model':'claude-opus-4-6','thinking':{'type':'adaptive','display':'summarized'},"
                    + "'output_config':{'effort':'max','format':{'type':'json_schema','schema':{'type':'object'}}}",
            "'model':'claude-opus-5','temperature':1,'messages':[{'role':'user','content':'Hi'},"
                    + "{'role':'system','content':'Be brief.'}]",
            "'container':'c','inference_geo':'us','speed':'fast','cache_control':{'type':'ephemeral'}");

    @AfterAll
    void close() {
        client.close();
        vendor.close();
    }

    @ParameterizedTest
    @MethodSource({"fields", "conversations", "tools", "thinking", "caching"})
    void refusesWithTheVendorsOwnError(Refused refused) {
        Client.Answered answered = client.post("/v1/messages", Bodies.with(PLAIN, refused.fields()));

        assertThat(answered.json().at("/error/message").asString("none")).isEqualTo(refused.message());
        assertThat(answered.json().at("/error/type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(answered.json().path("type").stringValue()).isEqualTo("error");
        assertThat(answered.json().path("request_id").stringValue()).isEqualTo(answered.header("request-id"));
        assertThat(answered.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @FieldSource("ACCEPTED")
    void acceptsWhatIsRight(String fields) {
        Client.Answered answered = client.post("/v1/messages", Bodies.with(PLAIN, fields));

        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{'a':}"})
    void refusesWhatIsNoJsonObject(String body) {
        Client.Answered answered = client.post("/v1/messages", body);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().at("/error/type").stringValue()).isEqualTo("invalid_request_error");
    }

    @Test
    void refusesAnEmptyBearerToken() {
        try (Client empty =
                new Client(vendor.baseUrl(), "authorization", "Basic x", "anthropic-version", "2023-06-01")) {
            assertThat(empty.post("/v1/messages", Bodies.with(PLAIN, "")).text())
                    .contains("Invalid bearer token");
        }
    }

    @Test
    void demandsAlternatingRolesWhenToldTo() {
        try (FakeAnthropic older = FakeAnthropic.requiringAlternation();
                Client olderClient = new Client(older.baseUrl(), "x-api-key", "k", "anthropic-version", "2023-06-01")) {
            Client.Answered answered = olderClient.post(
                    "/v1/messages",
                    Bodies.with(PLAIN, "'messages':[{'role':'user','content':'a'},{'role':'user','content':'b'}]"));

            assertThat(answered.json().at("/error/message").stringValue())
                    .isEqualTo("messages: roles must alternate between \"user\" and \"assistant\", but found multiple "
                            + "\"user\" roles in a row");
        }
    }

    @Test
    void takesBetaFieldsOfANamedBeta() {
        String body = Bodies.with(PLAIN, "'output_format':{'type':'json_schema','schema':{'type':'object'}}");
        try (Client beta = new Client(
                vendor.baseUrl(),
                "authorization",
                "Bearer t",
                "anthropic-version",
                "2023-06-01",
                "anthropic-beta",
                "files-api-2025-04-14, structured-outputs-2025-11-13")) {
            assertThat(beta.post("/v1/messages", body).status()).isEqualTo(200);
        }
    }

    @Test
    void countsTokensWithoutALimit() {
        Client.Answered answered =
                client.post("/v1/messages/count_tokens", Bodies.with(PLAIN, "'max_tokens':'absent'"));

        assertThat(answered.json().path("input_tokens").intValue()).isPositive();
    }

    @Test
    void refusesALimitWhereTokensAreCounted() {
        Client.Answered answered = client.post("/v1/messages/count_tokens", Bodies.with(PLAIN, ""));

        assertThat(answered.text()).contains("max_tokens: Extra inputs are not permitted");
    }

    @Test
    void refusesAMissingKey() {
        try (Client anonymous = new Client(vendor.baseUrl(), "anthropic-version", "2023-06-01")) {
            Client.Answered answered = anonymous.post("/v1/messages", Bodies.with(PLAIN, ""));

            assertThat(answered.status()).isEqualTo(401);
            assertThat(answered.json().at("/error/message").stringValue()).isEqualTo("x-api-key header is required");
        }
    }

    @Test
    void refusesAMissingVersion() {
        try (Client ageless = new Client(vendor.baseUrl(), "x-api-key", "k")) {
            Client.Answered answered = ageless.post("/v1/messages", Bodies.with(PLAIN, ""));

            assertThat(answered.text()).contains("anthropic-version: header is required");
        }
    }

    static Stream<Refused> newestVersion() {
        String citation = "'citations':[{'type':'search_result_location','cited_text':'a','source':'s','title':null,"
                + "'search_result_index':0,'start_block_index':0,'end_block_index':1}]";
        return Stream.of(
                refused("'temperature':1", "temperature: Extra inputs are not permitted"),
                refused("'top_k':1", "top_k: Extra inputs are not permitted"),
                refused(
                        "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'document',"
                                + "'source':{'type':'text','media_type':'text/plain','data':'t'}}]},"
                                + "{'role':'user','content':'b'}]",
                        "messages.1.content.0: `document` blocks can only be in `user` messages"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'text','text':'a'," + citation + "}]}]",
                        "messages.0.content.0.text.citations: citations are not permitted in `user` messages"),
                refused(
                        "'messages':[{'role':'user','content':[{'type':'search_result','source':'s','title':'t','content':"
                                + "[{'type':'text','text':'a'," + citation + "}]}]}]",
                        "messages.0.content.0.search_result.content.0.text.citations: citations are not permitted in `user` "
                                + "messages"));
    }

    @ParameterizedTest
    @MethodSource("newestVersion")
    void refusesMoreInTheNewestVersionThanBefore(Refused refused) {
        String body = Bodies.with(PLAIN, refused.fields());
        try (Client newest = client("2026-10-21")) {
            Client.Answered answered = newest.post("/v1/messages", body);

            assertThat(answered.json().at("/error/message").asString("none")).isEqualTo(refused.message());
            assertThat(client.post("/v1/messages", body).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesAnUnknownVersion() {
        try (Client future = client("2099-01-01")) {
            Client.Answered answered = future.post("/v1/messages", Bodies.with(PLAIN, ""));

            assertThat(answered.text()).contains("is not a valid version");
        }
    }

    private Client client(String version) {
        return new Client(vendor.baseUrl(), "x-api-key", "k", "anthropic-version", version);
    }
}
