package dev.dragoman.dialect.openai;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the content of a message: plain text where that says it all, else a list of parts. */
final class ContentWriter {

    private final JsonWriter out;
    private final Set<String> unsupported;

    ContentWriter(JsonWriter out, Set<String> unsupported) {
        this.out = out;
        this.unsupported = unsupported;
    }

    void write(List<Part> parts) {
        out.name("content");
        if (parts.isEmpty()) {
            out.value("");
        } else if (parts.size() == 1 && parts.getFirst() instanceof Part.Text text && text.cache() == null) {
            out.value(text.text());
        } else {
            out.beginArray();
            for (Part part : parts) {
                part(part);
            }
            out.endArray();
        }
    }

    /** A part as a list of content parts. */
    static JsonValue list(Part part) {
        JsonWriter out = new JsonWriter(256).beginArray();
        new ContentWriter(out, new HashSet<>()).part(part);
        return Json.parse(out.endArray().toSlice());
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text text -> text(text.text(), text.cache());
            case Part.Refusal refusal -> end(begin("refusal").member("refusal", refusal.text()), null);
            case Part.Image image -> image(image);
            case Part.Audio audio -> audio(audio);
            case Part.Video video -> video(video);
            case Part.Document document -> document(document);
            case Part.SpokenAudio spoken -> spoken(spoken);
            case Part.Opaque opaque -> opaque(opaque);
            case Part.ToolCall call -> refuse("tool_calls");
            case Part.Thinking thinking -> refuse("thinking");
            case Part.RedactedThinking redacted -> refuse("redacted_thinking");
        }
    }

    private JsonWriter begin(String type) {
        return out.beginObject().member("type", type);
    }

    private void end(JsonWriter part, @Nullable CacheControl cache) {
        if (cache != null) {
            part.member("cache_control", CacheMarks.write(cache));
        }
        part.endObject();
    }

    private void text(String text, @Nullable CacheControl cache) {
        end(begin("text").member("text", text), cache);
    }

    private void image(Part.Image image) {
        if (image.source() instanceof MediaSource.FileId) {
            refuse("image by file_id");
            return;
        }
        begin("image_url").name("image_url").beginObject().member("url", DataUri.of(image.source()));
        out.memberIfPresent("detail", image.detail()).memberIfPresent("format", format(image.source()));
        end(out.endObject(), image.cache());
    }

    private void audio(Part.Audio audio) {
        if (!(audio.source() instanceof MediaSource.Base64 base64)) {
            refuse("input_audio by address");
            return;
        }
        begin("input_audio").name("input_audio").beginObject().member("data", base64.data());
        end(out.member("format", audio.format()).endObject(), audio.cache());
    }

    private void video(Part.Video video) {
        if (video.source() instanceof MediaSource.FileId file) {
            begin("file").name("file").beginObject().member("file_id", file.id());
        } else {
            begin("video_url").name("video_url").beginObject().member("url", DataUri.of(video.source()));
        }
        out.memberIfPresent("format", format(video.source()));
        end(out.memberIfPresent("video_metadata", video.metadata()).endObject(), video.cache());
    }

    /** The media type where the source's address does not tell it. */
    private static @Nullable String format(MediaSource source) {
        return switch (source) {
            case MediaSource.Url url -> url.mediaType();
            case MediaSource.FileId file -> file.mediaType();
            case MediaSource.Base64 base64 -> null;
            case MediaSource.PlainText plain -> null;
        };
    }

    private void document(Part.Document document) {
        if (Boolean.TRUE.equals(document.citations())) {
            refuse("document.citations");
        }
        if (document.source() instanceof MediaSource.PlainText plain) {
            text(heading(document.name()) + heading(document.context()) + plain.text(), document.cache());
            return;
        }
        if (document.context() != null) {
            text(document.context(), null);
        }
        begin("file").name("file").beginObject();
        switch (document.source()) {
            case MediaSource.FileId file -> out.member("file_id", file.id());
            case MediaSource.Url url -> out.member("file_id", url.url());
            case MediaSource.Base64 base64 -> out.member("file_data", DataUri.of(base64));
            case MediaSource.PlainText plain -> throw new IllegalStateException("written as text");
        }
        out.memberIfPresent("format", format(document.source())).memberIfPresent("filename", filename(document));
        end(out.endObject(), document.cache());
    }

    private static String heading(@Nullable String text) {
        return text == null ? "" : text + "\n\n";
    }

    /** OpenAI wants a name beside bytes. */
    private static @Nullable String filename(Part.Document document) {
        boolean bytes = document.source() instanceof MediaSource.Base64;
        return document.name() == null && bytes ? "document" : document.name();
    }

    private void spoken(Part.SpokenAudio spoken) {
        if (spoken.transcript() == null) {
            refuse("audio");
        } else {
            text(spoken.transcript(), null);
        }
    }

    private void opaque(Part.Opaque opaque) {
        if (opaque.dialect().equals(OpenAiDialect.NAME)) {
            out.value(opaque.block());
        } else {
            refuse(opaque.dialect() + " block");
        }
    }

    private void refuse(String kind) {
        unsupported.add("messages[*].content[*]." + kind);
    }
}
