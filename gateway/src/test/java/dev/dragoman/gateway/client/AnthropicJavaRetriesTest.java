package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.models.messages.Message;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Anthropic's own Java client tries again when a vendor says that it may, and as late as it says. */
final class AnthropicJavaRetriesTest {

    private static Gateway gateway;
    private static AnthropicClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = AnthropicClients.builder(gateway).maxRetries(1).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @EveryVendor
    void aRateLimitIsWaitedForAndTriedAgain(String model) {
        Duration wait = Duration.ofSeconds(1);
        vendor(model).answers(Answer.error(VendorError.rateLimited(wait)), Answer.text("second try"));

        Message answer = ask(model);

        List<RecordedRequest> tries = gateway.vendor(model).requests();
        assertThat(answer.content().getFirst().asText().text()).isEqualTo("second try");
        assertThat(tries).hasSize(2);
        assertThat(Duration.between(
                        tries.getFirst().arrivedAt(), tries.getLast().arrivedAt()))
                .isGreaterThanOrEqualTo(wait);
    }

    @EveryVendor
    void aFailureOfTheVendorIsTriedAgain(String model) {
        vendor(model).answers(Answer.error(ErrorKind.SERVER_ERROR), Answer.text("second try"));

        Message answer = ask(model);

        assertThat(answer.content().getFirst().asText().text()).isEqualTo("second try");
        assertThat(gateway.vendor(model).requests())
                .filteredOn(request ->
                        request.method().equals("POST") && !request.path().endsWith("/token"))
                .hasSize(2);
    }

    @EveryVendor
    void aWrongRequestIsNotTriedAgain(String model) {
        vendor(model).answers(Answer.error(ErrorKind.BAD_REQUEST));

        assertThatThrownBy(() -> ask(model)).isInstanceOf(BadRequestException.class);

        assertThat(gateway.vendor(model).requests()).hasSize(1);
    }

    @Test
    void theLastRefusalIsThrownWhenNoTryIsLeft() {
        vendor("openai").answers(Answer.error(ErrorKind.SERVER_ERROR), Answer.error(ErrorKind.OVERLOADED));

        assertThatThrownBy(() -> ask("openai"))
                .isInstanceOfSatisfying(
                        InternalServerException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(503));

        assertThat(gateway.openai.requests()).hasSize(2);
    }

    private static FakeVendor vendor(String model) {
        gateway.vendor(model).forgetRequests();
        return gateway.vendor(model);
    }

    private static Message ask(String model) {
        return client.messages().create(AnthropicClients.question(model).build());
    }
}
