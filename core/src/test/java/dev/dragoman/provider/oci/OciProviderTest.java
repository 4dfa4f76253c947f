package dev.dragoman.provider.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.FakeOci;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OciProviderTest {

    private static final String TOOLS = ",'tools':[{'type':'function','function':{'name':'weather','description':'d',"
            + "'parameters':{'type':'object','properties':{'city':{'type':'string','description':'c'},"
            + "'days':{'type':'integer'}},'required':['city']}}}]";

    private static final String HISTORY = ",'messages':[{'role':'system','content':'be kind'},"
            + "{'role':'user','content':'Weather?'},{'role':'assistant','content':'','tool_calls':[{'id':'c1',"
            + "'type':'function','function':{'name':'weather','arguments':'{\\\"city\\\":\\\"Oslo\\\"}'}}]},"
            + "{'role':'tool','tool_call_id':'c1','content':'cold'}]";

    private final FakeOci fake = FakeOci.start();
    private final VendorCalls llama = VendorCalls.of("oci", "meta.llama-3.3-70b-instruct", fake.baseUrl())
            .key(null)
            .with("oci_tenancy", FakeOci.TENANCY)
            .with("oci_user", FakeOci.USER)
            .with("oci_fingerprint", FakeOci.FINGERPRINT)
            .with("oci_key", fake.key())
            .with("oci_compartment_id", "ocid1.compartment.oc1..c");
    private final VendorCalls cohere = llama.model("cohere.command-r-plus-08-2024");
    private final VendorCalls second = llama.model("cohere.command-a-reasoning-08-2025");

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aGenericQuestionIsSignedAndPlaced() {
        fake.answers(Answer.text("hi"));

        JsonObject answer = llama.asked(",'max_tokens':20,'top_p':0.5,'n':1,'stop':'x','seed':7");

        assertThat(fake.lastRequest().path()).isEqualTo("/20231130/actions/chat");
        assertThat(sent())
                .isEqualTo(object("{'chatRequest':{'apiFormat':'GENERIC','messages':[{'role':'USER','content':"
                        + "[{'type':'TEXT','text':'hello'}]}],'maxTokens':20,'topP':0.5,'numGenerations':1,'seed':7,"
                        + "'stop':['x']},'compartmentId':'ocid1.compartment.oc1..c','servingMode':{"
                        + "'servingType':'ON_DEMAND','modelId':'meta.llama-3.3-70b-instruct'}}"));
        assertThat(answer.toJson()).contains("\"content\":\"hi\"").contains("\"created\":1767225600");
    }

    @Test
    void aCohereQuestionHasOneMessageAndAHistory() {
        fake.answers(Answer.text("hi"));

        cohere.asked(HISTORY + TOOLS + ",'stop':['x']");

        assertThat(sent().object("chatRequest"))
                .isEqualTo(object("{'apiFormat':'COHERE','message':'','preambleOverride':'be kind','chatHistory':["
                        + "{'role':'USER','message':'Weather?'},{'role':'CHATBOT','message':'','toolCalls':["
                        + "{'name':'weather','parameters':{'city':'Oslo'}}]}],'toolResults':[{'call':{'name':'weather',"
                        + "'parameters':{'city':'Oslo'}},'outputs':[{'output':'cold'}]}],'tools':[{'name':'weather',"
                        + "'description':'d','parameterDefinitions':{'city':{'description':'c','type':'str',"
                        + "'isRequired':true},'days':{'type':'int','isRequired':false}}}],'isForceSingleStep':true,"
                        + "'stopSequences':['x']}"));
    }

    @Test
    void cohereModelsThatThinkHaveMessages() {
        fake.answers(Answer.of(
                new Part.Thinking("hm", null), new Part.ToolCall("c2", "weather", "{\"city\":\"Oslo\"}", null)));

        JsonObject answer = second.asked(HISTORY + TOOLS + ",'tool_choice':'required','reasoning_effort':'high',"
                + "'max_tokens':9,'stop':['x'],'response_format':{'type':'json_object'}");

        assertThat(sent().object("chatRequest"))
                .isEqualTo(object("{'apiFormat':'COHEREV2','messages':[{'role':'SYSTEM','content':[{'type':'TEXT',"
                        + "'text':'be kind'}]},{'role':'USER','content':[{'type':'TEXT','text':'Weather?'}]},"
                        + "{'role':'ASSISTANT','toolCalls':[{'id':'c1','type':'FUNCTION','function':{"
                        + "'name':'weather','arguments':'{\\\"city\\\":\\\"Oslo\\\"}'}}]},{'role':'TOOL','content':["
                        + "{'type':'TEXT','text':'cold'}],'toolCallId':'c1'}],'maxTokens':9,'stopSequences':['x'],"
                        + "'tools':[{'type':'FUNCTION','function':{'name':'weather','description':'d','parameters':{"
                        + "'type':'object','properties':{'city':{'type':'string','description':'c'},"
                        + "'days':{'type':'integer'}},'required':['city']}}}],'toolsChoice':'REQUIRED',"
                        + "'responseFormat':{'type':'JSON_OBJECT'},'thinking':{'type':'ENABLED'}}"));
        assertThat(answer.toJson())
                .contains("\"finish_reason\":\"tool_calls\"")
                .contains("\"reasoning_content\":\"hm\"")
                .contains("\"id\":\"c2\"")
                .contains("\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"");
    }

    @Test
    void theirThoughtsAndCallsStream() {
        fake.answers(Answer.of(
                new Part.Thinking("hm, let me see", null),
                new Part.Text("I ask. "),
                new Part.ToolCall("c2", "weather", "{\"city\":\"Oslo\"}", null)));

        List<String> chunks = second.heard(TOOLS);

        assertThat(VendorCalls.text(chunks)).isEqualTo("I ask. ");
        assertThat(VendorCalls.joined(chunks, "reasoning_content")).isEqualTo("hm, let me see");
        assertThat(String.join("", chunks)).contains("\"name\":\"weather\"").contains("tool_calls");
    }

    @Test
    void cohereModelsThatSeeAreShownImages() {
        llama.model("cohere.command-a-vision-07-2025")
                .asked(",'messages':[{'role':'user','content':[{'type':'text','text':'x'},{'type':'image_url',"
                        + "'image_url':{'url':'data:image/png;base64,AAAA','detail':'low'}}]}]");

        assertThat(fake.lastRequest().text())
                .contains("{\"type\":\"IMAGE_URL\",\"imageUrl\":{\"url\":\"data:image/png;base64,AAAA\","
                        + "\"detail\":\"LOW\"}}");
        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(
                        () -> second.asked(",'tool_choice':{'type':'function','function':{'name':'weather'}}" + TOOLS))
                .withMessageContaining("tool_choice");
    }

    @Test
    void toolsAndFormatsAreSaidInOraclesWords() {
        fake.answers(Answer.text("hi"));

        llama.asked(HISTORY + TOOLS + ",'tool_choice':{'type':'function','function':{'name':'weather'}},"
                + "'parallel_tool_calls':false,'reasoning_effort':'low','response_format':{'type':'json_schema',"
                + "'json_schema':{'name':'n','strict':true,'schema':{'type':'object'}}}");

        JsonObject chat = Objects.requireNonNull(sent().object("chatRequest"));
        assertThat(chat.object("toolChoice")).isEqualTo(object("{'type':'FUNCTION','name':'weather'}"));
        assertThat(chat.object("responseFormat"))
                .isEqualTo(object("{'type':'JSON_SCHEMA','jsonSchema':{'name':'n','schema':{'type':'object'},"
                        + "'isStrict':true}}"));
        assertThat(chat.string("reasoningEffort")).isEqualTo("LOW");
        assertThat(chat.bool("isParallelToolCalls")).isFalse();
        assertThat(String.valueOf(chat.array("messages")))
                .contains("\"toolCalls\":[{\"id\":\"c1\",\"type\":\"FUNCTION\",\"name\":\"weather\"")
                .contains("\"toolCallId\":\"c1\"");
    }

    @Test
    void imagesAreParts() {
        llama.asked(",'messages':[{'role':'user','content':[{'type':'text','text':'x'},{'type':'image_url',"
                + "'image_url':{'url':'data:image/png;base64,AAAA','detail':'low'}}]}]");

        assertThat(fake.lastRequest().text())
                .contains(
                        "{\"type\":\"IMAGE\",\"imageUrl\":{\"url\":\"data:image/png;base64,AAAA\",\"detail\":\"LOW\"}}");
    }

    @Test
    void streamsOfBothFormatsCollect() {
        Answer said = Answer.text("one two three four five six seven").stop(Stop.LENGTH);
        fake.answers(said, said, said, said);

        for (VendorCalls calls : List.of(llama, cohere, second)) {
            List<String> chunks = calls.heard(",'stream_options':{'include_usage':true}");

            assertThat(VendorCalls.text(chunks)).isEqualTo("one two three four five six seven");
            assertThat(String.join("", chunks))
                    .contains("\"finish_reason\":\"length\"")
                    .contains("completion_tokens");
            assertThat(chunks.getLast()).isEqualTo("[DONE]");
        }
        assertThat(String.join("", llama.heardByAnthropic(""))).contains("message_stop");
    }

    @Test
    void callsOfToolsComeBackWholeAndStreamed() {
        Answer calling = Answer.of(
                        new Part.ToolCall("a", "weather", "{\"city\":\"Oslo\"}", null),
                        new Part.ToolCall("b", "weather", "{\"city\":\"Rome\"}", null))
                .stop(Stop.TOOL_CALL);
        fake.answers(calling, calling, calling, calling);

        for (VendorCalls calls : List.of(llama, cohere)) {
            String whole = calls.asked(TOOLS).toJson();
            String chunks = String.join("", calls.heard(TOOLS));

            assertThat(whole).contains("Oslo", "Rome", "\"finish_reason\":\"tool_calls\"");
            assertThat(chunks).contains("\"index\":0", "\"index\":1", "\"finish_reason\":\"tool_calls\"");
        }
    }

    @Test
    void thoughtsAreTold() {
        Answer said = Answer.of(new Part.Thinking("hm", null), new Part.Text("hi"));
        fake.answers(said, said);

        assertThat(llama.asked("").toJson()).contains("\"reasoning_content\":\"hm\"");
        assertThat(VendorCalls.joined(llama.heard(""), "reasoning_content")).isEqualTo("hm");
    }

    @Test
    void anEndpointOfOnesOwnIsNamed() {
        assertThat(serving(llama.with("oci_serving_mode", "DEDICATED").with("oci_endpoint_id", "ocid1.e")))
                .isEqualTo(object("{'servingType':'DEDICATED','endpointId':'ocid1.e'}"));
        assertThat(serving(llama.model("ocid1.generativeaiendpoint.oc1..e")))
                .isEqualTo(object("{'servingType':'DEDICATED','endpointId':'ocid1.generativeaiendpoint.oc1..e'}"));
    }

    @Test
    void aRegionHasItsOwnAddress() {
        VendorCalls there = VendorCalls.of("oci", "m", null).with("oci_region", "eu-frankfurt-1");

        assertThat(there.url(true))
                .isEqualTo("https://inference.generativeai.eu-frankfurt-1.oci.oraclecloud.com/20231130/actions/chat");
    }

    @Test
    void whatHasNoWordIsRefused() {
        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() -> llama.asked(",'user':'u'"))
                .withMessageContaining("user");
        assertThat(cohere.dropped(",'n':2,'tool_choice':'required','logit_bias':{'1':1}"))
                .containsExactlyInAnyOrder("n", "tool_choice", "logit_bias");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, BadRequestException",
        "INVALID_KEY, AuthenticationException",
        "NOT_FOUND, NotFoundException",
        "RATE_LIMITED, RateLimitException",
        "SERVER_ERROR, InternalServerException",
        "OVERLOADED, ServiceUnavailableException",
        "CONTEXT_TOO_LONG, ContextWindowExceededException"
    })
    void itsErrorsAreUnderstood(ErrorKind kind, String expected) {
        fake.answers(Answer.error(kind));

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> llama.asked(""))
                .satisfies(refused ->
                        assertThat(refused.getClass().getSimpleName()).isEqualTo(expected));
    }

    @Test
    void anErrorInAStreamIsOneAndACutIsNoEnd() {
        Answer said = Answer.text("one two three four five six seven eight");
        fake.answers(
                said.streamed(Streaming.BURST.failingAfter(2, VendorError.of(ErrorKind.OVERLOADED))),
                said.with(new Fault.HalfEvent(2)));

        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> llama.heard(""));
        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> llama.heard(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci_tenancy", "oci_user", "oci_fingerprint", "oci_key", "oci_compartment_id"})
    void whatIsMissingIsNamed(String setting) {
        VendorCalls incomplete = llama.without(setting);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> incomplete.place().credentials().check(incomplete.target()))
                .withMessageContaining(setting);
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> incomplete.asked(""));
    }

    @Test
    void aKeyMayBeInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), fake.key());

        llama.without("oci_key").with("oci_key_file", file.toString()).asked("");

        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void keysOfTheOlderFormAndWithEscapedLineEndsAreRead() {
        byte[] newer = OciKey.of(fake.key()).getEncoded();
        // The inner sequence of the newer form is the older form: a header of 26 bytes stands before it.
        byte[] older = java.util.Arrays.copyOfRange(newer, 26, newer.length);
        String pem = "-----BEGIN RSA PRIVATE KEY-----\\n" + Base64.getEncoder().encodeToString(older)
                + "\\n-----END RSA PRIVATE KEY-----";

        assertThat(OciKey.of(pem)).isEqualTo(OciKey.of(fake.key()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OciKey.of("not a key"))
                .withMessageContaining("oci_key");
    }

    private static JsonObject serving(VendorCalls calls) {
        return Objects.requireNonNull(calls.adjusted("{}").body().toObject().object("servingMode"));
    }

    private JsonObject sent() {
        return Json.parseObject(fake.lastRequest().body());
    }

    private static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }
}
