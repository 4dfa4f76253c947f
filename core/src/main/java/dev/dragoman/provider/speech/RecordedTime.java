package dev.dragoman.provider.speech;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.Usage;
import org.jspecify.annotations.Nullable;

/** What transcription takes where it is paid for by time. */
public final class RecordedTime {

    private RecordedTime() {}

    /** So many seconds, in OpenAI's words; nothing when they are not known. */
    public static Usage usage(@Nullable Double seconds) {
        if (seconds == null) {
            return Usage.NONE;
        }
        JsonObject told = JsonObject.builder()
                .put("type", new JsonString("duration"))
                .put("seconds", new JsonNumber(Numbers.shortest(Math.round(seconds * 1000) / 1000.0)))
                .build();
        return new Usage(null, null, null, null, null, null, null, null, null, told);
    }
}
