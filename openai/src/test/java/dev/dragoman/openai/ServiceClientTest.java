package dev.dragoman.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.moderations.ModerationCreateParams;
import dev.dragoman.Dragoman;
import dev.dragoman.library.ServicePlace;
import dev.dragoman.library.Vendors;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client asks for more than chat. */
final class ServiceClientTest {

    private final Vendors vendors = new Vendors();
    private final ServicePlace place;
    private final Dragoman dragoman = vendors.builder().retries(0).build();
    private final Dragoman elsewhere;
    private final OpenAIClient client;

    ServiceClientTest() throws IOException {
        place = new ServicePlace();
        elsewhere = Dragoman.builder()
                .environment(Map.of())
                .key("openai", "key-1")
                .apiBase("openai", place.baseUrl())
                .build();
        client = DragomanOpenAi.client(elsewhere);
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
    void embeddings(String model) {
        CreateEmbeddingResponse answer = DragomanOpenAi.client(dragoman)
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(model)
                        .inputOfArrayOfStrings(List.of("one", "two"))
                        .dimensions(16)
                        .build());

        assertThat(answer.data())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.embedding()).hasSize(16));
        assertThat(answer.usage().promptTokens()).isPositive();
        assertThat(answer.model()).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/gpt-3.5-turbo-instruct", Vendors.ANTHROPIC})
    void textCompletions(String model) {
        OpenAIClient asking = DragomanOpenAi.client(dragoman);
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model(model)
                .prompt("Once upon a time")
                .maxTokens(20)
                .build();
        StringBuilder streamed = new StringBuilder();

        Completion whole = asking.completions().create(params);
        try (StreamResponse<Completion> pieces = asking.completions().createStreaming(params)) {
            pieces.stream().forEach(piece -> piece.choices().forEach(choice -> streamed.append(choice.text())));
        }

        assertThat(whole.choices().getFirst().text()).isNotEmpty();
        assertThat(streamed).hasToString(whole.choices().getFirst().text());
    }

    @Test
    void aStreamThatBreaksOffIsTheClientsSseException() {
        vendors.of("anthropic")
                .answers(Answer.text("one two three four five six")
                        .streamed(
                                Streaming.BURST.pieceLength(4).failingAfter(4, VendorError.of(ErrorKind.OVERLOADED))));
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model(Vendors.ANTHROPIC)
                .prompt("Once upon a time")
                .maxTokens(20)
                .build();

        try (StreamResponse<Completion> pieces =
                DragomanOpenAi.client(dragoman).completions().createStreaming(params)) {
            assertThatExceptionOfType(SseException.class)
                    .isThrownBy(() -> pieces.stream().forEach(piece -> {}));
        }
    }

    @Test
    void speech() throws IOException {
        try (HttpResponse answer = client.audio()
                .speech()
                .create(SpeechCreateParams.builder()
                        .model("openai/tts-1")
                        .voice(SpeechCreateParams.Voice.UnionMember1.ALLOY)
                        .input("Hello")
                        .build())) {
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("ID3 a long sound, in pieces");
            assertThat(answer.headers().values("content-type")).containsExactly("audio/mpeg");
        }
    }

    @Test
    void transcriptions() throws InterruptedException {
        var answer = client.audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder()
                        .model("openai/whisper-1")
                        .file(MultipartField.<InputStream>builder()
                                .value(new ByteArrayInputStream(new byte[] {'R', 'I', 'F', 'F'}))
                                .filename("call.wav")
                                .build())
                        .build());

        assertThat(answer.asTranscription().text()).isEqualTo("Hello");
        assertThat(place.body()).contains("call.wav", "RIFF", "whisper-1");
    }

    @Test
    void images() {
        var answer = client.images()
                .generate(ImageGenerateParams.builder()
                        .model("openai/gpt-image-1")
                        .prompt("a cat")
                        .build());

        assertThat(answer.data().orElseThrow().getFirst().b64Json()).contains("aGk=");
    }

    @Test
    void moderations() {
        var answer = client.moderations()
                .create(ModerationCreateParams.builder()
                        .model("openai/omni-moderation-latest")
                        .input("I will hit you")
                        .build());

        assertThat(answer.results().getFirst().flagged()).isTrue();
    }

    @Test
    void whatTheProviderDoesNotOfferIsRefused() {
        assertThatExceptionOfType(OpenAIServiceException.class)
                .isThrownBy(() -> DragomanOpenAi.client(dragoman)
                        .embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model(Vendors.ANTHROPIC)
                                .input("one")
                                .build()))
                .withMessageContaining("embeddings");
        assertThat(vendors.of("anthropic").requests()).isEmpty();
    }
}
