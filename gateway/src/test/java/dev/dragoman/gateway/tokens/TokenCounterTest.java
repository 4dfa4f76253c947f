package dev.dragoman.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens counted before a call; the numbers of chats are those of LiteLLM's token counter. */
final class TokenCounterTest {

    private static final String PATH = "/utils/token_counter";
    private static final String TOOLS = """
            [{"type":"function","function":{"name":"get_weather","description":"Get the weather","parameters":
            {"type":"object","properties":{"city":{"type":"string","description":"The city"},
            "unit":{"type":"string","enum":["c","f"]},"days":{"type":"integer"},
            "tags":{"type":"array","items":{"type":"string"}},
            "where":{"type":"object","properties":{"lat":{"type":"number"},"ok":{"type":"boolean"}},
            "required":["lat"]}},"required":["city"]}}},
            {"type":"function","function":{"name":"now","parameters":{"type":"object","properties":{}}}}]""";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> count(String body) {
        return gateway.post(PATH, body.replace("TOOLS", TOOLS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            8|{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}
            24|{"model":"gpt-4o","messages":[{"role":"system","content":"You are helpful."},{"role":"user","content":"What is the weather in Paris?","name":"ann"}]}
            84|{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}],"tools":TOOLS}
            88|{"model":"gpt-4o","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}],"tools":TOOLS,"tool_choice":"none"}
            93|{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}],"tools":TOOLS,"tool_choice":{"type":"function","function":{"name":"get_weather"}}}
            10|{"model":"gpt-3.5-turbo","messages":[{"role":"user","content":[{"type":"text","text":"Hello there"},{"type":"text","text":"again"}]}]}
            27|{"model":"gpt-4","messages":[{"role":"user","content":"w?"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\":\\"Paris\\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"sunny"}]}
            93|{"model":"gpt-4o","messages":[{"role":"user","content":[{"type":"text","text":"x"},{"type":"image_url","image_url":{"url":"https://x/y.png","detail":"low"}}]}]}
            4|{"model":"gpt-4o","prompt":"Hello, world!"}
            5|{"model":"gpt-4o","prompt":["Hello, world!","Hello"]}
            """)
    void chatsAndPromptsAreCounted(long tokens, String body) {
        HttpResponse<String> answer = count(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).integer("total_tokens")).isEqualTo(tokens);
    }

    @Test
    void theModelBehindAPublicNameIsTold() {
        JsonObject told = Json.parseObject(
                count("{\"model\":\"openai\",\"prompt\":\"Hello\"}").body());

        assertThat(told.string("request_model")).isEqualTo("openai");
        assertThat(told.string("model_used")).isEqualTo("gpt-4o");
        assertThat(told.string("tokenizer_type")).isEqualTo("openai_tokenizer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model":"anthropic","system":"Be brief.","messages":[{"role":"user","content":[{"type":"text","text":"Hello"}]}]}
            {"model":"gemini","contents":[{"role":"user","parts":[{"text":"Hello"}]}]}
            {"model":"anthropic","messages":[{"role":"assistant","content":[{"type":"tool_use","id":"x","name":"f","input":{"a":1}}]}]}
            """)
    void formsOfOtherVendorsAreCounted(String body) {
        HttpResponse<String> answer = count(body);

        assertThat(Json.parseObject(answer.body()).integer("total_tokens")).isGreaterThan(7);
    }

    @Test
    void theVendorIsNotAskedToCount() {
        String body = "{\"model\":\"openai\",\"prompt\":\"x\"}";

        assertThat(gateway.post(PATH + "?call_endpoint=true", body).statusCode())
                .isEqualTo(400);
        assertThat(gateway.post(PATH + "?call_endpoint=true", body).body()).contains("call_endpoint");
        assertThat(gateway.post(PATH + "?call_endpoint=False", body).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"prompt":"x"}|model: missing
            {"model":"openai"}|prompt, messages or contents must be given
            {"model":"openai","messages":"x"}|messages: \\"x\\" (expected: a list)
            {"model":"openai","prompt":[1]}|prompt: 1 (expected: a text
            []|no object
            {|not valid JSON
            """)
    void aWrongQuestionIsAnsweredWithWhatIsWrong(String body, String said) {
        HttpResponse<String> answer = count(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(said);
    }
}
