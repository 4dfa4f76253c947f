package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.models.messages.RawMessageStreamEvent;
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

/** When Anthropic's own Java client gives up, the vendor's call is given up too. */
final class AnthropicJavaTimeoutsTest {

    private static final Duration ARRIVAL = Duration.ofSeconds(10);
    private static final Duration DEPARTURE = Duration.ofSeconds(5);

    private static Gateway gateway;
    private static AnthropicClient patient;
    private static AnthropicClient hasty;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        patient = AnthropicClients.of(gateway);
        hasty = AnthropicClients.builder(gateway).timeout(Duration.ofSeconds(1)).build();
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

        assertThatThrownBy(() ->
                        hasty.messages().create(AnthropicClients.question(model).build()))
                .isInstanceOf(AnthropicIoException.class);

        assertThat(vendor.takeRequest(ARRIVAL).clientGone(DEPARTURE)).isTrue();
    }

    @EveryVendor
    void aStreamThatFallsSilentIsGivenUpAtTheVendor(String model) {
        FakeVendor vendor = warm(model);
        vendor.answers(Answer.text("a few words that are followed by nothing more at all")
                .with(new Fault.SilentAfter(3)));
        List<RawMessageStreamEvent> heard = new ArrayList<>();

        assertThatThrownBy(() -> hear(model, heard)).isInstanceOf(AnthropicIoException.class);

        assertThat(heard).isNotEmpty();
        assertThat(vendor.takeRequest(ARRIVAL).clientGone(DEPARTURE)).isTrue();
    }

    @EveryVendor
    void aStreamThatTheClientClosesIsClosedAtTheVendor(String model) {
        FakeVendor vendor = warm(model);
        vendor.answers(Answer.text("x ".repeat(50_000)).streamed(Streaming.every(Duration.ofMillis(20))));

        try (StreamResponse<RawMessageStreamEvent> stream = patient.messages()
                .createStreaming(AnthropicClients.question(model).build())) {
            assertThat(stream.stream().findFirst()).isPresent();
        }

        assertThat(vendor.takeRequest(ARRIVAL).clientGone(DEPARTURE)).isTrue();
    }

    /** The vendor after a first call, so that no time of the next is lost on what happens only once. */
    private static FakeVendor warm(String model) {
        patient.messages().create(AnthropicClients.question(model).build());
        gateway.vendor(model).forgetRequests();
        return gateway.vendor(model);
    }

    private static void hear(String model, List<RawMessageStreamEvent> heard) {
        try (StreamResponse<RawMessageStreamEvent> stream = hasty.messages()
                .createStreaming(AnthropicClients.question(model).build())) {
            stream.stream().forEach(heard::add);
        }
    }
}
