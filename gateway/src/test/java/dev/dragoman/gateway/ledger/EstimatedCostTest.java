package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that do not tell what they took are charged by what was asked and said. */
final class EstimatedCostTest {

    private static final String CHAT = "/v1/chat/completions";

    /** The tokens of {@link Gateway#question}: three for the message, one for its role, two for its words, three for the answer. */
    private static final int ASKED = 9;

    private static Gateway vendors;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        vendors = Gateway.start();
        gateway = Gateway.startOf(
                """
                model_list:
                  - model_name: openai
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "OPENAI"}
                  - model_name: anthropic
                    litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-x, api_base: "ANTHROPIC"}
                  - model_name: bedrock
                    litellm_params: {model: bedrock/converse/openai.gpt-oss-120b-1:0, api_key: ABSK-x, api_base: "BEDROCK"}
                  - model_name: timed
                    litellm_params: {model: openai/by-time, api_key: sk-x, api_base: "OPENAI", input_cost_per_second: 0.001}
                  - model_name: unknown
                    litellm_params: {model: openai_like/unknown, api_key: sk-x, api_base: "OPENAI"}
                router_settings: {num_retries: 0}
                """.replace("OPENAI", vendors.openai.baseUrl())
                        .replace("ANTHROPIC", vendors.anthropic.baseUrl())
                        .replace("BEDROCK", vendors.bedrock.baseUrl()),
                Map.of("OPENAI_API_KEY", "sk-x", "OPENAI_API_BASE", vendors.openai.baseUrl()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        vendors.close();
    }

    @Test
    void aStreamWithoutUsage() {
        vendors.openai.answers(Answer.text("one two three").streamed(Streaming.BURST.usage(false)));
        Told before = Told.of("gpt-4o");

        gateway.post(CHAT, Gateway.question("openai", true));

        // one, two and three are a token each
        Told after = Told.after(before, "gpt-4o");
        assertThat(after.dollars() - before.dollars()).isEqualTo(ASKED * 2.5e-6 + 3 * 1e-5, offset());
        assertThat(after.unpriced()).isEqualTo(before.unpriced());
    }

    @Test
    void aStreamThatTellsItsUsageIsNotEstimated() {
        vendors.openai.answers(Answer.text("one two three").usage(TokenUsage.of(1_000, 500)));
        Told before = Told.of("gpt-4o");

        gateway.post(CHAT, Gateway.question("openai", true));

        Told after = Told.of("gpt-4o");
        assertThat(after.dollars() - before.dollars()).isEqualTo(1_000 * 2.5e-6 + 500 * 1e-5, offset());
        assertThat(after.estimated()).isEqualTo(before.estimated());
    }

    @Test
    void aLongStreamIsChargedInItsFullLength() {
        String long100k = "word ".repeat(20_000);
        vendors.openai.answers(
                Answer.text(long100k).streamed(Streaming.BURST.pieceLength(50).usage(false)));
        Told before = Told.of("gpt-4o");

        gateway.post(CHAT, Gateway.question("openai", true));

        Told after = Told.after(before, "gpt-4o");
        // 20000 tokens, guessed from the first of them
        assertThat(after.dollars() - before.dollars()).isEqualTo(20_000 * 1e-5, Offset.offset(20_000 * 1e-5 * 0.03));
    }

    @ParameterizedTest
    @CsvSource({"openai,gpt-4o,2.5e-6,1e-5", "bedrock,converse/openai.gpt-oss-120b-1:0,1.5e-7,6e-7"})
    void aStreamThatItsClientLeft(String model, String name, double input, double output) throws IOException {
        vendors.vendor(model.equals("bedrock") ? "bedrock-key" : model)
                .answers(Answer.text("one two three four five six")
                        .streamed(Streaming.BURST.pieceLength(4))
                        .with(new Fault.SilentAfter(3)));
        Told before = Told.of(name);

        leave(model, "t");

        Told after = Told.after(before, name);
        double charged = after.dollars() - before.dollars();
        assertThat(charged).isGreaterThan(ASKED * input);
        assertThat(charged).isLessThanOrEqualTo(ASKED * input + 7 * output + 1e-12);
    }

    @Test
    void aLeftStreamThatToldItsPromptIsChargedForItAndForWhatWasSaid() throws IOException {
        vendors.anthropic.answers(Answer.text("one two three four five six")
                .usage(TokenUsage.of(1_000, 500))
                .streamed(Streaming.BURST.pieceLength(4))
                .with(new Fault.SilentAfter(5)));
        Told before = Told.of("claude-sonnet-4-5");

        leave("anthropic", "tw");

        double charged = Told.after(before, "claude-sonnet-4-5").dollars() - before.dollars();
        assertThat(charged).isGreaterThan(1_000 * 3e-6);
        assertThat(charged).isLessThan(1_000 * 3e-6 + 10 * 1.5e-5);
    }

    @Test
    void aStreamOfAVendorsOwnPath() {
        String events = """
                data: {"model":"gpt-4o","choices":[{"index":0,"delta":{"content":"one two three"}}]}

                data: [DONE]

                """;
        vendors.openai.answers(Answer.raw(200, "text/event-stream", events.getBytes(StandardCharsets.UTF_8)));
        Told before = Told.of("gpt-4o");

        gateway.post("/openai/v1/chat/completions", Gateway.question("gpt-4o", true));

        double charged = Told.after(before, "gpt-4o").dollars() - before.dollars();
        assertThat(charged).isEqualTo(ASKED * 2.5e-6 + 3 * 1e-5, offset());
    }

    @Test
    void aWholeAnswerSaysThatItsCostIsEstimated() {
        vendors.openai.answers(Answer.raw(200, "application/json", """
                {"id":"x","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,
                "finish_reason":"stop","message":{"role":"assistant","content":"one two three"}}]}""".getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("openai", false));

        // 9 x 2.5e-6 + 3 x 1e-5
        assertThat(answer.headers().firstValue("x-litellm-response-cost")).hasValue("0.0000525");
        assertThat(answer.headers().firstValue("x-dragoman-cost-estimated")).hasValue("true");
    }

    @ParameterizedTest
    @CsvSource({"timed,by-time", "unknown,unknown"})
    void nothingIsEstimatedWhereTokensHaveNoPrice(String model, String name) {
        vendors.openai.answers(Answer.text("one two three").streamed(Streaming.BURST.usage(false)));
        Told before = Told.of(name);

        gateway.post(CHAT, Gateway.question(model, true));

        assertThat(Told.of(name).estimated()).isEqualTo(before.estimated()).isZero();
    }

    /** Asks for a stream, hears until a word, and hangs up. */
    private static void leave(String model, String word) throws IOException {
        String body = Gateway.question(model, true);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer " + Gateway.KEY
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n";
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            client.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            InputStream in = client.getInputStream();
            StringBuilder heard = new StringBuilder();
            while (!heard.toString().contains("\"content\":\"" + word)
                    && !heard.toString().contains("\"content\":\"one")) {
                int next = in.read();
                assertThat(next).as(heard.toString()).isNotNegative();
                heard.append((char) next);
            }
        }
    }

    private static Offset<Double> offset() {
        return Offset.offset(1e-10);
    }

    /** What the metrics tell of a model. */
    private record Told(double dollars, double estimated, double unpriced) {

        static Told of(String model) {
            List<String> lines = gateway.get("/metrics").body().lines().toList();
            return new Told(
                    sum(lines, "litellm_spend_metric_total{", model),
                    sum(lines, "dragoman_estimated_calls_total{", model),
                    sum(lines, "dragoman_unpriced_calls_total{", model));
        }

        /** As soon as one more estimate is told: it is made when the client has its answer. */
        static Told after(Told before, String model) {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            Told now = of(model);
            while (now.estimated() <= before.estimated() && System.nanoTime() < end) {
                Thread.onSpinWait();
                now = of(model);
            }
            assertThat(now.estimated()).isEqualTo(before.estimated() + 1);
            return now;
        }

        private static double sum(List<String> lines, String name, String model) {
            return lines.stream()
                    .filter(line -> line.startsWith(name) && line.contains("model=\"" + model + "\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
