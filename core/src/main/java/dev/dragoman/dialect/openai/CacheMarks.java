package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cache marks, which clients of caching vendors put on parts, messages and tools. */
final class CacheMarks {

    private CacheMarks() {}

    /** The mark of a part, a message or a tool; null for none. */
    static @Nullable CacheControl read(Field marked) {
        Field cache = marked.member("cache_control");
        return cache == null ? null : new CacheControl(cache.string("ttl"));
    }

    /** A mark in this format. */
    static JsonObject write(CacheControl cache) {
        return JsonObject.builder()
                .put("type", "ephemeral")
                .putIfPresent("ttl", cache.ttl())
                .build();
    }

    /** The parts with a message's own mark behind the last one that can bear it, unless that has one already. */
    static List<Part> spread(List<Part> parts, @Nullable CacheControl cache) {
        if (cache == null) {
            return parts;
        }
        List<Part> marked = new ArrayList<>(parts);
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part bearing = bearing(parts.get(i), cache);
            if (bearing != null) {
                marked.set(i, bearing);
                return marked;
            }
        }
        return marked;
    }

    private static @Nullable Part bearing(Part part, CacheControl cache) {
        return switch (part) {
            case Part.Text text ->
                new Part.Text(text.text(), either(text.cache(), cache), text.citations(), text.signature());
            case Part.Image image -> new Part.Image(image.source(), image.detail(), either(image.cache(), cache));
            case Part.Audio audio -> new Part.Audio(audio.source(), audio.format(), either(audio.cache(), cache));
            case Part.Video video -> new Part.Video(video.source(), video.metadata(), either(video.cache(), cache));
            case Part.Document document ->
                new Part.Document(
                        document.source(),
                        document.name(),
                        document.context(),
                        document.citations(),
                        either(document.cache(), cache));
            case Part.ToolCall call ->
                new Part.ToolCall(
                        call.id(),
                        call.name(),
                        call.arguments(),
                        call.custom(),
                        call.signature(),
                        either(call.cache(), cache));
            case Part.Thinking thinking -> null;
            case Part.RedactedThinking redacted -> null;
            case Part.Refusal refusal -> null;
            case Part.SpokenAudio spoken -> null;
            case Part.Opaque opaque -> null;
        };
    }

    private static CacheControl either(@Nullable CacheControl own, CacheControl other) {
        return own != null ? own : other;
    }
}
