package dev.dragoman.dialect.anthropic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.golden.Golden;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicRequestWriterTest {

    private static final Golden GOLDEN = new Golden("anthropic");

    private static final Message ASK = user(new Part.Text("What is in the picture?"));
    private static final JsonObject SCHEMA =
            Json.parseObject("{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}}}");
    private static final Tool LOOKUP = new Tool.Function("lookup", null, SCHEMA, null, null, JsonObject.EMPTY);

    @Test
    void theWorkedExampleIsWrittenAsInTheReference() {
        ChatRequest request = ChatRequest.builder("claude-sonnet-4-5")
                .messages(List.of(
                        new Message.Instructions(List.of(new Part.Text("Be brief.")), false, null),
                        user(
                                new Part.Text("What is in the picture?"),
                                new Part.Image(new MediaSource.Base64("image/png", "iVBOR"), null, null))))
                .tools(List.of(LOOKUP))
                .toolChoice(new ToolChoice.Auto())
                .parallelToolCalls(false)
                .sampling(stop("END"))
                .user("u-17")
                .build();

        WrittenRequest written = write(request, Claude.SONNET_4_5);

        GOLDEN.assertSame(written.body().toObject(), "worked-example.request.out.json");
        assertThat(written.unsupported()).isEmpty();
        assertThat(written.betas()).isEmpty();
    }

    @Test
    void consecutiveMessagesOfOneRoleBecomeOne() {
        JsonObject body = body(request(user(new Part.Text("a")), user(new Part.Text("b"))), Claude.SONNET_4_5);

        assertThat(body.get("messages"))
                .isEqualTo(json("[{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}]"));
    }

    @Test
    void allSystemMessagesAreHoistedWhereverTheyStand() {
        JsonObject body = body(
                request(
                        system("one"),
                        user(new Part.Text("a")),
                        system("two"),
                        new Message.Instructions(List.of(new Part.Text(" ")), true, null)),
                Claude.SONNET_4_5);

        assertThat(body.get("system")).isEqualTo(json("[{'type':'text','text':'one'},{'type':'text','text':'two'}]"));
    }

    @Test
    void aModelThatTakesThemKeepsLaterSystemMessagesInTheirPlace() {
        ModelTraits traits =
                new ModelTraits("claude-next", null, Set.of(ModelTraits.Ability.MID_CONVERSATION_SYSTEM), true);

        JsonObject body = body(request(system("one"), user(new Part.Text("a")), system("two"), ASK), traits);

        assertThat(item(body, "messages", 1))
                .isEqualTo(json("{'role':'system','content':[{'type':'text','text':'two'}]}"));
    }

    @Test
    void toolResultsStandFirstAndOnlyOncePerCall() {
        JsonObject body = body(
                request(
                        ASK,
                        assistant(
                                new Part.ToolCall("t1", "lookup", "{\"q\":1}"), new Part.ToolCall("t2", "lookup", "")),
                        user(new Part.Text("well?")),
                        result("t1", "old"),
                        result("t2", "two"),
                        result("t1", "one")),
                Claude.SONNET_4_5);

        assertThat(item(body, "messages", 2))
                .isEqualTo(json("{'role':'user','content':["
                        + "{'type':'tool_result','tool_use_id':'t1','content':'one'},"
                        + "{'type':'tool_result','tool_use_id':'t2','content':'two'},"
                        + "{'type':'text','text':'well?'}]}"));
    }

    @Test
    void blankToolArgumentsBecomeAnEmptyObject() {
        JsonObject block = block(request(ASK, assistant(new Part.ToolCall("t1", "f", " "))), 1);

        assertThat(block.get("input")).isEqualTo(JsonObject.EMPTY);
    }

    @Test
    void argumentsThatAreNoJsonObjectAreSentBackAsSuch() {
        JsonObject block = block(request(ASK, assistant(new Part.ToolCall("t1", "f", "{\"q\":"))), 1);

        assertThat(block.get("input")).isEqualTo(json("{'INVALID_JSON':'{\\'q\\':'}"));
    }

    @Test
    void idsOfOtherVendorsAreCleanedTheSameWayInCallsAndResults() {
        JsonObject body = body(
                request(ASK, assistant(new Part.ToolCall("call:1/ä", "f", "{}")), result("call:1/ä", "x")),
                Claude.SONNET_4_5);

        assertThat(content(body, 1).string("id")).isEqualTo("call_1__");
        assertThat(content(body, 2).string("tool_use_id")).isEqualTo("call_1__");
    }

    @Test
    void anIdUsedInTwoTurnsIsMadeUnique() {
        JsonObject body = body(
                request(
                        ASK,
                        assistant(new Part.ToolCall("call_0", "f", "{}")),
                        result("call_0", "x"),
                        assistant(new Part.ToolCall("call_0", "f", "{}")),
                        result("call_0", "y")),
                Claude.SONNET_4_5);

        assertThat(content(body, 3).string("id")).isEqualTo("call_0_2");
        assertThat(content(body, 4).string("tool_use_id")).isEqualTo("call_0_2");
    }

    @Test
    void anotherVendorsSignatureInAnIdIsCutOff() {
        JsonObject block = block(request(ASK, assistant(new Part.ToolCall("call_1__thought__a+b=", "f", "{}"))), 1);

        assertThat(block.string("id")).isEqualTo("call_1");
    }

    @Test
    void blankTextsAreSkippedAndMessagesThatBecomeEmptyToo() {
        JsonObject body = body(
                request(ASK, assistant(new Part.Text(" \n")), user(new Part.Text(""), new Part.Text("b"))),
                Claude.SONNET_4_5);

        assertThat(body.get("messages"))
                .isEqualTo(json("[{'role':'user','content':[{'type':'text','text':'What is in the picture?'},"
                        + "{'type':'text','text':'b'}]}]"));
    }

    @Test
    void whiteSpaceAtTheEndOfAPrefilledAnswerIsRemoved() {
        JsonObject block = block(request(ASK, assistant(new Part.Text("The best answer is ( \n"))), 1);

        assertThat(block.string("text")).isEqualTo("The best answer is (");
    }

    @Test
    void signedThoughtsAreSentBackAndUnsignedOnesAreNot() {
        JsonObject body = body(
                request(
                        ASK,
                        assistant(
                                new Part.Thinking("mine", "sig"),
                                new Part.Thinking("foreign", null),
                                new Part.RedactedThinking("xyz"),
                                new Part.Text("ok")),
                        ASK),
                Claude.SONNET_4_5);

        assertThat(item(body, "messages", 1))
                .isEqualTo(json("{'role':'assistant','content':["
                        + "{'type':'thinking','thinking':'mine','signature':'sig'},"
                        + "{'type':'redacted_thinking','data':'xyz'},{'type':'text','text':'ok'}]}"));
    }

    @Test
    void documentsBecomeTheBlockThatTheirKindNeeds() {
        JsonObject body = body(
                request(user(
                        document(new MediaSource.Base64("application/pdf", "JVBE")),
                        document(new MediaSource.Base64("text/plain", "aGk=")),
                        document(new MediaSource.Base64("image/jpg", "/9j/")),
                        document(new MediaSource.FileId("file_1", null)),
                        document(new MediaSource.FileId("file_2", "text/csv")),
                        document(new MediaSource.FileId("file_3", "image/png")),
                        new Part.Image(new MediaSource.Url("https://x.example/a.PDF?v=1", null), null, null),
                        new Part.Document(new MediaSource.PlainText("plain"), "T", "C", true, new CacheControl("1h")))),
                Claude.SONNET_4_5);

        GOLDEN.assertSame(requireNonNull(body.get("messages")), "documents.messages.out.json");
    }

    @Test
    void uploadedFilesAnnounceTheirFeatures() {
        WrittenRequest written =
                write(request(user(document(new MediaSource.FileId("file_1", null)))), Claude.SONNET_4_5);

        assertThat(written.betas()).containsExactly("files-api-2025-04-14", "code-execution-2025-05-22");
    }

    @Test
    void aDocumentThatIsNoBase64IsRefused() {
        ChatRequest request = request(user(document(new MediaSource.Base64("text/plain", "abc=d"))));

        assertThatThrownBy(() -> write(request, Claude.SONNET_4_5))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("expected: text in base64");
    }

    @Test
    void partsWithoutABlockAreReportedAndLeftOut() {
        WrittenRequest written = write(
                request(user(
                        new Part.Text("hear"),
                        new Part.Audio(new MediaSource.Base64("audio/wav", "UklG"), "wav", null),
                        new Part.Video(new MediaSource.Url("https://x.example/v.mp4", null), null, null),
                        new Part.Opaque("gemini", Json.parse("{\"type\":\"executableCode\"}")))),
                Claude.SONNET_4_5);

        assertThat(written.unsupported())
                .containsExactly(
                        "messages[*].content[*].input_audio",
                        "messages[*].content[*].video_url",
                        "messages[*].content[*].executableCode");
        assertThat(written.body().toObject().get("messages"))
                .isEqualTo(json("[{'role':'user','content':[{'type':'text','text':'hear'}]}]"));
    }

    @Test
    void aConversationOfInstructionsOnlyIsRefused() {
        assertThatThrownBy(() -> write(request(system("Be brief.")), Claude.SONNET_4_5))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refusal -> assertThat(refusal.detail().param()).isEqualTo("messages"));
    }

    @Test
    void anImageInASystemMessageIsRefusedByItsPlace() {
        Message.Instructions picture = new Message.Instructions(
                List.of(new Part.Text("look"), new Part.Image(new MediaSource.Url("https://x", null), null, null)),
                false,
                null);

        assertThatThrownBy(() -> write(request(ASK, picture), Claude.SONNET_4_5))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refusal -> assertThat(refusal.detail().param()).isEqualTo("messages[1].content[1]"));
    }

    @Test
    void cacheMarksAreWrittenEverywhere() {
        ChatRequest request = ChatRequest.builder("claude-sonnet-4-5")
                .messages(List.of(
                        new Message.Instructions(
                                List.of(new Part.Text("s", new CacheControl(null), List.of(), null)), false, null),
                        user(new Part.Text("u", new CacheControl("1h"), List.of(), null)),
                        assistant(new Part.ToolCall("t1", "lookup", "{}", false, null, new CacheControl("300s"))),
                        new Message.ToolResult(
                                List.of(new Part.Text("r", new CacheControl("3600s"), List.of(), null)),
                                "t1",
                                null,
                                true,
                                new CacheControl("5m"))))
                .tools(List.of(
                        new Tool.Function("lookup", "d", SCHEMA, null, new CacheControl(null), JsonObject.EMPTY)))
                .maxTokens(10L)
                .cache(new CacheControl("5m"))
                .build();

        GOLDEN.assertSame(body(request, Claude.SONNET_4_5), "cache-marks.request.out.json");
    }

    @Test
    void toolsNamedInTheHistoryAreDeclaredWhenNoneAreGivenAndMayNotBeCalled() {
        JsonObject body = body(
                request(ASK, assistant(new Part.ToolCall("t1", "lookup", "{}")), result("t1", "x")), Claude.SONNET_4_5);

        assertThat(body.get("tools"))
                .isEqualTo(
                        json("[{'name':'lookup','type':'custom','input_schema':{'type':'object','properties':{}}}]"));
        assertThat(body.get("tool_choice")).isEqualTo(json("{'type':'none'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    auto     |       | {'type':'auto'}
                    none     |       | {'type':'none'}
                    required |       | {'type':'any'}
                    named    |       | {'type':'tool','name':'lookup'}
                             | false | {'type':'auto','disable_parallel_tool_use':true}
                    required | true  | {'type':'any','disable_parallel_tool_use':false}
                    none     | false | {'type':'none'}
                    allowed  |       | {'type':'any'}
                    """)
    void toolChoicesAreTranslated(@Nullable String choice, @Nullable Boolean parallel, String expected) {
        ChatRequest request = request(ASK).toBuilder()
                .tools(List.of(LOOKUP))
                .toolChoice(choice(choice))
                .parallelToolCalls(parallel)
                .build();

        assertThat(body(request, Claude.SONNET_4_5).get("tool_choice")).isEqualTo(json(expected));
    }

    @Test
    void withoutToolsThereIsNothingToChoose() {
        ChatRequest request = request(ASK).toBuilder()
                .toolChoice(new ToolChoice.Auto())
                .parallelToolCalls(false)
                .build();

        assertThat(body(request, Claude.SONNET_4_5).has("tool_choice")).isFalse();
    }

    @Test
    void onlyTheAllowedToolsAreSent() {
        ChatRequest request = request(ASK).toBuilder()
                .tools(List.of(LOOKUP, new Tool.Function("other", null, null, null, null, JsonObject.EMPTY)))
                .toolChoice(new ToolChoice.Allowed(List.of("other"), false))
                .build();

        JsonObject body = body(request, Claude.SONNET_4_5);

        assertThat(body.get("tools"))
                .isEqualTo(json("[{'name':'other','type':'custom','input_schema':{'type':'object','properties':{}}}]"));
        assertThat(body.get("tool_choice")).isEqualTo(json("{'type':'auto'}"));
    }

    @Test
    void settingsOfToolsAreCopiedAndUnknownOnesReported() {
        JsonObject extras = Json.parseObject("{\"defer_loading\":true,\"input_examples\":[{\"q\":\"x\"}],\"shiny\":1}");
        ChatRequest request = request(ASK).toBuilder()
                .tools(List.of(new Tool.Function("lookup", null, SCHEMA, true, null, extras)))
                .build();

        WrittenRequest written = write(request, Claude.SONNET_4_5);

        assertThat(written.body().toObject().get("tools"))
                .isEqualTo(json("[{'name':'lookup','type':'custom','input_schema':{'type':'object','properties':"
                        + "{'q':{'type':'string'}},'additionalProperties':false},'strict':true,'defer_loading':true,"
                        + "'input_examples':[{'q':'x'}]}]"));
        assertThat(written.unsupported()).containsExactly("tools[*].shiny");
        assertThat(written.betas()).containsExactly("advanced-tool-use-2025-11-20");
    }

    @Test
    void webSearchIsAToolOfAnthropics() {
        ChatRequest request = request(ASK).toBuilder()
                .tools(List.of(new Tool.WebSearch(
                        "low",
                        Json.parseObject(
                                "{\"type\":\"approximate\",\"approximate\":{\"city\":\"Bern\",\"country\":\"CH\"}}"))))
                .build();

        assertThat(body(request, Claude.SONNET_4_5).get("tools"))
                .isEqualTo(json("[{'type':'web_search_20250305','name':'web_search','max_uses':1,"
                        + "'user_location':{'type':'approximate','city':'Bern','country':'CH'}}]"));
    }

    @Test
    void webSearchMayBeAskedForByAParameter() {
        ChatRequest request = request(ASK).toBuilder()
                .extras(Json.parseObject("{\"web_search_options\":{\"search_context_size\":\"high\"}}"))
                .build();

        assertThat(body(request, Claude.SONNET_4_5).get("tools"))
                .isEqualTo(json("[{'type':'web_search_20250305','name':'web_search','max_uses':10}]"));
    }

    @Test
    void toolsOfTheVendorPassAndAnnounceTheirFeatures() {
        ChatRequest request = request(ASK).toBuilder()
                .tools(List.of(
                        new Tool.Opaque(
                                "openai",
                                Json.parse("{\"type\":\"computer_20250124\",\"function\":{\"name\":\"computer\","
                                        + "\"parameters\":{\"display_width_px\":1024,\"display_height_px\":768}}}")),
                        new Tool.Opaque(
                                "openai", Json.parse("{\"type\":\"web_fetch_20250910\",\"name\":\"web_fetch\"}")),
                        new Tool.Opaque("openai", Json.parse("{\"type\":\"file_search\"}")),
                        new Tool.Opaque(
                                "openai",
                                Json.parse("{\"type\":\"mcp\",\"server_url\":\"https://m.example/mcp\","
                                        + "\"server_label\":\"m\",\"allowed_tools\":[\"a\"],"
                                        + "\"headers\":{\"Authorization\":\"Bearer t\"}}")),
                        new Tool.Custom("free", null, null)))
                .build();

        WrittenRequest written = write(request, Claude.SONNET_4_5);

        assertThat(written.body().toObject().get("tools"))
                .isEqualTo(json("[{'type':'computer_20250124','name':'computer','display_width_px':1024,"
                        + "'display_height_px':768},{'type':'web_fetch_20250910','name':'web_fetch'}]"));
        assertThat(written.body().toObject().get("mcp_servers"))
                .isEqualTo(json("[{'type':'url','url':'https://m.example/mcp','name':'m','authorization_token':'t',"
                        + "'tool_configuration':{'allowed_tools':['a'],'enabled':true}}]"));
        assertThat(written.unsupported()).containsExactly("tools[*].file_search", "tools[*].custom");
        assertThat(written.betas())
                .containsExactly("computer-use-2025-01-24", "web-fetch-2025-09-10", "mcp-client-2025-04-04");
    }

    @Test
    void aSchemaBindsAModelThatCanBeBound() {
        ChatRequest request = request(ASK).toBuilder()
                .responseFormat(new ResponseFormat.Schema("answer", null, SCHEMA, true))
                .build();

        JsonObject body = body(request, Claude.SONNET_4_5);

        assertThat(body.get("output_config"))
                .isEqualTo(json("{'format':{'type':'json_schema','schema':{'type':'object','properties':"
                        + "{'q':{'type':'string'}},'additionalProperties':false}}}"));
        assertThat(body.has("tools")).isFalse();
    }

    @Test
    void anOlderModelAnswersByCallingATool() {
        ChatRequest request = request(ASK).toBuilder()
                .responseFormat(new ResponseFormat.Schema("answer", null, SCHEMA, true))
                .build();

        JsonObject body = body(request, Claude.SONNET_4);

        assertThat(body.get("tools"))
                .isEqualTo(json("[{'name':'json_tool_call','type':'custom','input_schema':"
                        + "{'type':'object','properties':{'q':{'type':'string'}}}}]"));
        assertThat(body.get("tool_choice")).isEqualTo(json("{'type':'tool','name':'json_tool_call'}"));
    }

    @Test
    void theToolToAnswerByIsNotForcedWhileTheModelThinks() {
        ChatRequest request = request(ASK).toBuilder()
                .responseFormat(new ResponseFormat.Schema("answer", null, SCHEMA, true))
                .reasoning(Reasoning.effort("low"))
                .build();

        assertThat(body(request, Claude.SONNET_4).has("tool_choice")).isFalse();
    }

    @Test
    void theToolToAnswerByStandsBesideTheCallersTools() {
        ChatRequest request = request(ASK).toBuilder()
                .tools(List.of(LOOKUP))
                .responseFormat(new ResponseFormat.Schema(
                        "answer", null, Json.parseObject("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"), true))
                .build();

        JsonObject body = body(request, Claude.SONNET_4);

        assertThat(item(body, "tools", 1))
                .isEqualTo(
                        json(
                                "{'name':'json_tool_call_values','type':'custom','input_schema':{'type':'object',"
                                        + "'properties':{'values':{'type':'array','items':{'type':'string'}}},'required':['values']}}"));
        assertThat(body.get("tool_choice")).isEqualTo(json("{'type':'any'}"));
    }

    @Test
    void jsonModeChangesNothing() {
        ChatRequest request = request(ASK).toBuilder()
                .responseFormat(new ResponseFormat.JsonMode())
                .build();

        assertThat(write(request, Claude.SONNET_4_5)).satisfies(written -> {
            assertThat(written.body().names()).containsExactly("model", "max_tokens", "messages");
            assertThat(written.unsupported()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"64000, 64000", ", 4096"})
    void theOutputLimitDefaultsToTheModelsOwn(@Nullable Long most, long expected) {
        ModelTraits traits = new ModelTraits("claude-sonnet-4-5", most, Set.of(), true);

        assertThat(body(request(ASK), traits).integer("max_tokens")).isEqualTo(expected);
    }

    @Test
    void theOutputLimitLeavesRoomForThoughts() {
        ChatRequest request = request(ASK).toBuilder()
                .reasoning(new Reasoning(Reasoning.Mode.ENABLED, null, 10_000L, null))
                .build();

        assertThat(body(request, Claude.SONNET_4_5).integer("max_tokens")).isEqualTo(14_096);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane@example.com", "+41 (44) 123-45-67", "0441234567"})
    void aUserThatIsAPersonsAddressIsNotSent(String user) {
        WrittenRequest written = write(request(ASK).toBuilder().user(user).build(), Claude.SONNET_4_5);

        assertThat(written.body().has("metadata")).isFalse();
        assertThat(written.unsupported()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"u-17", "jane@localhost", "12345", "a@b.c", "user@exa mple.com"})
    void anyOtherUserIsSent(String user) {
        JsonObject body = body(request(ASK).toBuilder().user(user).build(), Claude.SONNET_4_5);

        assertThat(body.get("metadata")).isEqualTo(JsonObject.of("user_id", new JsonString(user)));
    }

    @Test
    void ofMetadataOnlyTheUserIsSent() {
        JsonObject metadata = Json.parseObject("{\"user_id\":\"u-1\",\"trace\":\"t\"}");

        JsonObject body = body(request(ASK).toBuilder().metadata(metadata).build(), Claude.SONNET_4_5);

        assertThat(body.get("metadata")).isEqualTo(json("{'user_id':'u-1'}"));
    }

    @Test
    void parametersWithoutAWordAreReported() {
        Sampling sampling = new Sampling(
                0.5, 0.9, 40L, 2L, 7L, List.of(), 0.1, 0.2, Json.parseObject("{\"50256\":-100}"), true, 3L);
        ChatRequest request = request(ASK).toBuilder()
                .sampling(sampling)
                .modalities(Json.parse("[\"text\",\"audio\"]") instanceof JsonArray both ? both : JsonArray.EMPTY)
                .audio(JsonObject.of("voice", new JsonString("alloy")))
                .prediction(JsonObject.EMPTY)
                .verbosity("low")
                .serviceTier("flex")
                .extras(Json.parseObject("{\"store\":true,\"prompt_cache_key\":\"k\",\"inference_geo\":\"eu\"}"))
                .build();

        WrittenRequest written = write(request, Claude.SONNET_4_5);

        assertThat(written.unsupported())
                .containsExactlyInAnyOrder(
                        "n",
                        "seed",
                        "presence_penalty",
                        "frequency_penalty",
                        "logit_bias",
                        "logprobs",
                        "top_logprobs",
                        "modalities",
                        "audio",
                        "prediction",
                        "verbosity",
                        "service_tier",
                        "store",
                        "prompt_cache_key");
        assertThat(written.body().names())
                .containsExactlyInAnyOrder(
                        "model", "max_tokens", "messages", "temperature", "top_p", "top_k", "inference_geo");
    }

    @Test
    void valuesThatAskForNothingAreNotReported() {
        Sampling sampling = new Sampling(0.5, 1.0, null, 1L, null, List.of(), 0.0, 0.0, JsonObject.EMPTY, false, 0L);
        ChatRequest request = request(ASK).toBuilder()
                .sampling(sampling)
                .modalities(JsonArray.of(new JsonString("text")))
                .verbosity("medium")
                .serviceTier("default")
                .extras(Json.parseObject("{\"store\":false,\"stream_options\":{\"include_usage\":true},\"x\":null}"))
                .build();

        WrittenRequest written = write(request, Claude.SONNET_4_5);

        assertThat(written.unsupported()).isEmpty();
        assertThat(written.body().names())
                .containsExactlyInAnyOrder("model", "max_tokens", "messages", "temperature", "service_tier");
    }

    @Test
    void blankStopSequencesAreReportedAndLeftOut() {
        WrittenRequest written =
                write(request(ASK).toBuilder().sampling(stop("\n", "END")).build(), Claude.SONNET_4_5);

        assertThat(written.unsupported()).containsExactly("stop");
        assertThat(written.body().toObject().get("stop_sequences")).isEqualTo(json("['END']"));
    }

    @Test
    void theVendorsOwnParametersPassAndAnnounceTheirFeatures() {
        ChatRequest request = request(ASK).toBuilder()
                .extras(Json.parseObject(
                        "{\"speed\":\"fast\",\"container\":{\"skills\":[]},\"mcp_servers\":[{\"type\":\"url\"}],"
                                + "\"output_config\":{\"task_budget\":5},\"anthropic_beta\":[\"x-1\"],"
                                + "\"context_management\":[{\"type\":\"compaction\",\"compact_threshold\":9}]}"))
                .build();

        WrittenRequest written = write(request, Claude.SONNET_4_5);

        assertThat(written.body().toObject().without("model", "max_tokens", "messages"))
                .isEqualTo(json("{'speed':'fast','container':{'skills':[]},'mcp_servers':[{'type':'url'}],"
                        + "'output_config':{'task_budget':5},'context_management':{'edits':[{'type':'compact_20260112',"
                        + "'trigger':{'type':'input_tokens','value':9}}]}}"));
        assertThat(written.betas())
                .containsExactlyInAnyOrder(
                        "x-1",
                        "skills-2025-10-02",
                        "fast-mode-2026-02-01",
                        "compact-2026-01-12",
                        "mcp-client-2025-04-04");
    }

    @Test
    void callsOfTheVendorsOwnToolsAreSentBackWithTheirResults() {
        JsonObject extras = JsonObject.of(
                "provider_specific_fields",
                Json.parse(
                        "{\"web_search_results\":[{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srvtoolu_1\","
                                + "\"content\":[]}],\"compaction_blocks\":[{\"type\":\"compaction\",\"content\":\"so far\"}]}"));
        Message turn = new Message.Assistant(
                List.of(new Part.ToolCall("srvtoolu_1", "web_search", "{\"query\":\"x\"}"), new Part.Text("found")),
                null,
                false,
                extras);

        JsonObject body = body(request(ASK, turn, ASK), Claude.SONNET_4_5);

        assertThat(item(body, "messages", 1))
                .isEqualTo(json("{'role':'assistant','content':[{'type':'compaction','content':'so far'},"
                        + "{'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{'query':'x'}},"
                        + "{'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[]},"
                        + "{'type':'text','text':'found'}]}"));
        assertThat(body.has("tools")).isFalse();
    }

    @Test
    void blocksShownBesideAMessageAreSentBackBehindItsThoughts() {
        JsonObject extras =
                Json.parseObject("{\"server_tool_calls\":[{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\"}],"
                        + "\"tool_results\":[{\"type\":\"bash_code_execution_tool_result\",\"tool_use_id\":\"srvtoolu_1\"}],"
                        + "\"mcp_tool_calls\":[{\"type\":\"mcp_tool_use\",\"id\":\"mcptoolu_1\"}],"
                        + "\"mcp_tool_results\":[{\"type\":\"mcp_tool_result\",\"tool_use_id\":\"mcptoolu_1\"}]}");
        Message turn = new Message.Assistant(
                List.of(new Part.Thinking("hm", "sig"), new Part.Text("done")), null, false, extras);

        JsonObject body = body(request(ASK, turn, ASK), Claude.SONNET_4_5);

        assertThat(item(body, "messages", 1).get("content"))
                .isEqualTo(json("[{'type':'thinking','thinking':'hm','signature':'sig'},"
                        + "{'type':'server_tool_use','id':'srvtoolu_1'},"
                        + "{'type':'bash_code_execution_tool_result','tool_use_id':'srvtoolu_1'},"
                        + "{'type':'mcp_tool_use','id':'mcptoolu_1'},"
                        + "{'type':'mcp_tool_result','tool_use_id':'mcptoolu_1'},{'type':'text','text':'done'}]"));
    }

    private static ChatRequest request(Message... messages) {
        return ChatRequest.builder("m").messages(List.of(messages)).build();
    }

    private static Message user(Part... parts) {
        return new Message.User(List.of(parts), null);
    }

    private static Message assistant(Part... parts) {
        return new Message.Assistant(List.of(parts));
    }

    private static Message system(String text) {
        return new Message.Instructions(List.of(new Part.Text(text)), false, null);
    }

    private static Message result(String id, String text) {
        return new Message.ToolResult(List.of(new Part.Text(text)), id, null, null, null);
    }

    private static Part document(MediaSource source) {
        return new Part.Document(source, null, null, null, null);
    }

    private static Sampling stop(String... sequences) {
        return new Sampling(null, null, null, null, null, List.of(sequences), null, null, null, null, null);
    }

    private static @Nullable ToolChoice choice(@Nullable String name) {
        return switch (name) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            case "named" -> new ToolChoice.Named("lookup", false);
            case "allowed" -> new ToolChoice.Allowed(List.of("lookup"), true);
            case null, default -> null;
        };
    }

    private static WrittenRequest write(ChatRequest request, ModelTraits traits) {
        return new AnthropicDialect().writeRequest(request, traits);
    }

    private static JsonObject body(ChatRequest request, ModelTraits traits) {
        return write(request, traits).body().toObject();
    }

    private static JsonObject block(ChatRequest request, int message) {
        return content(body(request, Claude.SONNET_4_5), message);
    }

    private static JsonObject content(JsonObject body, int message) {
        return item(item(body, "messages", message), "content", 0);
    }

    private static JsonObject item(JsonObject owner, String list, int at) {
        return (JsonObject) requireNonNull(owner.array(list)).items().get(at);
    }

    private static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
