package dev.dragoman.dialect.converse;

import dev.dragoman.model.CacheControl;
import dev.dragoman.model.Part;

/** Puts a cache mark on a part. */
final class Marks {

    private Marks() {}

    /** The part with the mark; kinds that bear none stay as they are. */
    static Part with(Part part, CacheControl mark) {
        return switch (part) {
            case Part.Text text -> new Part.Text(text.text(), mark, text.citations(), text.signature());
            case Part.Image image -> new Part.Image(image.source(), image.detail(), mark);
            case Part.Audio audio -> new Part.Audio(audio.source(), audio.format(), mark);
            case Part.Video video -> new Part.Video(video.source(), video.metadata(), mark);
            case Part.Document document ->
                new Part.Document(document.source(), document.name(), document.context(), document.citations(), mark);
            case Part.ToolCall call ->
                new Part.ToolCall(call.id(), call.name(), call.arguments(), call.custom(), call.signature(), mark);
            default -> part;
        };
    }
}
