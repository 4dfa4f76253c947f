package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIIoException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** When OpenAI's own Java client gives up, the vendor's call is given up too. */
final class OpenAiJavaTimeoutsTest {

    private static final Duration ARRIVAL = Duration.ofSeconds(10);
    private static final Duration DEPARTURE = Duration.ofSeconds(5);

    private static Gateway gateway;
    private static OpenAIClient patient;
    private static OpenAIClient hasty;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        patient = OpenAiClients.of(gateway);
        hasty = OpenAiClients.builder(gateway).timeout(Duration.ofSeconds(1)).build();
    }

    @AfterAll
    static void stop() {
        patient.close();
        hasty.close();
        gateway.close();
    }

    @EveryVendor
    void aCallThatTheClientGivesUpIsGivenUpAtTheVendor(String model) {
        FakeVendor vendor = warm(model);
        vendor.answers(Answer.fault(new Fault.HangBeforeHeaders()));

        assertThatThrownBy(() -> hasty.chat()
                        .completions()
                        .create(OpenAiClients.question(model).build()))
                .isInstanceOf(OpenAIIoException.class);

        assertThat(vendor.takeRequest(ARRIVAL).clientGone(DEPARTURE)).isTrue();
    }

    @EveryVendor
    void aStreamThatFallsSilentIsGivenUpAtTheVendor(String model) {
        FakeVendor vendor = warm(model);
        vendor.answers(Answer.text("a few words that are followed by nothing more at all")
                .with(new Fault.SilentAfter(3)));
        List<ChatCompletionChunk> heard = new ArrayList<>();

        assertThatThrownBy(() -> hear(model, heard)).isInstanceOf(OpenAIIoException.class);

        assertThat(heard).isNotEmpty();
        assertThat(vendor.takeRequest(ARRIVAL).clientGone(DEPARTURE)).isTrue();
    }

    @EveryVendor
    void aStreamThatTheClientClosesIsClosedAtTheVendor(String model) {
        FakeVendor vendor = warm(model);
        vendor.answers(Answer.text("x ".repeat(50_000)).streamed(Streaming.every(Duration.ofMillis(20))));

        try (StreamResponse<ChatCompletionChunk> stream = patient.chat()
                .completions()
                .createStreaming(OpenAiClients.question(model).build())) {
            assertThat(stream.stream().findFirst()).isPresent();
        }

        assertThat(vendor.takeRequest(ARRIVAL).clientGone(DEPARTURE)).isTrue();
    }

    /** The vendor after a first call, so that no time of the next is lost on what happens only once. */
    private static FakeVendor warm(String model) {
        patient.chat().completions().create(OpenAiClients.question(model).build());
        gateway.vendor(model).forgetRequests();
        return gateway.vendor(model);
    }

    private static void hear(String model, List<ChatCompletionChunk> heard) {
        try (StreamResponse<ChatCompletionChunk> stream = hasty.chat()
                .completions()
                .createStreaming(OpenAiClients.question(model).build())) {
            stream.stream().forEach(heard::add);
        }
    }
}
