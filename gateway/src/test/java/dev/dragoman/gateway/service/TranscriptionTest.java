package dev.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.StreamResponse;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.translations.TranslationCreateParams;
import dev.dragoman.gateway.Folders;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.FormFile;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.vendor.Heard;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.wire.FormData;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of recordings, from every kind of vendor. */
final class TranscriptionTest {

    private static final byte[] WAV = Sounds.wav("twelve words");
    private static final Heard HEARD = Heard.in(WAV);
    private static final String PATH = "/v1/audio/transcriptions";

    private static AudioGateway audio;

    private static Path recording;

    @BeforeAll
    static void start() throws IOException {
        audio = AudioGateway.start();
        recording = Files.write(Folders.make("recording").resolve("speech.wav"), WAV);
    }

    @AfterAll
    static void stop() {
        audio.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whisper",
                "transcribe",
                "azure-whisper",
                "groq",
                "nova",
                "scribe",
                "azure-fast",
                "assemblyai",
                "gemini-flash"
            })
    void theTextComesFromEveryVendor(String model) {
        if (model.equals("gemini-flash")) {
            audio.vendor(model).answers(Answer.text(HEARD.text() + "\n"));
        }

        TranscriptionCreateResponse answer = audio.client
                .audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder()
                        .model(model)
                        .file(recording)
                        .language("en")
                        .build());

        assertThat(answer.asTranscription().text()).isEqualTo(HEARD.text());
        assertThat(answer.asTranscription().usage()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whisper", "nova", "scribe", "azure-fast", "assemblyai"})
    void wordsAndSegmentsComeWithTheirTimes(String model) {
        HttpResponse<byte[]> answer = listen(
                model,
                "response_format",
                "verbose_json",
                "timestamp_granularities[]",
                "word",
                "timestamp_granularities[]",
                "segment");

        JsonObject told = Json.parseObject(answer.body());
        assertThat(told.string("task")).isEqualTo("transcribe");
        assertThat(told.string("language")).isEqualTo("english");
        assertThat(told.string("text")).isEqualTo(HEARD.text());
        List<Heard.Word> words = HEARD.words();
        var heard = Objects.requireNonNull(told.array("words")).items();
        assertThat(heard).hasSameSizeAs(words);
        for (int i = 0; i < words.size(); i++) {
            JsonObject word = (JsonObject) heard.get(i);
            assertThat(word.string("word")).isEqualTo(words.get(i).text());
            assertThat(word.number("start")).isEqualTo(words.get(i).start());
            assertThat(word.number("end")).isEqualTo(words.get(i).end());
        }
        JsonObject segment = (JsonObject)
                Objects.requireNonNull(told.array("segments")).items().getFirst();
        assertThat(segment.string("text")).isEqualTo(HEARD.text());
        assertThat(segment.number("end")).isEqualTo(HEARD.seconds());
        // ElevenLabs tells no length; the file's header does.
        assertThat(told.number("duration")).isEqualTo(model.equals("scribe") ? 0.6 : HEARD.seconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"whisper", "nova", "scribe", "azure-fast", "assemblyai"})
    void theOfficialClientUnderstandsTheLongForm(String model) {
        TranscriptionCreateResponse answer = audio.client
                .audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder()
                        .model(model)
                        .file(recording)
                        .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                        .build());

        assertThat(answer.asVerbose().text()).isEqualTo(HEARD.text());
        assertThat(answer.asVerbose().segments().orElseThrow()).hasSize(1);
        assertThat(answer.asVerbose().words()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"whisper,text", "nova,text", "nova,srt", "scribe,srt", "azure-fast,vtt", "assemblyai,vtt", "groq,vtt"})
    void plainFormsArePlain(String model, String format) {
        HttpResponse<byte[]> answer = listen(model, "response_format", format);

        assertThat(answer.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        String expected = switch (format) {
            case "srt" -> HEARD.srt();
            case "vtt" -> HEARD.vtt();
            default -> HEARD.text() + "\n";
        };
        assertThat(text(answer)).isEqualTo(expected);
    }

    @Test
    void aStreamIsPassedOnWhereThereIsOne() {
        StringBuilder said = new StringBuilder();
        try (StreamResponse<TranscriptionStreamEvent> events = audio.client
                .audio()
                .transcriptions()
                .createStreaming(TranscriptionCreateParams.builder()
                        .model("transcribe")
                        .file(recording)
                        .build())) {
            events.stream()
                    .flatMap(event -> event.transcriptTextDelta().stream())
                    .forEach(delta -> said.append(delta.delta()));
        }

        assertThat(said.toString().strip()).isEqualTo(HEARD.text());
    }

    @Test
    void whisperAnswersWholeAlsoWhenAStreamIsAskedFor() {
        HttpResponse<byte[]> answer = listen("whisper", "stream", "true");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).string("text")).isEqualTo(HEARD.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"whisper", "groq", "gemini-flash"})
    @SuppressWarnings("deprecation") // clients that know no other way to have it in English
    void aRecordingIsTranslated(String model) {
        if (model.equals("gemini-flash")) {
            audio.vendor(model).answers(Answer.text(HEARD.text()));
        }

        var answer = audio.client
                .audio()
                .translations()
                .create(TranslationCreateParams.builder()
                        .model(model)
                        .file(recording)
                        .build());

        assertThat(answer.asTranslation().text()).isEqualTo(HEARD.text());
    }

    @Test
    void azuresSpeechServiceDoesNotTranslate() {
        HttpResponse<byte[]> answer = audio.listen(
                "/v1/audio/translations",
                new FormFile("file", "speech.wav", "audio/wav", Slice.of(WAV)),
                "model",
                "azure-fast");

        assertThat(text(answer)).contains("does not translate it");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void geminiGetsTheRecordingAndWhatToDo() {
        audio.vendor("gemini-flash").answers(Answer.text("Hallo"));

        JsonObject told =
                Json.parseObject(listen("gemini-flash", "language", "de", "prompt", "Dragoman", "temperature", "0.2")
                        .body());

        var sent = audio.vendor("gemini-flash").lastRequest().json();
        assertThat(sent.at("/contents/0/parts/0/text").asString())
                .contains("word by word", "language that is spoken is: de", "Dragoman");
        assertThat(sent.at("/contents/0/parts/1/inlineData/mimeType").asString())
                .isEqualTo("audio/wav");
        assertThat(sent.at("/generationConfig/temperature").asDouble()).isEqualTo(0.2);
        assertThat(told.string("text")).isEqualTo("Hallo");
        assertThat(Objects.requireNonNull(told.object("usage")).string("type")).isEqualTo("tokens");
    }

    @Test
    void whatTheVendorTakesBesideGoesAlong() {
        listen("nova", "language", "de", "diarize", "true");
        listen("scribe", "language", "de", "temperature", "0.5", "diarize", "true");

        assertThat(audio.vendor("nova").lastRequest().target())
                .isEqualTo("/v1/listen?model=nova-3&punctuate=true&language=de&diarize=true");
        FormData form = FormData.of(audio.vendor("scribe").lastRequest());
        assertThat(form.text("model_id")).contains("scribe_v1");
        assertThat(form.text("language_code")).contains("de");
        assertThat(form.text("temperature")).contains("0.5");
        assertThat(form.text("diarize")).contains("true");
        assertThat(form.file("file").orElseThrow().bytes()).isEqualTo(WAV);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nova|prompt|x|400|does not support parameters: [prompt]",
                "nova|temperature|0.5|400|does not support parameters: [temperature]",
                "nova|temperature|warm|400|temperature: warm (expected: a number)",
                "nova|temperature|3|400|temperature: 3 (expected: a number from 0 to 1)",
                "nova|response_format|xml|400|response_format: \\\"xml\\\" (expected: one of json, text, srt, verbose_json, vtt)",
                "nova|timestamp_granularities[]|line|400|timestamp_granularities: \\\"line\\\" (expected: word or segment)",
                "nova|stream|true|400|stream: true (expected: false",
                "nova|stream|perhaps|400|stream: perhaps (expected: true or false)",
                "nova|loud|1|400|Unknown query parameter: loud",
                "scribe|loud|1|422|loud: unknown field",
                "scribe|prompt|x|400|does not support parameters: [prompt]",
                "azure-fast|language|xx|400|language: \\\"xx\\\" (expected: a locale such as en-US",
                "azure-fast|loud|1|400|does not support parameters: [loud]",
                "assemblyai|loud|1|400|loud: unknown field",
                "gemini-flash|response_format|srt|400|response_format: \\\"srt\\\" (expected: json or text",
                "gemini-flash|stream|true|400|stream: true (expected: false",
                "transcribe|response_format|srt|400|is not compatible with model",
                "whisper|response_format|xml|400|xml",
                "anthropic|language|de|400|anthropic",
            })
    void whatCannotBeAskedIsRefused(String model, String name, String value, int status, String told) {
        HttpResponse<byte[]> answer = listen(model, name, value);

        assertThat(text(answer)).contains(told);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "whisper|400|Unrecognized file format",
                "nova|400|corrupt or unsupported data",
                "scribe|400|File upload is corrupted",
                "azure-fast|422|unsupported format",
                "assemblyai|400|does not appear to contain audio",
            })
    void whatIsNoRecordingIsRefusedByTheVendor(String model, int status, String told) {
        FormFile file = new FormFile("file", "notes.txt", "text/plain", Slice.utf8("no sound at all"));

        HttpResponse<byte[]> answer = audio.listen(PATH, file, "model", model);

        assertThat(text(answer)).contains(told);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whisper", "nova"})
    void aFormWithoutARecordingIsRefused(String model) {
        FormFile other = new FormFile("sound", "speech.wav", "audio/wav", Slice.of(WAV));
        FormFile empty = new FormFile("file", "speech.wav", "audio/wav", Slice.EMPTY);

        assertThat(text(audio.listen(PATH, other, "model", model))).contains("file: missing (expected: the recording");
        HttpResponse<byte[]> answer = audio.listen(PATH, empty, "model", model);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains(model.equals("nova") ? "file: empty" : "Unrecognized file format");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form-data|--b--|content-type names no boundary",
                "form-data; boundary=b|nothing|the boundary of content-type does not occur",
                "form-data; boundary=b|--b\\r\\ncontent-disposition: form-data; name=\"model\"\\r\\n\\r\\nnova|breaks off",
                "form-data; boundary=b|--b\\r\\n\\r\\nnova\\r\\n--b--|has no name",
            })
    void aBrokenFormIsRefused(String type, String body, String told) {
        HttpResponse<byte[]> answer =
                audio.form(PATH, type, body.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.UTF_8));

        assertThat(text(answer)).contains(told);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"whisper", "azure-whisper", "groq", "nova", "scribe", "azure-fast", "assemblyai", "gemini-flash"
            })
    void aVendorsRefusalKeepsItsMeaning(String model) {
        audio.vendor(model).answers(Answer.error(ErrorKind.RATE_LIMITED));

        HttpResponse<byte[]> answer = listen(model, "response_format", "json");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(text(answer)).contains("RateLimitError");
    }

    private static HttpResponse<byte[]> listen(String model, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = "model";
        all[1] = model;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return audio.listen(PATH, new FormFile("file", "speech.wav", "audio/wav", Slice.of(WAV)), all);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
