package dev.dragoman.testkit.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.testkit.Client;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.RawConnection;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeVendorTest {

    private static final String CHAT = "{'model':'gpt-4o','messages':[{'role':'user','content':'Hi'}]}";
    private static final String STREAM = "{'model':'gpt-4o','stream':true,'messages':[{'role':'user','content':'Hi'}]}";
    private static final Duration LONG = Duration.ofSeconds(10);

    private final FakeOpenAi vendor = FakeOpenAi.start(VendorSettings.DEFAULT.keepingRequests(3));
    private final Client client =
            new Client(vendor.baseUrl(), "authorization", "Bearer k", "x-trace", "1", "x-trace", "2");

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void queuedAnswersGoBeforeTheScript() {
        vendor.answersWith(call -> Answer.text("scripted for " + call.model()));
        vendor.answers(Answer.text("first"), Answer.text("second"));

        assertThat(List.of(content(), content(), content())).containsExactly("first", "second", "scripted for gpt-4o");
    }

    @Test
    void refusedRequestsLeaveTheQueueAlone() {
        vendor.answers(Answer.text("first"));

        client.post("/chat/completions", "{'model':'gpt-4o'}");

        assertThat(content()).isEqualTo("first");
    }

    @Test
    void theScriptSeesTheWholeRequest() {
        vendor.answersWith(call -> Answer.text(call.request().header("x-trace").orElseThrow()
                + call.tools().size()
                + call.tool("f").isPresent()
                + call.outputSchema().isPresent()));

        String text = client.post(
                        "/chat/completions",
                        CHAT.replace("}]}", "}],'tools':[{'type':'function','function':{'name':'f'}}]}"))
                .json()
                .at("/choices/0/message/content")
                .stringValue();

        assertThat(text).isEqualTo("11truefalse");
    }

    @Test
    void rawAnswersAreSentByteForByte() {
        vendor.answers(
                Answer.raw(299, "text/odd", new byte[] {1, 2}).header("x-odd", "yes"),
                Answer.rawStream(
                        "text/event-stream", List.of("data: a\n\n".getBytes(StandardCharsets.UTF_8), new byte[] {9})));

        Client.Answered whole = client.post("/chat/completions", CHAT);
        Client.Answered streamed = client.post("/chat/completions", STREAM);

        assertThat(whole.status()).isEqualTo(299);
        assertThat(whole.response().body()).containsExactly(1, 2);
        assertThat(whole.header("x-odd")).isEqualTo("yes");
        assertThat(streamed.text()).isEqualTo("data: a\n\n\t");
    }

    @Test
    void requestsAreRememberedUpToTheLimit() {
        for (int i = 0; i < 5; i++) {
            client.post("/chat/completions?number=" + i, CHAT);
        }

        assertThat(vendor.requests())
                .extracting(request -> request.query().get("number"))
                .containsExactly("2", "3", "4");
        assertThat(vendor.lastRequest().json().path("model").stringValue()).isEqualTo("gpt-4o");
        assertThat(vendor.lastRequest().headers())
                .filteredOn(header -> header.name().equals("x-trace"))
                .hasSize(2);
        assertThat(vendor.lastRequest()).hasToString("POST /v1/chat/completions?number=4 (62 bytes)");
    }

    @Test
    void requestsAreTakenInOrder() {
        for (int i = 0; i < 5; i++) {
            client.post("/chat/completions?number=" + i, CHAT);
        }

        RecordedRequest first = vendor.takeRequest(LONG);
        RecordedRequest second = vendor.takeRequest(LONG);

        assertThat(first.query()).containsEntry("number", "2");
        assertThat(second.query()).containsEntry("number", "3");
    }

    @Test
    void takingWaitsInVainWhenNothingArrives() {
        assertThatThrownBy(() -> vendor.takeRequest(Duration.ofMillis(5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no request within PT0.005S");
        assertThatThrownBy(vendor::lastRequest).hasMessageContaining("no request has arrived");
    }

    @Test
    void forgottenRequestsAreGone() {
        client.post("/chat/completions", CHAT);

        vendor.forgetRequests();

        assertThat(vendor.requests()).isEmpty();
    }

    @Test
    void clientsCanBeSeenToReuseTheirConnection() {
        client.post("/chat/completions", CHAT);
        client.post("/chat/completions", CHAT);

        assertThat(vendor.acceptedConnections()).isEqualTo(1);
        assertThat(vendor.openConnections()).isEqualTo(1);
    }

    @Test
    void eventsCanBeCutWithinACharacter() {
        vendor.answers(Answer.text("é").streamed(Streaming.BURST.splittingCharacters()));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(STREAM)) {
            String raw = connection.readUntil("\r\n0\r\n\r\n").replace("\r\n", "~");

            assertThat(raw).containsPattern("\uFFFD~[0-9a-f]+~\uFFFD");
        }
    }

    @Test
    void eventsComeWithTheirDelays() {
        Streaming slow = Streaming.every(Duration.ofMillis(20))
                .firstDelay(Duration.ofMillis(40))
                .pieceLength(1);
        vendor.answers(Answer.text("ab").streamed(slow));
        long start = System.nanoTime();

        Client.Answered answered = client.post("/chat/completions", STREAM);

        assertThat(answered.data()).hasSize(5);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void pingsComeAfterEverySoManyEvents() {
        vendor.answers(
                Answer.text("abcd").streamed(Streaming.BURST.pieceLength(1).pingEvery(2)));

        String text = client.post("/chat/completions", STREAM).text();

        assertThat(text.split(": ping", -1)).hasSize(4);
    }

    @Test
    void nonsensicalScriptsAreRefused() {
        assertThatThrownBy(() -> Streaming.BURST.pieceLength(0)).hasMessage("pieceLength: 0 (expected: >= 1)");
        assertThatThrownBy(() -> new TokenUsage(1, 1, 2, 0, 0)).hasMessageContaining("input: 1");
        assertThatThrownBy(() -> new TokenUsage(1, 1, 0, 0, 2)).hasMessageContaining("output: 1");
        assertThatThrownBy(() -> Answer.error(VendorError.status(500)).usage(TokenUsage.of(1, 1)))
                .hasMessageContaining("expected: one with content");
    }

    private String content() {
        return client.post("/chat/completions", CHAT)
                .json()
                .at("/choices/0/message/content")
                .stringValue();
    }
}
