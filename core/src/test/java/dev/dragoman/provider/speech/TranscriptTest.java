package dev.dragoman.provider.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.audio.PcmShape;
import dev.dragoman.audio.WavHeader;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.ServiceReply;
import dev.dragoman.provider.ServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is made of words with times, and what it took. */
final class TranscriptTest {

    private static final byte[] TWO_SECONDS = Arrays.copyOf(WavHeader.of(PcmShape.SPEECH, 96_000), 44 + 96_000);

    @Test
    void segmentsEndWithSentences() {
        Transcript said =
                said(word("Hello.", 0, 1), word("How", 1.1, 1.3), word("are", 1.3, 1.5), word("you?", 1.5, 2));

        assertThat(said.segments())
                .containsExactly(
                        new Transcript.Segment("Hello.", 0, 1), new Transcript.Segment("How are you?", 1.1, 2));
    }

    @Test
    void segmentsEndWhereTheSpeakerRests() {
        Transcript said = said(word("well", 0, 0.5), word("then", 3, 3.5));

        assertThat(said.segments()).extracting(Transcript.Segment::text).containsExactly("well", "then");
    }

    @Test
    void segmentsAreNeverTooLongToRead() {
        Transcript.Word[] words = new Transcript.Word[100];
        Arrays.setAll(words, i -> word("word", i, i + 1));

        assertThat(said(words).segments())
                .allMatch(segment -> segment.end() - segment.start() <= 7)
                .hasSize(15)
                .first()
                .isEqualTo(new Transcript.Segment("word word word word word word word", 0, 7));
    }

    @Test
    void subtitlesHaveTheirTimesAndNoEmptyLines() {
        Transcript said = new Transcript(
                "", null, null, List.of(), List.of(new Transcript.Segment("one\n\ntwo --> <3>", 3_661.5, 3_662.0004)));

        assertThat(text(said, "srt")).isEqualTo("1\n01:01:01,500 --> 01:01:02,000\none two --> <3>\n\n");
        assertThat(text(said, "vtt")).isEqualTo("WEBVTT\n\n01:01:01.500 --> 01:01:02.000\none two --&gt; &lt;3>\n\n");
    }

    @Test
    void whatTheVendorDoesNotTellOfTheLengthTheFileDoes() {
        ServiceReply reply = TranscriptReply.of(Transcript.untimed("hi"), asked("json"));

        JsonObject usage =
                Objects.requireNonNull(Json.parseObject(reply.body().toBytes()).object("usage"));
        assertThat(usage.toJson()).isEqualTo("{\"type\":\"duration\",\"seconds\":2}");
        assertThat(reply.usage().extras()).isEqualTo(usage);
    }

    @Test
    void charactersAreCountedAsTheCallerSeesThem() {
        assertThat(SpokenCharacters.of("Grüße 😀").extras().toJson())
                .isEqualTo("{\"prompt_tokens_details\":{\"character_count\":7}}");
    }

    private static Transcript said(Transcript.Word... words) {
        return new Transcript("", null, null, List.of(words), List.of());
    }

    private static Transcript.Word word(String text, double start, double end) {
        return new Transcript.Word(text, start, end, " ");
    }

    private static String text(Transcript said, String format) {
        return new String(TranscriptReply.of(said, asked(format)).body().toBytes(), StandardCharsets.UTF_8);
    }

    private static TranscriptRequest asked(String format) {
        JsonBody body = JsonBody.of(JsonObject.of("response_format", new JsonString(format)));
        FormFile file = new FormFile("file", "a.wav", "audio/wav", Slice.of(TWO_SECONDS));
        ReplyFrame frame = new ReplyFrame("id", "model", 0, false, false);
        return TranscriptRequest.read(
                new ServiceRequest(Operation.TRANSCRIPTIONS, body, List.of(file), false, frame, List.of()), Set.of());
    }
}
