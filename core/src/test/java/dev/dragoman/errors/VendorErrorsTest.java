package dev.dragoman.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.Providers;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies as vendors send them and what each means: the class of the error, its status, whether another try may help, how long
 * to wait before it, and what of the vendor's own description a caller finds.
 */
final class VendorErrorsTest {

    private static final int SUCCESS = 200;
    private static final ReplyFrame FRAME = new ReplyFrame("made", "alias", 1, true, false);

    static Stream<Arguments> refusals() {
        return rows(false);
    }

    static Stream<Arguments> errorsInAnswers() {
        return rows(true);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void aRefusalMeansWhatItsRowSays(String provider, String title, JsonObject row) {
        LlmException error =
                dialect(provider).readError(new VendorError(provider, "m", status(row), headers(row), bytes(row)));

        assertMeaning(error, row);
        assertThat(error.detail().provider()).isEqualTo(provider);
        assertThat(error.detail().model()).isEqualTo("m");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("errorsInAnswers")
    void anErrorWithinAnAnswerMeansWhatItsRowSays(String provider, String title, JsonObject row) {
        Dialect dialect = dialect(provider);

        assertMeaning(thrown(() -> dialect.readReply(bytes(row))), row);
        assertMeaning(thrown(() -> dialect.relayReply(bytes(row), FRAME)), row);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("errorsInAnswers")
    void anErrorWithinAStreamMeansWhatItsRowSays(String provider, String title, JsonObject row) {
        Dialect dialect = dialect(provider);
        SseEvent event = new SseEvent("error", bytes(row));

        assertMeaning(thrown(() -> dialect.eventReader().read(event, any -> {})), row);
        assertMeaning(thrown(() -> dialect.eventRelay(FRAME).relay(event, any -> {})), row);
    }

    private static void assertMeaning(LlmException error, JsonObject row) {
        ErrorDetail detail = error.detail();
        Boolean worth = row.bool("worthRetrying");
        Long wait = row.integer("retryAfterMillis");
        assertThat(error.errorName()).isEqualTo(row.string("name"));
        assertThat(error.status()).isEqualTo(number(row, "told"));
        assertThat(error.retryable()).isEqualTo(row.bool("retryable"));
        assertThat(error.worthRetrying()).isEqualTo(worth == null ? row.bool("retryable") : worth);
        assertThat(detail.retryAfter()).isEqualTo(wait == null ? null : Duration.ofMillis(wait));
        assertThat(error.getMessage()).isNotBlank();
        assertThat(told(detail)).containsAllEntriesOf(expected(row));
        fields(row)
                .forEach((path, value) ->
                        assertThat(at(detail.vendor(), path)).as(path).isEqualTo(new JsonString(value)));
    }

    private static Map<String, @Nullable String> told(ErrorDetail detail) {
        Map<String, @Nullable String> told = new LinkedHashMap<>();
        told.put("message", detail.message());
        told.put("type", detail.type());
        told.put("param", detail.param());
        told.put("code", detail.code());
        return told;
    }

    private static Map<String, @Nullable String> expected(JsonObject row) {
        Map<String, @Nullable String> expected = new LinkedHashMap<>();
        for (String name : List.of("message", "type", "param", "code")) {
            if (row.has(name)) {
                expected.put(name, row.string(name));
            }
        }
        return expected;
    }

    private static JsonValue at(JsonObject vendor, String path) {
        JsonValue found = vendor;
        for (String step : path.split("\\.", -1)) {
            found = Objects.requireNonNull(((JsonObject) found).get(step), step);
        }
        return found;
    }

    private static Map<String, String> fields(JsonObject row) {
        return strings(row.object("fields"));
    }

    private static Map<String, String> headers(JsonObject row) {
        return strings(row.object("headers"));
    }

    private static Map<String, String> strings(@Nullable JsonObject object) {
        Map<String, String> strings = new LinkedHashMap<>();
        if (object != null) {
            object.names().forEach(name -> strings.put(name, Objects.requireNonNull(object.string(name))));
        }
        return strings;
    }

    private static byte[] bytes(JsonObject row) {
        JsonValue body = Objects.requireNonNull(row.get("body"));
        return body instanceof JsonString text ? text.value().getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
    }

    private static LlmException thrown(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        return catchThrowableOfType(LlmException.class, reading);
    }

    private static int status(JsonObject row) {
        return number(row, "status");
    }

    private static int number(JsonObject row, String name) {
        return Objects.requireNonNull(row.integer(name), name).intValue();
    }

    private static Dialect dialect(String provider) {
        return Objects.requireNonNull(Providers.builtIn().find(provider), provider)
                .dialect();
    }

    private static Stream<Arguments> rows(boolean inAnswers) {
        List<Arguments> rows = new ArrayList<>();
        for (String provider : List.of("openai", "azure", "anthropic", "gemini", "openai_like", "litellm_proxy")) {
            for (JsonValue item : table(provider)) {
                JsonObject row = (JsonObject) item;
                if (status(row) == SUCCESS == inAnswers) {
                    rows.add(Arguments.of(provider, row.string("case"), row));
                }
            }
        }
        return rows.stream();
    }

    private static JsonArray table(String provider) {
        String file = "/errors/" + provider + ".json";
        try (InputStream in = Objects.requireNonNull(VendorErrorsTest.class.getResourceAsStream(file), file)) {
            return (JsonArray) Json.parse(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
