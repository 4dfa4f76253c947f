package dev.dragoman.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeBedrock;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.FakeVertex;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vendors' own APIs below their paths: everything passes but credentials. */
final class PassThroughTest {

    private static final String MESSAGE = """
            {"model":"claude-sonnet-4-5","max_tokens":100,"messages":[{"role":"user","content":"Hi"}]}""";
    private static final String CONVERSE = """
            {"messages":[{"role":"user","content":[{"text":"Hi"}]}]}""";
    private static final String CONTENTS = """
            {"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}""";

    private static final FakeAnthropic ANTHROPIC = FakeAnthropic.start();
    private static final FakeOpenAi OPENAI = FakeOpenAi.start();
    private static final FakeGemini GEMINI = FakeGemini.start();
    private static final FakeBedrock BEDROCK = FakeBedrock.start();
    private static final FakeVertex VERTEX = FakeVertex.start();
    private static final Map<String, FakeVendor> VENDORS =
            Map.of("anthropic", ANTHROPIC, "openai", OPENAI, "gemini", GEMINI, "bedrock", BEDROCK, "vertex_ai", VERTEX);

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.startOf(
                """
                model_list: []
                default_vertex_config:
                  vertex_project: ours
                  vertex_location: europe-west1
                  vertex_credentials: '%s'
                  api_base: "%s"
                """.formatted(VERTEX.credentials(), VERTEX.baseUrl()),
                Map.of(
                        "ANTHROPIC_API_KEY",
                        "sk-vendor",
                        "ANTHROPIC_API_BASE",
                        ANTHROPIC.baseUrl(),
                        "OPENAI_API_KEY",
                        "sk-vendor",
                        "OPENAI_API_BASE",
                        OPENAI.baseUrl(),
                        "GEMINI_API_KEY",
                        "vendor-key",
                        "GEMINI_API_BASE",
                        GEMINI.baseUrl() + "/v1beta",
                        "AWS_ACCESS_KEY_ID",
                        FakeBedrock.ACCESS_KEY_ID,
                        "AWS_SECRET_ACCESS_KEY",
                        FakeBedrock.SECRET_ACCESS_KEY,
                        "AWS_REGION",
                        "eu-west-1",
                        "AWS_BEDROCK_RUNTIME_ENDPOINT",
                        BEDROCK.baseUrl()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        VENDORS.values().forEach(FakeVendor::close);
    }

    @BeforeEach
    void forget() {
        VENDORS.values().forEach(FakeVendor::forgetRequests);
    }

    @Test
    void anthropicsClientHoldsConversations() {
        ANTHROPIC.answers(Answer.text("Hello"), Answer.text("Hello again"));
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(gateway.url() + "/anthropic")
                .apiKey(Gateway.KEY)
                .maxRetries(0)
                .build();
        MessageCreateParams question = MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(100)
                .addUserMessage("Hi")
                .build();

        assertThat(client.messages()
                        .create(question)
                        .content()
                        .getFirst()
                        .asText()
                        .text())
                .isEqualTo("Hello");
        try (var stream = client.messages().createStreaming(question)) {
            assertThat(stream.stream().count()).isGreaterThan(5);
        }
        client.close();
        RecordedRequest sent = ANTHROPIC.lastRequest();
        assertThat(sent.header("x-api-key")).contains("sk-vendor");
        assertThat(sent.headers().toString()).doesNotContain(Gateway.KEY);
        assertThat(sent.header("anthropic-version")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openai", "/openai/v1", "/openai_passthrough/v1"})
    void openAisClientHoldsConversationsWithAVersionOrWithout(String base) {
        OPENAI.answers(Answer.text("Hello"));
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + base)
                .apiKey(Gateway.KEY)
                .maxRetries(0)
                .build();

        var answer = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("gpt-4o")
                        .addUserMessage("Hi")
                        .build());

        assertThat(answer.choices().getFirst().message().content()).contains("Hello");
        assertThat(OPENAI.lastRequest().path()).endsWith("/v1/chat/completions");
        assertThat(OPENAI.lastRequest().header("authorization")).contains("Bearer sk-vendor");
        client.close();
    }

    @Test
    void geminisKeyMayStandInTheQueryAndStaysHere() {
        GEMINI.answers(Answer.text("Hello"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url()
                        + "/gemini/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse&key=" + Gateway.KEY))
                .POST(HttpRequest.BodyPublishers.ofString(CONTENTS))
                .build();

        HttpResponse<String> answer = gateway.send(request);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains("text/event-stream");
        assertThat(answer.body()).contains("Hello");
        assertThat(GEMINI.lastRequest().target()).endsWith(":streamGenerateContent?alt=sse");
        assertThat(GEMINI.lastRequest().header("x-goog-api-key")).contains("vendor-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/vertex_ai/v1/projects/theirs/locations/us-east5/publishers/google/models/gemini-2.5-flash:generateContent",
                "/vertex-ai/publishers/google/models/gemini-2.5-flash:generateContent"
            })
    void vertexIsReachedWithTheOperatorsAccount(String path) {
        VERTEX.answers(Answer.text("Hello"));

        HttpResponse<String> answer = gateway.post(path, CONTENTS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Hello");
        String reached = VERTEX.lastRequest().path();
        assertThat(reached)
                .contains(
                        path.startsWith("/vertex_ai/")
                                ? "/projects/theirs/locations/us-east5/"
                                : "/projects/ours/locations/europe-west1/");
        assertThat(VERTEX.lastRequest().header("authorization").orElse("")).doesNotContain(Gateway.KEY);
    }

    @Test
    void bedrocksEventsPassAsTheyAreUnderANewSignature() {
        BEDROCK.answers(Answer.text("Hello").usage(TokenUsage.of(7, 5)));
        double before = tokens("litellm_output_tokens_metric_total", "anthropic.claude-sonnet-4-5-20250929-v1:0");

        HttpResponse<String> answer =
                gateway.post("/bedrock/model/anthropic.claude-sonnet-4-5-20250929-v1:0/converse-stream", CONVERSE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/vnd.amazon.eventstream");
        assertThat(answer.body()).contains("messageStop").contains("Hello");
        assertThat(BEDROCK.lastRequest().header("authorization").orElse("")).startsWith("AWS4-HMAC-SHA256");
        assertThat(tokens("litellm_output_tokens_metric_total", "anthropic.claude-sonnet-4-5-20250929-v1:0") - before)
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void tokensAreCountedOnTheWay(boolean stream) {
        ANTHROPIC.answers(Answer.text("Hello").usage(TokenUsage.of(7, 5)));
        double before = tokens("litellm_input_tokens_metric_total", "claude-sonnet-4-5");

        gateway.post("/anthropic/v1/messages", MESSAGE.replace("\"max", "\"stream\":" + stream + ",\"max"));

        assertThat(tokens("litellm_input_tokens_metric_total", "claude-sonnet-4-5") - before)
                .isEqualTo(7);
    }

    @Test
    void aVendorsRefusalComesBackUnchangedAndIsCounted() {
        ANTHROPIC.answers(Answer.error(ErrorKind.RATE_LIMITED).header("retry-after", "7"));

        HttpResponse<String> answer = gateway.post("/anthropic/v1/messages", MESSAGE);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body())
                .contains("\"type\":\"error\"")
                .contains("rate_limit_error")
                .doesNotContain("litellm");
        assertThat(answer.headers().firstValue("retry-after")).contains("7");
        assertThat(answer.headers().firstValue("request-id")).isPresent();
        assertThat(gateway.get("/metrics").body().lines())
                .anyMatch(line -> line.startsWith("litellm_proxy_failed_requests_metric_total")
                        && line.contains("requested_model=\"anthropic/*\"")
                        && line.contains("exception_status=\"429\""));
    }

    @Test
    void everyMethodPassesAndOnlyHarmlessFieldsDo() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(gateway.url() + "/anthropic/v1/messages/any?limit=2&a=b%2Fc"))
                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                .header("x-api-key", Gateway.KEY)
                .header("x-litellm-timeout", "9")
                .header("x-goog-api-key", "other")
                .header("cookie", "a=b")
                .header("x-amz-security-token", "other")
                .header("x-forwarded-for", "10.0.0.1")
                .header("x-pass-anthropic-beta", "files-api-2025-04-14")
                .header("x-pass-authorization", "Bearer other")
                .header("x-mine", "passes")
                .build();

        HttpResponse<String> answer = gateway.send(request);

        RecordedRequest sent = ANTHROPIC.lastRequest();
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(sent.method()).isEqualTo("DELETE");
        assertThat(sent.target()).isEqualTo("/v1/messages/any?limit=2&a=b%2Fc");
        assertThat(sent.header("x-mine")).contains("passes");
        assertThat(sent.header("anthropic-beta")).contains("files-api-2025-04-14");
        assertThat(sent.header("x-api-key")).contains("sk-vendor");
        assertThat(List.of(
                        "x-litellm-timeout",
                        "x-goog-api-key",
                        "cookie",
                        "x-amz-security-token",
                        "x-forwarded-for",
                        "authorization"))
                .noneMatch(name -> sent.header(name).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.test/v1/messages",
                "/v1//messages",
                "/../admin",
                "/v1/%2e%2e/admin",
                "/v1/%252e%252e/admin",
                "/v1/..%2fadmin",
                "/v1/%2e%2e%2fadmin",
                "/v1/a%5cb",
                "/v1/%00",
                "/%2fevil.test/x",
            })
    void pathsThatLeadElsewhereAreRefused(String path) throws IOException {
        String answer = raw("POST /anthropic" + path + " HTTP/1.1");

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
        assertThat(ANTHROPIC.requests()).isEmpty();
    }

    @Test
    void anAbsoluteAddressLeadsNowhereElse() throws IOException {
        String answer = raw("GET http://127.0.0.1:" + OPENAI.port() + "/anthropic/v1/models HTTP/1.1");

        assertThat(answer).startsWith("HTTP/1.1 ");
        assertThat(OPENAI.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test", "a%2eb", "us-east5.evil.test%23"})
    void aLocationOfVertexIsNoHost(String location) {
        Gateway direct = Gateway.startOf(
                "model_list: []\ndefault_vertex_config: {vertex_project: p, vertex_location: global, api_key: ya29.x}\n");
        HttpResponse<String> answer = direct.post(
                "/vertex_ai/v1/projects/p/locations/" + location + "/publishers/google/models/m:generateContent", "{}");
        direct.close();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("vertex_location");
    }

    @Test
    void nobodyPassesWithoutAKey() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/anthropic/v1/models"))
                .build();

        assertThat(gateway.send(request).statusCode()).isEqualTo(401);
        assertThat(ANTHROPIC.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/mistral/v1/models,no key", "/vllm/v1/models,api_base", "/azure/openai/models,api_base"})
    void aVendorThatIsNotSetUpIsNamed(String path, String told) {
        HttpResponse<String> answer = gateway.get(path);

        assertThat(answer.statusCode()).isBetween(400, 401);
        assertThat(answer.body()).contains(told);
    }

    @Test
    void aClientThatLeavesTakesTheVendorsCallWithIt() throws IOException {
        ANTHROPIC.answers(Answer.text("x ".repeat(5000)).streamed(Streaming.every(Duration.ofMillis(20))));
        RecordedRequest atVendor;

        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            String body = MESSAGE.replace("\"max", "\"stream\":true,\"max");
            String head = "POST /anthropic/v1/messages HTTP/1.1\r\nhost: gateway\r\nx-api-key: " + Gateway.KEY
                    + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n";
            client.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            atVendor = ANTHROPIC.takeRequest(Duration.ofSeconds(10));
            assertThat(client.getInputStream().read()).isNotNegative();
        }

        assertThat(atVendor.clientGone(Duration.ofSeconds(5))).isTrue();
    }

    private static String raw(String requestLine) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            String request = requestLine + "\r\nhost: gateway\r\nconnection: close\r\nx-api-key: " + Gateway.KEY
                    + "\r\ncontent-length: 0\r\n\r\n";
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whatever was counted of a model so far. */
    private static double tokens(String metric, String model) {
        return gateway.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + "{") && line.contains("model=\"" + model + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
