package dev.dragoman.testkit.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.Bodies;
import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeOpenAiCompatible;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.VendorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompatibleTest {

    private static final String PLAIN = "{'model':'llama','messages':[{'role':'user','content':'Hi'}]}";

    private final FakeOpenAiCompatible vendor = FakeOpenAiCompatible.start();
    private final Client client = new Client(vendor.baseUrl());

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void takesUnknownFieldsWithoutAKey() {
        Client.Answered answered = client.post("/chat/completions", Bodies.with(PLAIN, "'foo':1,'top_k':5"));

        assertThat(answered.status()).isEqualTo(200);
    }

    @Test
    void tellsReasoningBesideTheContent() {
        vendor.answers(Answer.thinking("hm", "", "So"));

        JsonNode message = client.post("/chat/completions", PLAIN).json().at("/choices/0/message");

        assertThat(message.path("reasoning_content").stringValue()).isEqualTo("hm");
        assertThat(message.path("content").stringValue()).isEqualTo("So");
    }

    @Test
    void streamsReasoningBeforeTheContent() {
        vendor.answers(Answer.thinking("hm", "", "So"));

        var data = client.post("/chat/completions", Bodies.with(PLAIN, "'stream':true"))
                .data();

        assertThat(Json.read(data.get(1))
                        .at("/choices/0/delta/reasoning_content")
                        .stringValue())
                .isEqualTo("hm");
        assertThat(Json.read(data.get(2)).at("/choices/0/delta/content").stringValue())
                .isEqualTo("So");
    }

    @Test
    void demandsAModelAndMessages() {
        assertThat(client.post("/chat/completions", "{'messages':[]}").text()).contains("model: field required");
        assertThat(client.post("/chat/completions", "{'model':'m'}").text()).contains("messages: field required");
    }

    @Test
    void demandsTheKeyThatIsSet() {
        VendorSettings settings = VendorSettings.DEFAULT.requiringKey("right").withModels("llama");
        try (FakeOpenAiCompatible strict = FakeOpenAiCompatible.start(settings);
                Client anonymous = new Client(strict.baseUrl());
                Client right = new Client(strict.baseUrl(), "authorization", "Bearer right")) {
            assertThat(anonymous.post("/chat/completions", PLAIN).status()).isEqualTo(401);
            assertThat(right.post("/chat/completions", PLAIN).status()).isEqualTo(200);
            assertThat(right.post("/chat/completions", Bodies.with(PLAIN, "'model':'other'"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void errorsAndModelsLookLikeOpenAis() {
        vendor.answers(
                Answer.error(ErrorKind.RATE_LIMITED),
                Answer.text("Hello").streamed(Streaming.BURST.failingAfter(1, VendorError.status(500))));

        assertThat(client.post("/chat/completions", PLAIN)
                        .json()
                        .at("/error/code")
                        .stringValue())
                .isEqualTo("rate_limit_exceeded");
        assertThat(client.post("/chat/completions", Bodies.with(PLAIN, "'stream':true"))
                        .data()
                        .getLast())
                .contains("server_error");
        assertThat(client.get("/models").json().path("data")).isNotEmpty();
        assertThat(client.get("/nothing").status()).isEqualTo(404);
    }
}
