package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.Providers;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.http.Headers;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.compatible.CompatibleProviders;
import dev.dragoman.testkit.FakeOpenAiCompatible;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every place that speaks OpenAI's format: each is called at its own address, which a fake answers. */
final class CompatibleContractTest {

    private static final String MODEL = "model-1";
    private static final Map<String, String> SETTINGS =
            Map.of("account_id", "acc", "region", "us-east-1", "tenant_id", "ten");

    private static final ParameterPolicy STRICT = ParameterPolicy.STRICT;
    private static final ParameterPolicy DROPPING = new ParameterPolicy(true, List.of(), List.of());

    private static @Nullable FakeOpenAiCompatible fake;
    private static @Nullable Diversion diversion;

    @BeforeAll
    static void start() {
        fake = FakeOpenAiCompatible.start();
        diversion = new Diversion(new JdkUpstream(), fake().baseUrl() + "/chat/completions");
    }

    @AfterAll
    static void stop() {
        diversion().close();
        fake().close();
    }

    /**
     * One line of the list of places.
     *
     * @param url where a call goes
     * @param keyField the header field with the key
     * @param keyValue what is in it for the key {@code KEY}
     */
    record Place(String name, String url, String keyField, String keyValue, boolean keyRequired) {

        static Place of(String line) {
            String[] cells = line.split(" \\| ", -1);
            String[] field = cells[2].split(": ", 2);
            return new Place(cells[0], cells[1], field[0], field[1], cells[3].equals("required"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Place> places() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CompatibleContractTest.class.getResourceAsStream("/compatible/places.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Place::of)
                    .toList();
        }
    }

    static Stream<Place> placesThatWantAKey() throws IOException {
        return places().stream().filter(Place::keyRequired);
    }

    @Test
    void everyPlaceOfTheTableIsListed() throws IOException {
        List<String> listed = places().stream().map(Place::name).toList();

        List<String> known = new CompatibleProviders(new OpenAiDialect(true))
                .all().stream()
                        .map(Provider::name)
                        .filter(name ->
                                CompatibleProviders.servedInsteadOfChat(name).isEmpty())
                        .toList();

        assertThat(listed).containsExactlyElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("places")
    void aWholeAnswerComesFromTheRightAddressWithTheKey(Place place) {
        CallAnswer.Whole answer = (CallAnswer.Whole) chat(Calls.openai(""), deployment(place, "KEY"), STRICT);

        JsonObject said = Json.parseObject(answer.body().toBytes());
        assertThat(said.toString()).contains("hello").contains("\"alias\"");
        assertThat(diversion().lastUrl()).isEqualTo(place.url());
        assertThat(diversion().lastHeaders().first(place.keyField())).isEqualTo(place.keyValue());
    }

    @ParameterizedTest
    @MethodSource("places")
    void aStreamIsPassedOnToItsEnd(Place place) {
        List<String> events = new ArrayList<>();

        CallAnswer.Events answer =
                (CallAnswer.Events) chat(Calls.openai(",'stream':true"), deployment(place, "KEY"), STRICT);
        try (EventStream stream = answer.stream()) {
            while (stream.next(event -> events.add(event.text()))) {
                // Each pull adds what came.
            }
        }

        assertThat(events.getLast()).contains("[DONE]");
        assertThat(String.join("", events)).contains("hello");
    }

    @ParameterizedTest
    @MethodSource("places")
    void anErrorIsTheSameEverywhereAndNamesThePlace(Place place) {
        fake().answers(Answer.error(ErrorKind.RATE_LIMITED));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> chat(Calls.openai(""), deployment(place, "KEY"), STRICT))
                .satisfies(failure -> assertThat(failure.detail().provider()).isEqualTo(place.name()));
    }

    @ParameterizedTest
    @MethodSource("placesThatWantAKey")
    void aMissingKeyIsNamedBeforeAnyCall(Place place) {
        Provider provider = provider(place.name());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.credentials().check(target(null)))
                .withMessageContaining(provider.title())
                .withMessageContaining(provider.keyVariables().getFirst());
    }

    @ParameterizedTest
    @MethodSource("places")
    void parametersThatAreNotSupportedFailTheCallOrAreDropped(Place place) {
        Provider provider = provider(place.name());
        List<String> supported = Providers.supportedParameters(provider, target("KEY"));
        String sampled = "seed";
        ChatSource source = Calls.openai(",'seed':7");
        Deployment deployment = deployment(place, "KEY");

        if (supported.contains(sampled)) {
            chat(source, deployment, STRICT);

            assertThat(sent().names()).containsAnyOf("seed", "random_seed");
        } else {
            assertThatExceptionOfType(UnsupportedParamsException.class)
                    .isThrownBy(() -> chat(source, deployment, STRICT))
                    .withMessageContaining("seed");
            assertThat(chat(source, deployment, DROPPING).info().dropped()).containsExactly("seed");
            assertThat(sent().names()).doesNotContain("seed", "random_seed");
        }
    }

    private static JsonObject sent() {
        return JsonBody.parse(fake().lastRequest().body()).toObject();
    }

    private static CallAnswer chat(ChatSource source, Deployment deployment, ParameterPolicy policy) {
        Dispatcher dispatcher = new Dispatcher(Calls.line(diversion(), 1 << 20), null);
        return dispatcher.ask(source, deployment, Calls.attempt(policy));
    }

    private static Deployment deployment(Place place, String key) {
        Provider provider = provider(place.name());
        boolean needsBase = place.url().startsWith("https://own.example");
        Target target = new Target(
                MODEL, needsBase ? "https://own.example" : null, key, null, SETTINGS, ModelTraits.unknown(MODEL));
        return new Deployment(
                place.name(),
                "alias",
                provider,
                target,
                JsonObject.EMPTY,
                STRICT,
                Headers.EMPTY,
                JsonObject.EMPTY,
                Deployment.AttemptTimeouts.DEFAULT,
                Deployment.Share.EVEN,
                Deployment.Endpoints.of(provider, target),
                Deployment.Turn.ANY);
    }

    private static Target target(@Nullable String key) {
        return new Target(MODEL, null, key, null, SETTINGS, ModelTraits.unknown(MODEL));
    }

    private static Provider provider(String name) {
        return Objects.requireNonNull(Providers.builtIn().find(name), name);
    }

    private static FakeOpenAiCompatible fake() {
        return Objects.requireNonNull(fake);
    }

    private static Diversion diversion() {
        return Objects.requireNonNull(diversion);
    }
}
