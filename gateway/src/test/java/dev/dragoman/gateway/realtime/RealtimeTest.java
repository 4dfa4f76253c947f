package dev.dragoman.gateway.realtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.realtime.Behaviour;
import dev.dragoman.testkit.realtime.FakeRealtime;
import dev.dragoman.testkit.realtime.RecordedSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Sessions from a client through the gateway to vendors. */
@Timeout(90)
final class RealtimeTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeRealtime vendor = FakeRealtime.start("sk-vendor");
    private final FakeRealtime other = FakeRealtime.start("sk-vendor");
    private final Gateway gateway = Gateway.startOf(yaml(vendor.baseUrl(), other.baseUrl()));

    @AfterEach
    void close() {
        gateway.close();
        vendor.close();
        other.close();
    }

    private static String yaml(String one, String two) {
        return """
                model_list:
                  - model_name: voice
                    litellm_params: {model: openai/gpt-realtime, api_key: sk-vendor, api_base: "%1$s/v1"}
                  - model_name: dear-voice
                    litellm_params:
                      {model: openai/gpt-realtime, api_key: sk-vendor, api_base: "%1$s/v1", input_cost_per_token: 0.001, output_cost_per_token: 0.002}
                  - model_name: azure-voice
                    litellm_params: {model: azure/gpt-realtime-2025-08-28, api_key: sk-vendor, api_base: "%1$s", api_version: "2024-10-01-preview"}
                  - model_name: azure-voice-ga
                    litellm_params: {model: azure/gpt-realtime-2025-08-28, api_key: sk-vendor, api_base: "%1$s", realtime_protocol: GA}
                  - model_name: grok-voice
                    litellm_params: {model: xai/grok-voice, api_key: sk-vendor, api_base: "%1$s/v1"}
                  - model_name: pair
                    litellm_params: {model: openai/gpt-realtime, api_key: sk-vendor, api_base: "%1$s/v1", order: 1}
                  - model_name: pair
                    litellm_params: {model: openai/gpt-realtime, api_key: sk-vendor, api_base: "%2$s/v1", order: 2}
                  - model_name: wrong-key
                    litellm_params: {model: openai/gpt-realtime, api_key: sk-wrong, api_base: "%1$s/v1"}
                  - model_name: claude
                    litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-x}
                router_settings: {num_retries: 0, stream_timeout: 2}
                """.formatted(one, two);
    }

    @Test
    void aConversationInTextPassesAndIsCharged() {
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice")) {
            JsonNode created = client.next();
            assertThat(created.path("type").asString()).isEqualTo("session.created");
            assertThat(created.path("session").path("model").asString()).isEqualTo("voice");

            client.send(
                    "{'type':'session.update','session':{'type':'realtime','model':'voice','output_modalities':['text']}}");
            assertThat(client.until("session.updated")
                            .path("session")
                            .path("model")
                            .asString())
                    .isEqualTo("voice");
            client.say("one two three").send("{'type':'response.create'}");
            assertThat(client.until("response.output_text.delta").path("delta").asString())
                    .isEqualTo("one ");
            JsonNode done = client.until("response.done").path("response");

            assertThat(done.path("output")
                            .path(0)
                            .path("content")
                            .path(0)
                            .path("text")
                            .asString())
                    .isEqualTo("one two three");
            // Three tokens in for 4 dollars a million, three out for 16.
            assertThat(spent("gpt-realtime")).isEqualTo("6.0E-5");
            client.leave(1000);
            assertThat(client.end()).startsWith("1000");
        }
        RecordedSession session = vendor.sessions().getFirst();
        assertThat(session.handshake().query()).containsOnlyKeys("model").containsEntry("model", "gpt-realtime");
        assertThat(session.handshake().headers())
                .containsEntry("authorization", "Bearer sk-vendor")
                .doesNotContainKeys("openai-beta", "sec-websocket-extensions", "sec-websocket-protocol", "x-api-key");
        assertThat(session.events().getFirst())
                .isEqualTo("{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"model\":\"gpt-realtime\","
                        + "\"output_modalities\":[\"text\"]}}");
        assertThat(session.endWithin(SOON)).isEqualTo(1000);
        assertThat(metric("litellm_proxy_total_requests_metric", "status_code=\"200\"", "route=\"/v1/realtime\""))
                .isEqualTo("1.0");
        assertThat(metric("litellm_input_tokens_metric", "requested_model=\"voice\""))
                .isEqualTo("3.0");
    }

    @Test
    void aSessionEndsWhenTheBudgetDoes() {
        // Opening it needs what the longest response may cost: 1000 tokens in and 4096 out.
        String key = key("{\"max_budget\":9.25}");
        int answered = 0;
        try (RealtimeClient client = RealtimeClient.open(
                gateway, "/v1/realtime?model=dear-voice", true, List.of(), List.of("authorization", "Bearer " + key))) {
            client.until("session.created");
            @Nullable JsonNode refusal = null;
            while (refusal == null && answered < 100) {
                client.say("one two three").send("{'type':'response.create'}").until("response.done");
                answered++;
                asked(client, "{'type':'session.update','session':{'type':'realtime'}}");
                JsonNode next = client.next();
                while (!next.path("type").asString().equals("session.updated") && refusal == null) {
                    refusal = next.path("type").asString().equals("error") ? next : null;
                    next = refusal == null ? client.next() : next;
                }
            }
            assertThat(requireNonNull(refusal).path("error").path("message").asString())
                    .contains("Budget has been exceeded", "Max budget: 9.25");
            assertThat(client.end()).startsWith("1008");
        }
        assertThat(answered).isBetween(2, 20);
        double spent = Double.parseDouble(spent("gpt-realtime"));
        assertThat(spent).isBetween(answered * 0.009 - 1e-9, 9.25);
        awaitSpent(key, spent);
    }

    /** Asks for something, unless the session is over already: then its last words are there to be read. */
    private static void asked(RealtimeClient client, String event) {
        try {
            client.send(event);
        } catch (CompletionException over) {
            assertThat(over).hasCauseInstanceOf(IOException.class);
        }
    }

    private String key(String wish) {
        Matcher key = Pattern.compile("\"key\":\"(sk-[^\"]*)\"")
                .matcher(gateway.post("/key/generate", wish).body());
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    /** Waits until the key's budget was charged with that in the database. */
    private void awaitSpent(String key, double dollars) {
        Pattern spend = Pattern.compile("\"spend\":([0-9.Ee-]+)");
        for (int i = 0; i < 1_000; i++) {
            Matcher told = spend.matcher(gateway.get("/key/info?key=" + key).body());
            if (told.find() && Math.abs(Double.parseDouble(told.group(1)) - dollars) < 1e-9) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError(
                dollars + " expected in " + gateway.get("/key/info?key=" + key).body());
    }

    @Test
    void soundItsCacheAndItsTranscriptionAreChargedEachAtItsPrice() {
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice")) {
            client.send("{'type':'session.update','session':{'type':'realtime','audio':{'input':{'transcription':"
                            + "{'model':'gpt-4o-mini-transcribe'}}}}}")
                    .until("session.updated");
            String sound = Base64.getEncoder().encodeToString(new byte[4_800]);
            client.send("{'type':'input_audio_buffer.append','audio':'" + sound + "'}")
                    .send("{'type':'input_audio_buffer.commit'}");
            JsonNode heard = client.until("conversation.item.input_audio_transcription.completed");
            assertThat(heard.path("usage").path("input_tokens").asInt()).isEqualTo(48);
            client.send("{'type':'response.create'}").until("response.done");
            client.send("{'type':'response.create'}");
            JsonNode second = client.until("response.done").path("response").path("usage");

            assertThat(second.path("input_token_details").path("cached_tokens").asInt())
                    .isEqualTo(48);
            // First: 48 tokens of sound in (32 a million), 4 of text (16) and 40 of sound (64) out.
            // Second: 4 of text in (4), 48 from the cache (0.4), and the same out.
            double first = 48 * 32e-6 + 4 * 16e-6 + 40 * 64e-6;
            double again = 4 * 4e-6 + 48 * 0.4e-6 + 4 * 16e-6 + 40 * 64e-6;
            assertThat(Double.parseDouble(spent("gpt-realtime"))).isCloseTo(first + again, within());
            // 48 tokens of sound in (1.25 a million) and 4 of text out (5).
            assertThat(Double.parseDouble(spent("gpt-4o-mini-transcribe")))
                    .isCloseTo(48 * 1.25e-6 + 4 * 5e-6, within());
        }
    }

    @Test
    void eventsPassAsTheyAreAlsoWrongOnes() {
        try (RealtimeClient client = RealtimeClient.open(gateway, "/realtime?model=voice&intent=conversation")) {
            client.next();
            String odd = "{ \"event_id\" : \"e1\",\n \"type\":\"made.up\", \"ünicode\": \"\\u00e4😀\" }";
            client.sendSoon(odd).join();

            JsonNode error = client.until("error");

            assertThat(error.path("error").path("event_id").asString()).isEqualTo("e1");
            assertThat(error.path("error").path("param").asString()).isEqualTo("type");
            assertThat(vendor.sessions().getFirst().events()).containsExactly(odd);
            assertThat(vendor.sessions().getFirst().handshake().query()).containsEntry("intent", "conversation");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "azure-voice, /openai/realtime, 'api-version=2024-10-01-preview, deployment=gpt-realtime-2025-08-28', api-key",
        "azure-voice-ga, /openai/v1/realtime, model=gpt-realtime-2025-08-28, api-key",
        "grok-voice, /v1/realtime, model=grok-voice, authorization",
    })
    void everyProviderHasItsAddressAndCredentials(String model, String path, String query, String field) {
        try (RealtimeClient client =
                RealtimeClient.open(gateway, "/openai/realtime?api-version=2099-01-01&deployment=" + model)) {
            client.next();
            client.say("hi").send("{'type':'response.create'}").until("response.done");

            RecordedSession session = vendor.sessions().getFirst();
            assertThat(session.handshake().path()).isEqualTo(path);
            assertThat(session.handshake().query().entrySet().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList())
                    .isEqualTo(List.of(query.split(", ")));
            assertThat(session.handshake().header(field)).endsWith("sk-vendor");
        }
    }

    @Test
    void browsersTellTheirKeyAndTheBetaAsSubprotocols() {
        List<String> protocols =
                List.of("realtime", "openai-insecure-api-key." + Gateway.KEY, "openai-beta.realtime-v1");
        try (RealtimeClient client =
                RealtimeClient.open(gateway, "/v1/realtime?model=voice", true, protocols, List.of())) {
            assertThat(client.protocol()).isEqualTo("realtime");
            assertThat(client.next().path("session").path("modalities").isArray())
                    .isTrue();
            assertThat(vendor.sessions().getFirst().handshake().header("openai-beta"))
                    .isEqualTo("realtime=v1");
        }
    }

    @Test
    void theBetaHeaderPassesAsTheClientSentIt() {
        try (RealtimeClient client =
                RealtimeClient.open(gateway, "/v1/realtime?model=voice", "openai-beta", "realtime=v1")) {
            client.next();
            client.send("{'type':'session.update','session':{'modalities':['text']}}")
                    .until("session.updated");
            client.say("hi").send("{'type':'response.create'}").until("response.text.delta");

            assertThat(vendor.sessions().getFirst().handshake().header("openai-beta"))
                    .isEqualTo("realtime=v1");
        }
    }

    @Test
    void whatIsWrongBeforeTheSessionIsAnsweredInHttp() throws IOException {
        String key = "Authorization: Bearer " + Gateway.KEY + "\r\n";
        assertThat(raw("/v1/realtime?model=voice", "")).startsWith("HTTP/1.1 401 ");
        assertThat(raw("/v1/realtime?model=voice", "Authorization: Bearer sk-no\r\n"))
                .startsWith("HTTP/1.1 401 ");
        assertThat(raw("/v1/realtime", key)).startsWith("HTTP/1.1 400 ").contains("model: missing in the query");
        assertThat(raw("/v1/realtime?model=nobody", key))
                .startsWith("HTTP/1.1 400 ")
                .contains("nobody");
        assertThat(raw("/v1/realtime?model=claude", key))
                .startsWith("HTTP/1.1 400 ")
                .contains("anthropic does not offer realtime", "\"type\":\"error\"");
        assertThat(raw("/v1/realtime?model=voice", key + "Sec-WebSocket-Key: x\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("sec-websocket-key");
        assertThat(gateway.get("/v1/realtime?model=voice").statusCode()).isEqualTo(426);
        assertThat(vendor.sessions()).isEmpty();
    }

    @Test
    void aRefusalOfTheVendorIsTheGatewaysToo() throws IOException {
        String key = "Authorization: Bearer " + Gateway.KEY + "\r\n";
        assertThat(raw("/v1/realtime?model=wrong-key", key))
                .startsWith("HTTP/1.1 401 ")
                .contains("\"type\":\"error\"", "Incorrect API key provided", "invalid_api_key");
        vendor.does(Behaviour.Refuse.of(429, "rate_limit_error", "rate_limit_exceeded", "Slow down."));
        assertThat(raw("/v1/realtime?model=voice", key))
                .startsWith("HTTP/1.1 429 ")
                .contains("Slow down.");
        vendor.does(new Behaviour.Refuse(302, java.util.Map.of("location", "http://127.0.0.1:1/"), ""));
        assertThat(raw("/v1/realtime?model=voice", key))
                .startsWith("HTTP/1.1 502 ")
                .contains("redirects");
        vendor.does(new Behaviour.Refuse(200, java.util.Map.of(), "{}"));
        assertThat(raw("/v1/realtime?model=voice", key))
                .startsWith("HTTP/1.1 502 ")
                .contains("status 200");
        vendor.does(new Behaviour.WrongProof());
        assertThat(raw("/v1/realtime?model=voice", key))
                .startsWith("HTTP/1.1 502 ")
                .contains("sec-websocket-accept");
        vendor.does(new Behaviour.Hang());
        assertThat(raw("/v1/realtime?model=voice", key)).startsWith("HTTP/1.1 408 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 503})
    void anotherDeploymentIsAskedWhenOneRefuses(int status) {
        vendor.does(Behaviour.Refuse.of(status, "server_error", "x", "No."));
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=pair")) {
            client.next();
            client.say("hi").send("{'type':'response.create'}").until("response.done");

            assertThat(vendor.sessions()).hasSize(1);
            assertThat(other.sessions()).hasSize(1);
        }
    }

    @Test
    void aSessionThatBreaksOffEndsWithAnErrorEvent() {
        vendor.does(new Behaviour.Drop(3));
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice")) {
            client.next();
            client.say("hi");

            JsonNode error = client.until("error");

            assertThat(error.path("error").path("type").asString()).isEqualTo("server_error");
            assertThat(error.path("error").path("code").asString()).isEqualTo("session_broken");
            assertThat(error.path("event_id").asString()).isNotEmpty();
            assertThat(client.end()).startsWith("1011 ");
        }
        assertThat(metric("litellm_proxy_failed_requests_metric", "requested_model=\"voice\""))
                .isEqualTo("1.0");
    }

    @ParameterizedTest
    @CsvSource({"1000, done", "4000, session expired", "1001, going", "1013, busy"})
    void theVendorsClosingFramePasses(int code, String reason) {
        vendor.does(new Behaviour.CloseAfter(1, code, reason));
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice")) {
            assertThat(client.next().path("type").asString()).isEqualTo("session.created");
            assertThat(client.end()).isEqualTo(code + " " + reason);
        }
        assertThat(vendor.sessions().getFirst().endWithin(SOON)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theVendorsSessionIsClosedWhenTheClientLeaves(boolean orderly) {
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice")) {
            client.next();
            if (orderly) {
                client.leave(1001);
            } else {
                client.vanish();
            }

            assertThat(vendor.sessions().getFirst().endWithin(SOON)).isEqualTo(orderly ? 1000 : 1001);
        }
        String status = orderly ? "200" : "499";
        assertThat(metric("litellm_proxy_total_requests_metric", "status_code=\"" + status + "\""))
                .isEqualTo("1.0");
    }

    @Test
    void aClientThatListensSlowlyHoldsTheVendorUp() {
        vendor.does(new Behaviour.Flood(2_000, 20_000));
        List<String> key = List.of("authorization", "Bearer " + Gateway.KEY);
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice", false, List.of(), key)) {
            RecordedSession session = awaitSession();
            assertThat(settled(session)).isLessThan(2_000);

            for (int i = 0; i < 2_001; i++) {
                client.take();
                assertThat(client.text()).startsWith("{\"type\":");
            }
            assertThat(session.sent()).isEqualTo(2_001);
        }
    }

    @Test
    void aVendorThatListensSlowlyHoldsTheClientUp() throws Exception {
        vendor.does(new Behaviour.Deaf());
        String event = "{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + "AAAA".repeat(50_000) + "\"}";
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice")) {
            client.next();
            int count = 100;
            CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> {
                for (int i = 0; i < count; i++) {
                    client.sendSoon(event).join();
                }
                return count;
            });
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            assertThat(sent).isNotDone();

            vendor.sessions().getFirst().hear();

            assertThat(sent.get(60, TimeUnit.SECONDS)).isEqualTo(count);
            client.send("{'type':'input_audio_buffer.clear'}").until("input_audio_buffer.cleared");
            assertThat(vendor.sessions().getFirst().events()).hasSize(count + 1).contains(event);
        }
    }

    @Test
    void shutdownEndsSessionsAtBothEnds() throws Exception {
        try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice")) {
            client.next();
            Thread draining = Thread.ofPlatform().start(gateway::drain);

            assertThat(client.end()).startsWith("1001 ");
            assertThat(vendor.sessions().getFirst().endWithin(SOON)).isEqualTo(1000);
            draining.join(20_000);
            assertThat(draining.isAlive()).isFalse();
        }
    }

    @Test
    void manySessionsAtOnceAreKeptApart() {
        int count = 200;
        List<CompletableFuture<String>> answers = java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try (RealtimeClient client = RealtimeClient.open(gateway, "/v1/realtime?model=voice")) {
                        client.say("number " + i).send("{'type':'response.create'}");
                        JsonNode done = client.until("response.done")
                                .path("response")
                                .path("output")
                                .path(0);
                        client.leave(1000).end();
                        return done.path("content").path(0).path("transcript").asString();
                    }
                }))
                .toList();

        for (int i = 0; i < count; i++) {
            assertThat(answers.get(i).join()).isEqualTo("number " + i);
        }
        assertThat(vendor.sessions()).hasSize(count);
        assertThat(vendor.sessions()).allMatch(session -> session.endWithin(SOON) != null);
        awaitMetric(count + ".0", "litellm_proxy_total_requests_metric", "status_code=\"200\"");
    }

    @Test
    void healthIsLearntByOpeningASession() {
        String healthy = gateway.get("/health?model=voice").body();
        String unhealthy = gateway.get("/health?model=wrong-key").body();

        assertThat(healthy).contains("\"healthy_count\":1");
        assertThat(unhealthy).contains("\"unhealthy_count\":1");
        assertThat(vendor.sessions().getFirst().events()).isEmpty();
    }

    private RecordedSession awaitSession() {
        while (vendor.sessions().isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return vendor.sessions().getFirst();
    }

    /** Waits until the vendor sends no more: it is held up. */
    private static long settled(RecordedSession session) {
        long before = -1;
        long now = session.sent();
        while (now != before) {
            before = now;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            now = session.sent();
        }
        return now;
    }

    private String spent(String model) {
        return metric("litellm_spend_metric", "model=\"" + model + "\"");
    }

    /** The value of a counter, once it has one. */
    private String metric(String name, String... labels) {
        Pattern line = Pattern.compile("(?m)^" + name + "(?:_total)?\\{(.*)} (\\S+)$");
        for (int i = 0; i < 400; i++) {
            Matcher lines = line.matcher(gateway.get("/metrics").body());
            while (lines.find()) {
                if (List.of(labels).stream().allMatch(lines.group(1)::contains)) {
                    return lines.group(2);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError("no " + name + " with " + List.of(labels) + " in\n"
                + gateway.get("/metrics").body());
    }

    /** Sessions are counted when both ends are closed, a moment after the client knows. */
    private void awaitMetric(String value, String name, String... labels) {
        for (int i = 0; i < 400 && !metric(name, labels).equals(value); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(metric(name, labels)).isEqualTo(value);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    /** The whole answer to a handshake; the last field of a name goes before an earlier one. */
    private String raw(String path, String fields) throws IOException {
        String key = fields.contains("Sec-WebSocket-Key") ? "" : "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n" + key + fields + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            Pattern whole = Pattern.compile("(?s).*content-length: (\\d+)\r\n(?:.*?\r\n)?\r\n(.*)");
            for (Matcher read = whole.matcher(answer);
                    !read.matches() || read.group(2).length() < Integer.parseInt(read.group(1));
                    read = whole.matcher(answer)) {
                int octet = socket.getInputStream().read();
                assertThat(octet).as("an octet after: " + answer).isNotNegative();
                answer.append((char) octet);
            }
            return answer.toString();
        }
    }
}
