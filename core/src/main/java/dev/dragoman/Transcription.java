package dev.dragoman;

import dev.dragoman.http.Cancellation;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.CallAnswer;
import java.nio.charset.StandardCharsets;

/**
 * The text of a recording.
 *
 * @param text what was said; subtitles where a format such as {@code srt} was asked for
 * @param usage what was consumed, as far as the vendor says
 * @param by who answered
 * @param json the whole answer in OpenAI's form, with words and segments where asked for
 */
public record Transcription(String text, Usage usage, AnsweredBy by, JsonObject json) {

    static Transcription read(CallAnswer answer, AnsweredBy by, Cancellation cancellation) {
        CallAnswer.Whole whole = Wholes.whole(answer);
        if (!whole.contentType().contains("json")) {
            String text = new String(whole.body().toBytes(), StandardCharsets.UTF_8);
            return new Transcription(text, whole.usage(), by, JsonObject.of("text", new JsonString(text)));
        }
        var json = Wholes.json(whole);
        return new Transcription(json.requiredString("text"), whole.usage(), by, json.object());
    }
}
