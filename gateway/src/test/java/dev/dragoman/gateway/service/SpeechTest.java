package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.models.audio.speech.SpeechCreateParams;
import dev.dragoman.audio.PcmShape;
import dev.dragoman.audio.RecordingLength;
import dev.dragoman.audio.WavHeader;
import dev.dragoman.http.Slice;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.Sounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speech in OpenAI's form, from places that speak it and from Gemini, which gives samples. */
final class SpeechTest {

    private static final String TEXT = "Hello, world. Grüße!";
    private static final double SECONDS = TEXT.length() / 20.0;

    private static AudioGateway audio;

    @BeforeAll
    static void start() {
        audio = AudioGateway.start();
    }

    @AfterAll
    static void stop() {
        audio.close();
    }

    @ParameterizedTest
    @CsvSource({
        "openai,mp3,audio/mpeg",
        "openai,opus,audio/ogg",
        "openai,pcm,audio/pcm",
        "azure,wav,audio/wav",
        "compatible,flac,audio/flac",
    })
    void whatComesInOpenAisFormPassesAsItIs(String model, String format, String type) {
        SpeechCreateParams asked = SpeechCreateParams.builder()
                .model(model)
                .input(TEXT)
                .voice(SpeechCreateParams.Voice.UnionMember1.ALLOY)
                .responseFormat(SpeechCreateParams.ResponseFormat.of(format))
                .build();

        try (com.openai.core.http.HttpResponse answer =
                audio.client.audio().speech().create(asked)) {
            assertThat(answer.headers().values("content-type")).containsExactly(type);
            assertThat(read(answer.body())).isEqualTo(Sounds.of(format, TEXT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "vertex-gemini"})
    void geminisSamplesAreMp3WhenThatIsAskedFor(String model) {
        SpeechCreateParams asked = SpeechCreateParams.builder()
                .model(model)
                .input(TEXT)
                .voice(SpeechCreateParams.Voice.UnionMember1.NOVA)
                .build();
        byte[] mp3;
        try (com.openai.core.http.HttpResponse answer =
                audio.client.audio().speech().create(asked)) {
            assertThat(answer.headers().values("content-type")).containsExactly("audio/mpeg");
            mp3 = read(answer.body());
        }

        assertThat(mp3[0]).isEqualTo((byte) 0xFF);
        // An encoder adds silence of a few frames at both ends.
        assertThat(RecordingLength.seconds(Slice.of(mp3))).isCloseTo(SECONDS, Offset.offset(0.12));
        assertThat(audio.vendor(model).lastRequest().text()).contains("\"voiceName\":\"Aoede\"");
    }

    @Test
    void geminisSamplesStayAsTheyAreOrHaveAHeaderOfUnknownLength() {
        byte[] samples =
                audio.speak(speech("gemini", "\"response_format\":\"pcm\"")).body();
        byte[] wav =
                audio.speak(speech("gemini", "\"response_format\":\"wav\"")).body();

        assertThat(samples).isEqualTo(Sounds.samples(TEXT));
        assertThat(Arrays.copyOf(wav, 44)).isEqualTo(WavHeader.ofUnknownLength(PcmShape.SPEECH));
        assertThat(Arrays.copyOfRange(wav, 44, wav.length)).isEqualTo(samples);
    }

    @Test
    void instructionsGoBeforeTheTextThatGeminiReads() {
        audio.speak(speech("gemini", "\"response_format\":\"pcm\",\"instructions\":\"Speak slowly.\""));

        assertThat(audio.vendor("gemini")
                        .lastRequest()
                        .json()
                        .at("/contents/0/parts/0/text")
                        .asString())
                .isEqualTo("Speak slowly: " + TEXT);
    }

    @Test
    void speechAsEventsIsPassedOn() {
        HttpResponse<byte[]> answer = audio.speak(speech("mini", "\"stream_format\":\"sse\""));

        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("speech.audio.delta", "speech.audio.done", "\"total_tokens\":40");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"gemini\"}|input: missing",
                "{\"model\":\"gemini\",\"input\":7}|input: 7 (expected: a string)",
                "{\"model\":\"gemini\",\"input\":\" \"}|(expected: a text to speak)",
                "{\"model\":\"gemini\",\"input\":\"a\",\"voice\":[]}|voice: a list (expected: the name of a voice",
                "{\"model\":\"gemini\",\"input\":\"a\",\"voice\":\"nobody\"}|Voice name nobody is not supported",
                "{\"model\":\"gemini\",\"input\":\"a\",\"response_format\":\"flac\"}|response_format: \\\"flac\\\" (expected: one of mp3, wav, pcm",
                "{\"model\":\"gemini\",\"input\":\"a\",\"response_format\":\"mod\"}|response_format: \\\"mod\\\"",
                "{\"model\":\"gemini\",\"input\":\"a\",\"speed\":5}|speed: 5 (expected: a number from 0.25 to 4)",
                "{\"model\":\"gemini\",\"input\":\"a\",\"speed\":2}|does not support parameters: [speed]",
                "{\"model\":\"gemini\",\"input\":\"a\",\"pitch\":2}|does not support parameters: [pitch]",
                "{\"model\":\"gemini\",\"input\":\"a\",\"stream_format\":\"sse\"}|stream_format: \\\"sse\\\"",
                "{\"model\":\"openai\",\"input\":\"a\"}|Missing required parameter: 'voice'",
                "{\"model\":\"openai\",\"input\":\"a\",\"voice\":\"nobody\"}|nobody",
                "{\"model\":\"openai\",\"input\":\"a\",\"voice\":\"alloy\",\"response_format\":\"mod\"}|mod",
                "{\"input\":\"a\",\"voice\":\"alloy\"}|model: missing",
            })
    void whatCannotBeSpokenIsRefused(String body, String told) {
        HttpResponse<byte[]> answer = audio.speak(body);

        assertThat(text(answer)).contains(told);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "compatible", "gemini", "vertex-gemini"})
    void aVendorsRefusalKeepsItsMeaning(String model) {
        audio.vendor(model).answers(Answer.error(ErrorKind.RATE_LIMITED));

        HttpResponse<byte[]> answer = audio.speak(speech(model, "\"response_format\":\"pcm\""));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(text(answer)).contains("RateLimitError");
    }

    /** What is cut must not look complete: the client gets an error in place of an end. */
    @ParameterizedTest
    @CsvSource({"openai,3000", "gemini,30000"})
    void speechThatBreaksOffIsCut(String model, int bytes) {
        audio.vendor(model).answers(Answer.text("").with(new Fault.ResetMidBody(bytes)));

        assertThatThrownBy(() -> audio.speak(speech(model, "\"response_format\":\"pcm\"")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void anAnswerOfGeminiThatDoesNotSayThatItIsDoneIsCut() {
        String event = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":"
                + "\"audio/L16;codec=pcm;rate=24000\",\"data\":\"AAAA\"}}]}}]}\n\n";
        audio.vendor("gemini")
                .answers(Answer.raw(200, "text/event-stream", event.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> audio.speak(speech("gemini", "\"response_format\":\"pcm\"")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}|400|SAFETY",
                "{\"candidates\":[{\"finishReason\":\"SAFETY\"}]}|400|SAFETY",
                "{\"candidates\":[{\"finishReason\":\"STOP\"}]}|502|without any sound",
                "{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\",\"message\":\"overloaded\"}}|503|overloaded",
            })
    void whatGeminiSaysInPlaceOfSoundIsTold(String event, int status, String told) {
        audio.vendor("gemini")
                .answers(Answer.raw(
                        200,
                        "text/event-stream",
                        ("data: " + event + "\n\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        HttpResponse<byte[]> answer = audio.speak(speech("gemini", "\"response_format\":\"pcm\""));

        assertThat(text(answer)).contains(told);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    /** Each byte comes after a pause, so that the vendor is far from its end when the client leaves. */
    @Test
    void aClientThatLeavesEndsTheVendorsWork() throws IOException {
        FakeVendor vendor = audio.vendor("openai");
        vendor.answers(Answer.text("").with(new Fault.Drip(Duration.ofMillis(5))));

        try (var answer = audio.client
                .audio()
                .speech()
                .create(SpeechCreateParams.builder()
                        .model("openai")
                        .input(TEXT)
                        .voice(SpeechCreateParams.Voice.UnionMember1.ALLOY)
                        .build())) {
            assertThat(answer.body().read()).isEqualTo(0xFF);
        }

        assertThat(vendor.lastRequest().clientGone(Duration.ofSeconds(10))).isTrue();
    }

    private static String speech(String model, String more) {
        return "{\"model\":\"" + model + "\",\"input\":\"" + TEXT + "\",\"voice\":\"alloy\"," + more + "}";
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static byte[] read(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
