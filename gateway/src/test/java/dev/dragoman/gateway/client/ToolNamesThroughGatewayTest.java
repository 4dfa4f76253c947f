package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of tools that the vendor behind the gateway refuses; the fakes refuse what the vendors refuse. */
final class ToolNamesThroughGatewayTest {

    private static final String LONG = "mcp__knowledge_base__" + "find_all_documents_".repeat(5);
    private static final String DOTTED = "files.read/all";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, false",
        "openai, true",
        "azure, false",
        "azure, true",
        "compatible, false",
        "compatible, true",
        "gemini, false",
        "gemini, true",
        "bedrock, false",
        "bedrock, true"
    })
    void aLongNameOfAnAnthropicClientIsAnsweredUnderThatName(String model, boolean stream) {
        HttpResponse<String> answer = asked(model, () -> gateway.post("/v1/messages", anthropic(model, stream, LONG)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"" + LONG + "\"");
        assertThat(gateway.vendor(model).lastRequest().text()).doesNotContain(LONG);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, false",
        "anthropic, true",
        "gemini, false",
        "gemini, true",
        "bedrock, false",
        "bedrock, true",
        "vertex-claude, false",
        "vertex-claude, true",
        "vertex-gemini, false",
        "vertex-gemini, true"
    })
    void aDottedNameOfAnOpenAiClientIsAnsweredUnderThatName(String model, boolean stream) {
        HttpResponse<String> answer =
                asked(model, () -> gateway.post("/v1/chat/completions", openai(model, stream, DOTTED)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"" + DOTTED + "\"");
        assertThat(gateway.vendor(model).lastRequest().text()).doesNotContain(DOTTED);
    }

    @ParameterizedTest
    @CsvSource({"anthropic", "vertex-claude"})
    void aNameThatTheVendorTakesStays(String model) {
        HttpResponse<String> answer =
                asked(model, () -> gateway.post("/v1/chat/completions", openai(model, false, LONG)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(gateway.vendor(model).lastRequest().text()).contains(LONG);
    }

    /** Asks while the vendor calls the first tool that it is offered. */
    private static HttpResponse<String> asked(String model, Supplier<HttpResponse<String>> asking) {
        gateway.vendor(model)
                .answersWith(call -> Answer.toolCall(call.tools().getFirst().name(), "{\"q\":\"x\"}"));
        return asking.get();
    }

    private static String anthropic(String model, boolean stream, String name) {
        return """
                {"model":"%1$s","max_tokens":100,"stream":%2$s,
                 "tools":[{"name":"%3$s","input_schema":{"type":"object","properties":{"q":{"type":"string"}}}}],
                 "tool_choice":{"type":"tool","name":"%3$s"},
                 "messages":[{"role":"user","content":"go"},
                  {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"%3$s","input":{"q":"y"}}]},
                  {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"found"}]}]}
                """.formatted(model, stream, name);
    }

    private static String openai(String model, boolean stream, String name) {
        return """
                {"model":"%1$s","max_tokens":100,"stream":%2$s,
                 "tools":[{"type":"function","function":{"name":"%3$s","parameters":{"type":"object","properties":{"q":{"type":"string"}}}}}],
                 "tool_choice":{"type":"function","function":{"name":"%3$s"}},
                 "messages":[{"role":"user","content":"go"},
                  {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"%3$s","arguments":"{\\"q\\":\\"y\\"}"}}]},
                  {"role":"tool","tool_call_id":"call_1","content":"found"}]}
                """.formatted(model, stream, name);
    }
}
