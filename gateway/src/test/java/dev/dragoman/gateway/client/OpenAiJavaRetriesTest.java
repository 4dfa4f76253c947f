package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.models.chat.completions.ChatCompletion;
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

/** OpenAI's own Java client tries again when a vendor says that it may, and as late as it says. */
final class OpenAiJavaRetriesTest {

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = OpenAiClients.builder(gateway).maxRetries(1).build();
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

        ChatCompletion answer = ask(model);

        List<RecordedRequest> tries = gateway.vendor(model).requests();
        assertThat(answer.choices().getFirst().message().content()).contains("second try");
        assertThat(tries).hasSize(2);
        assertThat(Duration.between(
                        tries.getFirst().arrivedAt(), tries.getLast().arrivedAt()))
                .isGreaterThanOrEqualTo(wait);
    }

    @EveryVendor
    void aFailureOfTheVendorIsTriedAgain(String model) {
        vendor(model).answers(Answer.error(ErrorKind.SERVER_ERROR), Answer.text("second try"));

        ChatCompletion answer = ask(model);

        assertThat(answer.choices().getFirst().message().content()).contains("second try");
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

    private static ChatCompletion ask(String model) {
        return client.chat().completions().create(OpenAiClients.question(model).build());
    }
}
