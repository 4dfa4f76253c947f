package dev.dragoman.dialect.openai;

import static dev.dragoman.dialect.openai.OpenAi.COMPATIBLE;
import static dev.dragoman.dialect.openai.OpenAi.DIALECT;
import static dev.dragoman.dialect.openai.OpenAi.FRAME;
import static dev.dragoman.dialect.openai.OpenAi.LEGACY;
import static dev.dragoman.dialect.openai.OpenAi.bytes;
import static dev.dragoman.dialect.openai.OpenAi.object;
import static dev.dragoman.dialect.openai.OpenAi.reply;
import static dev.dragoman.dialect.openai.OpenAi.request;
import static dev.dragoman.dialect.openai.OpenAi.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import dev.dragoman.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiMessagesTest {

    private static final String REPLY = "{'id':'chatcmpl-A1','object':'chat.completion','created':1767225600,"
            + "'model':'gpt-5.2-2025-12-11','choices':[{'index':0,'finish_reason':'tool_calls','logprobs':null,"
            + "'message':{'role':'assistant','content':null,'refusal':null,'annotations':[],'tool_calls':[{'id':'call_9x',"
            + "'type':'function','function':{'name':'weather','arguments':'{}'}}]}}],"
            + "'usage':{'prompt_tokens':58,'completion_tokens':17,'total_tokens':75},"
            + "'service_tier':'default','system_fingerprint':null}";

    @Test
    void theWorkedRequestIsReadAndWrittenBack() {
        String asked = "{'model':'gpt-5.2','messages':[{'role':'user','content':'Weather in Oslo?'}],"
                + "'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object'}}}],"
                + "'max_completion_tokens':300,'reasoning_effort':'none'}";

        ChatRequest request = request(asked);

        assertThat(request.maxTokens()).isEqualTo(300);
        assertThat(request.tools().getFirst()).isInstanceOf(Tool.Function.class);
        assertThat(written(request)).isEqualTo(object(asked.replace("max_completion_tokens", "max_tokens")));
    }

    @Test
    void theWorkedReplyIsReadAndRelayed() {
        ChatReply reply = reply(REPLY);
        RelayedReply relayed = DIALECT.relayReply(bytes(REPLY), FRAME);

        assertThat(reply.choices().getFirst().parts()).containsExactly(new Part.ToolCall("call_9x", "weather", "{}"));
        assertThat(relayed.usage().total()).isEqualTo(75);
        assertThat(relayed.body().toBytes()).isEqualTo(bytes(REPLY.replace("gpt-5.2-2025-12-11", "alias")));
    }

    @Test
    void olderFunctionsBecomeToolsAndTheirResultsFindTheirCalls() {
        ChatRequest request = request("{'model':'m','functions':[{'name':'f','parameters':{}}],"
                + "'function_call':{'name':'f'},'messages':[{'role':'user','content':'x'},"
                + "{'role':'assistant','content':null,'function_call':{'name':'f','arguments':'{}'}},"
                + "{'role':'function','name':'f','content':'1'},"
                + "{'role':'assistant','content':null,'function_call':{'name':'f','arguments':'[]'}},"
                + "{'role':'function','name':'f','content':'2'}]}");

        assertThat(request.legacyFunctions()).isTrue();
        assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("f", false));
        assertThat(request.messages().stream()
                        .filter(Message.ToolResult.class::isInstance)
                        .map(result -> ((Message.ToolResult) result).callId()))
                .containsExactly(callId(request, 1), callId(request, 3))
                .doesNotHaveDuplicates();
    }

    @Test
    void aClientOfOlderFunctionsIsAnsweredInTheirForm() {
        JsonObject told = written(reply(REPLY), LEGACY);

        assertThat(OpenAi.at(told, "choices", 0, "message", "function_call"))
                .isEqualTo(object("{'name':'weather','arguments':'{}'}"));
        assertThat(told.toJson())
                .contains("\"finish_reason\":\"function_call\"")
                .doesNotContain("tool_calls");
    }

    @Test
    void aThoughtBetweenTagsIsToldApart() {
        String tagged = "{'choices':[{'message':{'content':'<think>so</think> yes'},'finish_reason':'stop'}]}";

        assertThat(COMPATIBLE.readReply(bytes(tagged)).choices().getFirst().parts())
                .containsExactly(new Part.Thinking("so", null), new Part.Text(" yes"));
        assertThat(reply(tagged).choices().getFirst().parts()).containsExactly(new Part.Text("<think>so</think> yes"));
    }

    @Test
    void signedThoughtsAreToldTwiceAndReadOnce() {
        List<Part> parts =
                List.of(new Part.Thinking("hm", "sig"), new Part.RedactedThinking("x"), new Part.Text("yes"));
        ChatReply reply = answer(parts, JsonObject.EMPTY);

        JsonObject told = written(reply, FRAME);

        assertThat(OpenAi.at(told, "choices", 0, "message", "reasoning_content").toJson())
                .isEqualTo("\"hm\"");
        assertThat(OpenAi.at(told, "choices", 0, "message", "thinking_blocks", 1, "data")
                        .toJson())
                .isEqualTo("\"x\"");
        assertThat(DIALECT.readReply(Json.bytes(told)).choices().getFirst().parts())
                .isEqualTo(parts);
    }

    @Test
    void membersOfOtherVendorsGoIntoTheirFields() {
        JsonObject extras = object("{'container':{'id':'c'},'stop_details':{'a':1},'tool_results':[1],"
                + "'content_filter_results':{'hate':2},'provider_specific_fields':{'x':3}}");

        JsonObject told = written(answer(List.of(new Part.Text("a")), extras), FRAME);

        assertThat(OpenAi.at(told, "choices", 0, "message", "provider_specific_fields"))
                .isEqualTo(object("{'x':3,'container':{'id':'c'},'stop_details':{'a':1},'tool_results':[1]}"));
        assertThat(OpenAi.at(told, "choices", 0, "content_filter_results")).isEqualTo(object("{'hate':2}"));
    }

    @Test
    void anErrorWithAStatusOfSuccessIsAnError() {
        String error = "{'error':{'message':'slow','code':429}}";

        assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> reply(error));
        assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> DIALECT.relayReply(bytes(error), FRAME));
        assertThatExceptionOfType(ApiResponseException.class).isThrownBy(() -> DIALECT.relayReply(bytes("{}"), FRAME));
    }

    @Test
    void aMarkOnAToolsAnswerStaysOnIt() {
        ChatRequest request = request("{'model':'m','messages':[{'role':'tool','tool_call_id':'c','content':'1',"
                + "'cache_control':{'type':'ephemeral','ttl':'1h'}}]}");

        Message.ToolResult result = (Message.ToolResult) request.messages().getFirst();
        assertThat(result.parts()).containsExactly(new Part.Text("1"));
        assertThat(result.cache()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'messages':[]}|model
            {'model':'m'}|messages
            {'model':'m','messages':[{'role':'bot','content':'x'}]}|messages[0].role
            {'model':'m','messages':[{'role':'user','content':[{'type':'smell'}]}]}|messages[0].content[0].type
            {'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':{}}]}]}|messages[0].content[0].image_url.url
            {'model':'m','messages':[{'role':'function','name':'f','content':'x'}]}|messages[0].name
            {'model':'m','messages':[],'temperature':'hot'}|temperature
            {'model':'m','messages':[],'max_tokens':1.5}|max_tokens
            {'model':'m','messages':[],'tool_choice':'some'}|tool_choice
            """)
    void aWrongMemberIsNamed(String body, String param) {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> request(body))
                .satisfies(refusal -> assertThat(refusal.detail().param()).isEqualTo(param));
    }

    private static String callId(ChatRequest request, int message) {
        return ((Part.ToolCall) request.messages().get(message).parts().getFirst()).id();
    }

    private static ChatReply answer(List<Part> parts, JsonObject extras) {
        Choice choice = new Choice(0, parts, FinishReason.STOP, null, null, null, List.of(), extras);
        return new ChatReply("c", "alias", 1L, List.of(choice), Usage.of(1, 2), null, JsonObject.EMPTY);
    }
}
