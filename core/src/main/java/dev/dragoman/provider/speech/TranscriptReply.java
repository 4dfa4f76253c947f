package dev.dragoman.provider.speech;

import dev.dragoman.audio.RecordingLength;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.ServiceReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what was said in the form that the client asked for. */
public final class TranscriptReply {

    private static final String PLAIN = "text/plain; charset=utf-8";

    private TranscriptReply() {}

    /** The answer, of a vendor that is paid for by time. */
    public static ServiceReply of(Transcript said, TranscriptRequest asked) {
        Double told = said.seconds();
        Double seconds = told == null ? RecordingLength.seconds(asked.file().bytes()) : told;
        return of(said, seconds, asked, RecordedTime.usage(seconds));
    }

    /** The answer, of a vendor that is paid for by tokens. */
    public static ServiceReply of(Transcript said, TranscriptRequest asked, Usage usage) {
        return of(said, said.seconds(), asked, usage);
    }

    private static ServiceReply of(Transcript said, @Nullable Double seconds, TranscriptRequest asked, Usage usage) {
        return switch (asked.format()) {
            case JSON -> json(JsonObject.builder().put("text", said.text()).build(), usage);
            case VERBOSE_JSON -> json(verbose(said, seconds, asked), usage);
            case TEXT -> plain(PLAIN, said.text() + "\n", usage);
            case SRT -> plain(PLAIN, Subtitles.srt(said.segments()), usage);
            case VTT -> plain(PLAIN, Subtitles.vtt(said.segments()), usage);
        };
    }

    private static ServiceReply plain(String type, String text, Usage usage) {
        return new ServiceReply(type, Body.utf8(text), usage);
    }

    private static ServiceReply json(JsonObject reply, Usage usage) {
        JsonObject told = told(usage);
        return ServiceReply.json(
                JsonBody.of(told == null ? reply : reply.with("usage", told)).toBody(), usage);
    }

    private static JsonObject verbose(Transcript said, @Nullable Double seconds, TranscriptRequest asked) {
        JsonObject.Builder reply = JsonObject.builder()
                .put("task", asked.english() ? "translate" : "transcribe")
                .putIfPresent("language", language(said, asked))
                .putIfPresent("duration", seconds == null ? lastMoment(said) : seconds)
                .put("text", said.text());
        if (asked.wantsSegments()) {
            reply.put("segments", segments(said.segments()));
        }
        return (asked.wantsWords() ? reply.put("words", words(said.words())) : reply).build();
    }

    /** The language's name in English and small letters, as Whisper tells it. */
    private static @Nullable String language(Transcript said, TranscriptRequest asked) {
        String told = asked.english() ? "en" : said.language() == null ? asked.language() : said.language();
        return told == null
                ? null
                : Locale.forLanguageTag(told.replace('_', '-'))
                        .getDisplayLanguage(Locale.ENGLISH)
                        .toLowerCase(Locale.ROOT);
    }

    private static @Nullable Double lastMoment(Transcript said) {
        return said.segments().isEmpty() ? null : said.segments().getLast().end();
    }

    private static JsonArray segments(List<Transcript.Segment> segments) {
        List<JsonValue> all = new ArrayList<>(segments.size());
        for (int i = 0; i < segments.size(); i++) {
            Transcript.Segment segment = segments.get(i);
            all.add(JsonObject.builder()
                    .put("id", i)
                    .put("start", number(segment.start()))
                    .put("end", number(segment.end()))
                    .put("text", segment.text())
                    .build());
        }
        return new JsonArray(all);
    }

    private static JsonArray words(List<Transcript.Word> words) {
        List<JsonValue> all = new ArrayList<>(words.size());
        for (Transcript.Word word : words) {
            all.add(JsonObject.builder()
                    .put("word", word.text())
                    .put("start", number(word.start()))
                    .put("end", number(word.end()))
                    .build());
        }
        return new JsonArray(all);
    }

    private static JsonNumber number(double value) {
        return new JsonNumber(Numbers.shortest(Math.round(value * 1000) / 1000.0));
    }

    /** What it took, in OpenAI's words; null when that is not known. */
    private static @Nullable JsonObject told(Usage usage) {
        if (usage.inputTokens() == null) {
            return usage.extras().has("seconds") ? usage.extras() : null;
        }
        return JsonObject.builder()
                .put("type", "tokens")
                .putIfPresent("input_tokens", usage.inputTokens())
                .putIfPresent("output_tokens", usage.outputTokens())
                .put("total_tokens", usage.total())
                .putIfPresent("input_token_details", details(usage))
                .build();
    }

    private static @Nullable JsonObject details(Usage usage) {
        Long sound = usage.audioInputTokens();
        Long all = usage.inputTokens();
        return sound == null || all == null
                ? null
                : JsonObject.builder()
                        .put("audio_tokens", sound)
                        .put("text_tokens", Math.max(0, all - sound))
                        .build();
    }
}
