package dev.dragoman.provider.gigachat;

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
import dev.dragoman.testkit.FakeGigaChat;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.vendor.VendorSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GigaChatProviderTest {

    private static final String TOOLS = ",'tools':[{'type':'function','function':{'name':'weather','strict':true,"
            + "'parameters':{'type':'object','properties':{}}}}]";

    private final FakeGigaChat fake = FakeGigaChat.start(VendorSettings.DEFAULT.requiringKey("a2V5"));
    private final VendorCalls calls = VendorCalls.of("gigachat", "GigaChat-2-Max", fake.baseUrl())
            .key("a2V5")
            .with("gigachat_auth_url", fake.tokenUrl());

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aQuestionIsAskedWithATokenForTheKey() {
        fake.answers(Answer.text("hi").usage(new TokenUsage(10, 5, 4, 0, 0)));

        JsonObject answer = calls.asked(",'max_completion_tokens':20,'temperature':0");

        assertThat(fake.requests())
                .extracting(request -> request.path())
                .containsExactly("/api/v2/oauth", "/api/v1/chat/completions");
        assertThat(Json.parseObject(fake.lastRequest().body()))
                .isEqualTo(object("{'model':'GigaChat-2-Max','messages':[{'role':'user','content':'hello'}],"
                        + "'max_tokens':20,'top_p':0}"));
        assertThat(answer.toJson()).contains("\"content\":\"hi\"").contains("\"cached_tokens\":4");
    }

    @Test
    void functionsStandForToolsAndEveryCallIsFollowedByItsResult() {
        calls.asked(",'messages':[{'role':'user','content':'x'},{'role':'system','content':'be kind'},"
                + "{'role':'assistant','content':null,'tool_calls':["
                + "{'id':'a','type':'function','function':{'name':'weather','arguments':'{\\\"city\\\":\\\"Oslo\\\"}'}},"
                + "{'id':'b','type':'function','function':{'name':'weather','arguments':'{\\\"city\\\":\\\"Rome\\\"}'}}]},"
                + "{'role':'tool','tool_call_id':'b','content':'{\\\"c\\\":20}'},"
                + "{'role':'tool','tool_call_id':'a','content':'cold'}]" + TOOLS
                + ",'tool_choice':{'type':'function','function':{'name':'weather'}}");

        JsonObject sent = Json.parseObject(fake.lastRequest().body());
        assertThat(sent.get("messages"))
                .isEqualTo(Json.parse(("[{'role':'system','content':'be kind'},{'role':'user','content':'x'},"
                                + "{'role':'assistant','content':'','function_call':{'name':'weather',"
                                + "'arguments':{'city':'Oslo'}}},"
                                + "{'role':'function','content':'{\\'result\\':\\'cold\\'}','name':'weather'},"
                                + "{'role':'assistant','content':'','function_call':{'name':'weather',"
                                + "'arguments':{'city':'Rome'}}},"
                                + "{'role':'function','content':'{\\'c\\':20}','name':'weather'}]")
                        .replace('\'', '"')));
        assertThat(sent.get("functions"))
                .isEqualTo(Json.parse(
                        "[{'name':'weather','parameters':{'type':'object','properties':{}}}]".replace('\'', '"')));
        assertThat(sent.get("function_call")).isEqualTo(object("{'name':'weather'}"));
    }

    @Test
    void aCallComesBackWholeAndStreamed() {
        Answer calling = Answer.toolCall("weather", "{\"city\":\"Oslo\"}");
        fake.answers(calling, calling);

        String whole = calls.asked(TOOLS).toJson();
        String chunks = String.join("", calls.heard(TOOLS));

        assertThat(whole)
                .contains("\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"")
                .contains("\"id\":\"call_state-1\"")
                .contains("\"finish_reason\":\"tool_calls\"");
        assertThat(chunks).contains("Oslo").contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void aStreamCollects() {
        fake.answers(Answer.text("one two three four five"));

        List<String> chunks = calls.heard(",'stream_options':{'include_usage':true}");

        assertThat(VendorCalls.text(chunks)).isEqualTo("one two three four five");
        assertThat(chunks.getLast()).isEqualTo("[DONE]");
        assertThat(String.join("", chunks)).contains("completion_tokens");
    }

    @Test
    void aSchemaIsAskedFor() {
        calls.asked(",'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':true,"
                + "'schema':{'type':'object','properties':{}}}}");

        assertThat(Json.parseObject(fake.lastRequest().body()).get("response_format"))
                .isEqualTo(object("{'type':'json_schema','schema':{'type':'object','properties':{}},'strict':true}"));
    }

    @Test
    void whatHasNoWordIsRefused() {
        assertThatExceptionOfType(UnsupportedParamsException.class)
                .isThrownBy(() -> calls.asked(",'stop':'x'"))
                .withMessageContaining("stop");
        assertThat(calls.dropped(TOOLS + ",'seed':1,'tool_choice':'required','response_format':{'type':'json_object'}"))
                .containsExactlyInAnyOrder("seed", "tool_choice", "response_format");
    }

    @Test
    void whatIsMissingOrWrongIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.key(null)
                        .place()
                        .credentials()
                        .check(calls.key(null).target()))
                .withMessageContaining("GIGACHAT_CREDENTIALS");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls.key("wrong").asked(""))
                .withMessageContaining("credentials doesn't match");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> calls.with("gigachat_access_token", "expired").asked(""));
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, BadRequestException",
        "NOT_FOUND, NotFoundException",
        "RATE_LIMITED, RateLimitException",
        "UNPROCESSABLE, UnprocessableEntityException",
        "SERVER_ERROR, InternalServerException",
        "CONTEXT_TOO_LONG, ContextWindowExceededException"
    })
    void itsErrorsAreUnderstood(ErrorKind kind, String expected) {
        fake.answers(Answer.error(kind));

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> calls.asked(""))
                .satisfies(refused ->
                        assertThat(refused.getClass().getSimpleName()).isEqualTo(expected));
    }

    @Test
    void anErrorInAStreamIsOneAndACutIsNoEnd() {
        Answer said = Answer.text("one two three four five six seven eight");
        fake.answers(
                said.streamed(Streaming.BURST.failingAfter(2, VendorError.of(ErrorKind.OVERLOADED))),
                said.with(new Fault.HalfEvent(2)));

        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> calls.heard(""));
        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> calls.heard(""));
    }

    private static JsonObject object(String json) {
        return Json.parseObject(json.replace('\'', '"'));
    }
}
