package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.models.audio.speech.SpeechCreateParams;
import dev.dragoman.audio.PcmShape;
import dev.dragoman.audio.WavHeader;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speech in OpenAI's form from vendors that have forms of their own. */
final class ForeignSpeechTest {

    private static final String TEXT = "Hello, <world> & all. Grüße!";

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
        "cloud,mp3,audio/mpeg",
        "cloud,opus,audio/ogg",
        "cloud,pcm,audio/pcm",
        "cloud,wav,audio/wav",
        "polly,mp3,audio/mpeg",
        "polly,opus,audio/ogg",
        "polly,pcm,audio/pcm;rate=16000",
        "elevenlabs,mp3,audio/mpeg",
        "elevenlabs,opus,audio/opus",
        "elevenlabs,pcm,audio/pcm",
        "deepgram,mp3,audio/mpeg",
        "deepgram,opus,audio/opus",
        "deepgram,aac,audio/aac",
        "deepgram,flac,audio/flac",
        "deepgram,wav,audio/wav",
        "deepgram,pcm,audio/pcm",
        "runway,mp3,audio/mpeg",
        "minimax,mp3,audio/mpeg",
        "minimax,flac,audio/flac",
        "minimax,wav,audio/wav",
        "minimax,pcm,audio/pcm",
        "azure-speech,mp3,audio/mpeg",
        "azure-speech,opus,audio/opus",
        "azure-speech,wav,audio/wav",
        "azure-speech,pcm,audio/pcm",
    })
    void everyFormatThatTheVendorMakesComesAsAskedFor(String model, String format, String type) throws IOException {
        try (var answer = audio.client
                .audio()
                .speech()
                .create(SpeechCreateParams.builder()
                        .model(model)
                        .input(TEXT)
                        .voice(model.equals("elevenlabs") ? "coral" : "alloy")
                        .responseFormat(SpeechCreateParams.ResponseFormat.of(format))
                        .build())) {
            assertThat(answer.headers().values("content-type")).containsExactly(type);
            assertThat(answer.body().readAllBytes()).isEqualTo(Sounds.of(format.equals("opus") ? "ogg" : format, TEXT));
        }
    }

    @ParameterizedTest
    @CsvSource({"polly,16000", "elevenlabs,24000"})
    void samplesGetAHeaderWhereTheVendorMakesNoWav(String model, int rate) {
        byte[] wav = audio.speak(speech(model, "\"response_format\":\"wav\"")).body();

        assertThat(Arrays.copyOf(wav, 44)).isEqualTo(WavHeader.ofUnknownLength(new PcmShape(rate, 1)));
        assertThat(Arrays.copyOfRange(wav, 44, wav.length)).isEqualTo(Sounds.samples(TEXT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloud|/voice/name|en-US-Studio-O",
                "cloud|/voice/languageCode|en-US",
                "cloud|/audioConfig/speakingRate|1.25",
                "polly|/VoiceId|Joanna",
                "polly|/Engine|neural",
                "polly|/Text|<speak><prosody rate=\"125%\">Hello, &lt;world&gt; &amp; all. Grüße!</prosody></speak>",
                "minimax|/voice_setting/voice_id|male-qn-qingse",
                "minimax|/voice_setting/speed|1.25",
            })
    void voiceAndSpeedAreToldInTheVendorsWords(String model, String pointer, String value) {
        assertThat(audio.speak(speech(model, "\"speed\":1.25")).statusCode()).isEqualTo(200);

        assertThat(audio.vendor(model).lastRequest().json().at(pointer).asString())
                .isEqualTo(value);
    }

    @Test
    void azureIsToldInSsml() {
        audio.speak(
                speech("azure-speech", "\"speed\":0.5,\"style\":\"cheerful\",\"styledegree\":1.5,\"lang\":\"de-DE\""));

        assertThat(audio.vendor("azure-speech").lastRequest().text())
                .isEqualTo("<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis'"
                        + " xmlns:mstts='https://www.w3.org/2001/mstts' xml:lang='en-US'>"
                        + "<voice name='en-US-JennyNeural' xml:lang='de-DE'>"
                        + "<mstts:express-as style='cheerful' styledegree='1.5'><prosody rate='-50%'>"
                        + "Hello, &lt;world&gt; &amp; all. Grüße!</prosody></mstts:express-as></voice></speak>");
    }

    @Test
    void theVoiceStandsInElevenLabsPathAndSettingsInItsBody() {
        audio.speak(
                "{\"model\":\"elevenlabs\",\"input\":\"a\",\"voice\":\"Coral\",\"speed\":1.1,\"seed\":7,"
                        + "\"voice_settings\":{\"stability\":0.5},\"enable_logging\":false,\"response_format\":\"mp3_22050_32\"}");

        RecordedRequest sent = audio.vendor("elevenlabs").lastRequest();
        assertThat(sent.target())
                .isEqualTo(
                        "/v1/text-to-speech/9BWtsMINqrJLrRacOk9x/stream?output_format=mp3_22050_32&enable_logging=false");
        assertThat(sent.text())
                .isEqualTo("{\"text\":\"a\",\"model_id\":\"eleven_multilingual_v2\",\"seed\":7,"
                        + "\"voice_settings\":{\"stability\":0.5,\"speed\":1.1}}");
    }

    @ParameterizedTest
    @CsvSource({"alloy,aura-2-thalia-en", "orion,aura-2-orion-en", "aura-2-celeste-es,aura-2-celeste-es"})
    void aVoiceOfDeepgramIsAModel(String voice, String model) {
        audio.speak("{\"model\":\"deepgram\",\"input\":\"a\",\"voice\":\"" + voice + "\"}");

        assertThat(audio.vendor("deepgram").lastRequest().query()).containsEntry("model", model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "elevenlabs|{}|400|voice: missing (expected: the id of a voice of ElevenLabs",
                "elevenlabs|{\"voice\":\"nobody\"}|404|voice_id nobody was not found",
                "elevenlabs|{\"voice\":\"coral\",\"speed\":2}|422|voice_settings.speed",
                "elevenlabs|{\"voice\":\"coral\",\"response_format\":\"flac\"}|400|response_format: \\\"flac\\\" (expected",
                "elevenlabs|{\"voice\":\"coral\",\"loud\":true}|422|loud: unknown field",
                "polly|{\"voice\":\"nobody\"}|400|nobody",
                "polly|{\"speed\":3}|400|speed: 3.0 (expected: 0.25 to 2",
                "polly|{\"response_format\":\"aac\"}|400|response_format: \\\"aac\\\" (expected",
                "polly|{\"instructions\":\"sing\"}|400|does not support parameters: [instructions]",
                "polly-generative|{\"speed\":1.5}|400|does not support parameters: [speed]",
                "cloud|{\"voice\":\"en-US-Nobody\"}|400|does not exist",
                "cloud|{\"response_format\":\"flac\"}|400|response_format: \\\"flac\\\" (expected",
                "cloud|{\"pitch\":1}|400|does not support parameters: [pitch]",
                "runway|{\"response_format\":\"wav\"}|400|response_format: \\\"wav\\\" (expected: one of mp3)",
                "runway|{\"voice\":\"nobody\"}|400|voice.presetId: not allowed: nobody",
                "runway|{\"speed\":2}|400|does not support parameters: [speed]",
                "minimax|{\"speed\":3}|400|speed: 3.0 (expected: 0.5 to 2",
                "minimax|{\"response_format\":\"opus\"}|400|response_format: \\\"opus\\\" (expected",
                "deepgram|{\"speed\":2}|400|does not support parameters: [speed]",
                "deepgram|{\"voice\":\"no body\"}|400|No such model/version combination",
                "deepgram|{\"loud\":1}|400|Unknown query parameter: loud",
                "azure-speech|{\"voice\":\"nobody\"}|400|Unsupported voice nobody",
                "azure-speech|{\"response_format\":\"flac\"}|400|response_format: \\\"flac\\\" (expected",
                "azure-speech|{\"style\":[]}|400|style: a list (expected: a text)",
            })
    void whatCannotBeSpokenIsRefused(String model, String more, int status, String told) {
        HttpResponse<byte[]> answer = audio.speak(
                "{\"model\":\"" + model + "\",\"input\":\"a\"" + (more.length() > 2 ? "," : "") + more.substring(1));

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(told);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud", "polly", "elevenlabs", "deepgram", "minimax", "azure-speech", "runway"})
    void aVendorsRefusalKeepsItsMeaning(String model) {
        audio.vendor(model).answers(Answer.error(ErrorKind.RATE_LIMITED));

        HttpResponse<byte[]> answer = audio.speak(speech(model, "\"speed\":1"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("RateLimitError");
    }

    /** What the vendor is not known to take goes out all the same when the caller insists, and the vendor judges. */
    @ParameterizedTest
    @CsvSource({"elevenlabs,instructions,422", "polly-generative,speed,400", "cloud,pitch,400", "deepgram,speed,400"})
    void whatIsAllowedIsSentAnyway(String model, String name, int status) {
        audio.vendor(model).forgetRequests();

        HttpResponse<byte[]> answer =
                audio.speak(speech(model, "\"" + name + "\":2,\"allowed_openai_params\":[\"" + name + "\"]"));

        RecordedRequest sent = audio.vendor(model).lastRequest();
        assertThat(sent.target() + sent.text()).containsPattern(name + "(\":|=)2");
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void aTaskThatFailedIsTold() {
        HttpResponse<byte[]> answer = audio.speak("{\"model\":\"runway\",\"input\":\"a forbidden text\"}");

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Content moderation");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polly", "elevenlabs", "deepgram", "azure-speech"})
    void speechThatBreaksOffIsCut(String model) {
        audio.vendor(model).answers(Answer.text("").with(new Fault.ResetMidBody(2_000)));

        assertThatThrownBy(() -> audio.speak(speech(model, "\"response_format\":\"pcm\"")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloud|{\"audioContent\":\"?\"}|audioContent",
                "cloud|{}|audioContent: missing",
                "cloud|nothing|no JSON",
                "minimax|{\"data\":{\"audio\":\"0g\"},\"base_resp\":{\"status_code\":0}}|data.audio",
                "minimax|{\"base_resp\":{\"status_code\":0}}|data: missing",
            })
    void anAnswerThatIsNoneIsTold(String model, String body, String told) {
        audio.vendor(model).answers(Answer.raw(200, "application/json", body.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<byte[]> answer = audio.speak(speech(model, "\"speed\":1"));

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(told);
        assertThat(answer.statusCode()).isEqualTo(502);
    }

    private static String speech(String model, String more) {
        String voice = model.equals("elevenlabs") ? "coral" : "alloy";
        return "{\"model\":\"" + model + "\",\"input\":\"" + TEXT + "\",\"voice\":\"" + voice + "\"," + more + "}";
    }
}
