package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.Ask;
import dev.dragoman.ByteReply;
import dev.dragoman.CallReport;
import dev.dragoman.Dragoman;
import dev.dragoman.Embeddings;
import dev.dragoman.Images;
import dev.dragoman.Moderation;
import dev.dragoman.Ranking;
import dev.dragoman.Transcription;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.provider.Operation;
import dev.dragoman.testkit.vendor.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for beside chat. */
final class ServiceTest {

    private final Vendors vendors = new Vendors();
    private final ServicePlace place;
    private final List<CallReport> reports = new ArrayList<>();
    private final Dragoman dragoman =
            vendors.builder().onSuccess(reports::add).onFailure(reports::add).build();
    private final Dragoman elsewhere;

    ServiceTest() throws IOException {
        place = new ServicePlace();
        elsewhere = Dragoman.builder()
                .environment(Map.of())
                .key("openai", "key-1")
                .apiBase("openai", place.baseUrl())
                .build();
    }

    @AfterEach
    void stop() {
        dragoman.close();
        elsewhere.close();
        place.close();
        vendors.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/text-embedding-3-small", "gemini/gemini-embedding-001"})
    void textsBecomeVectorsInOrder(String model) {
        Embeddings embeddings =
                dragoman.ask(Ask.embeddings(model, List.of("one", "two")).param("dimensions", 16));

        assertThat(embeddings.vectors()).hasSize(2);
        assertThat(embeddings.vectors().get(0)).containsExactly(Vectors.of("one", 16), within());
        assertThat(embeddings.vectors().get(1)).containsExactly(Vectors.of("two", 16), within());
        assertThat(embeddings.usage().inputTokens()).isPositive();
        assertThat(embeddings.by().provider() + "/" + embeddings.by().model()).isEqualTo(model);
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.operation()).isEqualTo(Operation.EMBEDDINGS);
            assertThat(report.usage()).isEqualTo(embeddings.usage());
        });
    }

    @Test
    void vectorsMayComeAsBytes() {
        Embeddings plain = dragoman.embeddings("openai/text-embedding-3-small", List.of("one"));
        Embeddings packed = dragoman.ask(
                Ask.embeddings("openai/text-embedding-3-small", List.of("one")).param("encoding_format", "base64"));

        assertThat(packed.vectors().getFirst()).containsExactly(plain.vectors().getFirst(), within());
    }

    @Test
    void speechComesInPieces() throws IOException, InterruptedException {
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        try (ByteReply speech = elsewhere.speech("openai/tts-1", "alloy", "Hello")) {
            assertThat(speech.contentType()).isEqualTo("audio/mpeg");
            speech.transferTo(sound);
        }

        assertThat(sound.toString(StandardCharsets.UTF_8)).isEqualTo("ID3 a long sound, in pieces");
        assertThat(place.body()).contains("\"voice\":\"alloy\"", "\"input\":\"Hello\"");
    }

    @Test
    void closingSpeechEarlyClosesTheVendorsConnection() throws Exception {
        try (ByteReply speech = elsewhere.speech("openai/tts-1", "alloy", "endless")) {
            assertThat(speech.stream().read()).isEqualTo('I');
        }

        assertThat(place.listenerLeft().get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void recordingsBecomeText() throws InterruptedException {
        byte[] recording = {'R', 'I', 'F', 'F'};

        Transcription transcription = elsewhere.transcription("openai/whisper-1", recording, "call.wav");
        Transcription subtitles = elsewhere.ask(
                Ask.transcription("openai/whisper-1", recording, "call.wav").param("response_format", "srt"));

        assertThat(transcription.text()).isEqualTo("Hello");
        assertThat(subtitles.text()).endsWith("Hello").startsWith("1\n");
        assertThat(place.body()).contains("call.wav", "RIFF", "whisper-1");
    }

    @Test
    void imagesComeAsBytesOrAddresses() throws InterruptedException {
        Images images = elsewhere.images("openai/gpt-image-1", "a cat");

        assertThat(images.images()).hasSize(2);
        assertThat(images.images().getFirst().bytes()).containsExactly('h', 'i');
        assertThat(images.images().getFirst().revisedPrompt()).isEqualTo("a red cat");
        assertThat(images.images().getLast().url()).isEqualTo("https://images.test/1");
        assertThat(place.body()).contains("a cat");
    }

    @Test
    void harmIsTold() {
        Moderation moderation = elsewhere.moderation("openai/omni-moderation-latest", List.of("I will hit you"));

        assertThat(moderation.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.flagged()).isTrue();
            assertThat(verdict.scores()).containsEntry("violence", 0.9);
        });
    }

    @Test
    void documentsAreRanked() throws InterruptedException {
        Ranking ranking = elsewhere.ask(Ask.rerank("jina_ai/jina-reranker-v2", "fruit", List.of("car", "apple"))
                .apiKey("key-1")
                .apiBase(place.baseUrl()));

        assertThat(ranking.results()).containsExactly(new Ranking.Ranked(1, 0.8), new Ranking.Ranked(0, 0.2));
        assertThat(place.body()).contains("\"query\":\"fruit\"", "apple");
    }

    @Test
    void aWholeBodyIsAnsweredAsAServerWould() {
        byte[] body =
                "{\"model\":\"openai/text-embedding-3-small\",\"input\":\"one\"}".getBytes(StandardCharsets.UTF_8);

        try (ByteReply reply = dragoman.ask(Ask.ofBody(Operation.EMBEDDINGS, body, "application/json"))) {
            assertThat(reply.contentType()).isEqualTo("application/json");
            assertThat(new String(reply.readAll(), StandardCharsets.UTF_8))
                    .contains("\"object\":\"embedding\"", "\"model\":\"openai/text-embedding-3-small\"");
        }
    }

    @Test
    void whatAProviderDoesNotOfferIsRefusedBeforeItIsAsked() {
        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> dragoman.embeddings(Vendors.ANTHROPIC, List.of("one")))
                .withMessageContaining("embeddings");
        assertThat(vendors.requests()).isZero();
    }

    @Test
    void failuresAreThoseOfChats() {
        try (Dragoman keyless = Dragoman.builder().environment(Map.of()).build()) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> keyless.embeddings("openai/text-embedding-3-small", List.of("one")));
        }
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> dragoman.embeddings("opnai/text-embedding-3-small", List.of("one")))
                .withMessageContaining("perhaps openai");
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() ->
                        dragoman.ask(Ask.images("openai/gpt-image-1", "a cat").param("stream", true)))
                .satisfies(refused -> assertThat(refused.detail().param()).isEqualTo("stream"));
    }

    @Test
    void modelsStandByHereToo() {
        Embeddings embeddings = dragoman.ask(Ask.embeddings("openai/text-embedding-3-small", List.of("one"))
                .apiBase("http://127.0.0.1:1/v1")
                .retries(0)
                .fallbacks("gemini/gemini-embedding-001"));

        assertThat(embeddings.by().provider()).isEqualTo("gemini");
    }

    @Test
    void mockedFailuresReachThemAndMockedTextsDoNot() {
        String model = "openai/text-embedding-3-small";
        try (Dragoman failing = Dragoman.builder()
                        .environment(Map.of())
                        .mockResponse(new ServiceUnavailableException("down"))
                        .build();
                Dragoman saying = Dragoman.builder()
                        .environment(Map.of())
                        .mockResponse("hi")
                        .build()) {
            assertThatExceptionOfType(ServiceUnavailableException.class)
                    .isThrownBy(() -> failing.embeddings(model, List.of("one")));
            assertThatExceptionOfType(BadRequestException.class)
                    .isThrownBy(() -> saying.embeddings(model, List.of("one")))
                    .withMessageContaining("mock_response");
        }
    }

    private static Offset<Float> within() {
        return Offset.offset(1e-6f);
    }
}
