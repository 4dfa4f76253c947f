package dev.dragoman.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.DialectLaws;
import dev.dragoman.dialect.Talk;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.testkit.FakeOllama;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was written reads back the same, a vendor takes it, and a stream is the whole answer in pieces. */
final class OllamaLawsTest implements DialectLaws {

    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "stream",
            "format",
            "keep_alive",
            "tools",
            "options",
            "think",
            "truncate",
            "shift",
            "logprobs",
            "top_logprobs");
    private static final Set<String> FIELDS_OF_MESSAGE =
            Set.of("role", "content", "thinking", "images", "tool_calls", "tool_name", "tool_call_id");
    private static final Set<String> OPTIONS = Set.of(
            "num_predict",
            "temperature",
            "top_p",
            "top_k",
            "seed",
            "stop",
            "presence_penalty",
            "frequency_penalty",
            "num_ctx",
            "min_p");

    @Override
    public Talk talk() {
        return Chatting.TALK;
    }

    @Override
    public ChatRequest request(long seed) {
        return new Generating(seed).request();
    }

    @Override
    public ChatReply reply(long seed) {
        return new Generating(seed).reply();
    }

    @Override
    public List<ChatEvent> telling(ChatReply reply) {
        return Telling.of(reply);
    }

    @Test
    void everyRequestIsTakenByAVendorAsStrictAsTheRealOne() throws Exception {
        try (FakeOllama vendor = FakeOllama.start();
                HttpClient client = HttpClient.newHttpClient()) {
            for (long seed = 0; seed < 200; seed++) {
                JsonBody body = sent(seed);

                HttpResponse<String> response = DialectLaws.asked(client, vendor.baseUrl() + "/api/chat", body);

                requireKnownFields(body.toObject());
                assertThat(response.statusCode())
                        .as(seed + " " + response.body())
                        .isEqualTo(200);
            }
        }
    }

    /** The server passes over what it does not know, so that it cannot tell. */
    private static void requireKnownFields(JsonObject body) {
        assertThat(FIELDS).containsAll(body.names());
        JsonObject options = body.object("options");
        if (options != null) {
            assertThat(OPTIONS).containsAll(options.names());
        }
        for (JsonValue message : java.util.Objects.requireNonNull(body.array("messages"))) {
            assertThat(FIELDS_OF_MESSAGE).containsAll(((JsonObject) message).names());
        }
    }
}
