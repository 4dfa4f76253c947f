package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
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
            parts.forEach(this::part);
            out.endArray();
        }
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text text -> end(begin("text").member("text", text.text()), text.cache());
            case Part.Refusal refusal -> end(begin("refusal").member("refusal", refusal.text()), null);
            case Part.Image image -> image(image);
            case Part.Audio audio -> audio(audio);
            case Part.Video video -> video(video);
            case Part.Document document -> document(document);
            case Part.SpokenAudio spoken -> spoken(spoken);
            case Part.Opaque opaque -> opaque(opaque);
            case Part.ToolCall call -> refused("tool_calls");
            case Part.Thinking thinking -> refused("thinking");
            case Part.RedactedThinking redacted -> refused("redacted_thinking");
        }
    }

    private JsonWriter begin(String type) {
        return out.beginObject().member("type", type);
    }

    private void end(JsonWriter part, @Nullable CacheControl cache) {
        if (cache != null) {
            part.member("cache_control", ContentReader.mark(cache));
        }
        part.endObject();
    }

    private void image(Part.Image image) {
        begin("image_url").name("image_url").beginObject().member("url", DataUri.of(image.source()));
        out.memberIfPresent("detail", image.detail());
        if (image.source() instanceof MediaSource.Url url) {
            out.memberIfPresent("format", url.mediaType());
        }
        end(out.endObject(), image.cache());
    }

    private void audio(Part.Audio audio) {
        if (!(audio.source() instanceof MediaSource.Base64 base64)) {
            refused("input_audio by address");
            return;
        }
        begin("input_audio").name("input_audio").beginObject().member("data", base64.data());
        end(out.member("format", audio.format()).endObject(), audio.cache());
    }

    private void video(Part.Video video) {
        begin("video_url").name("video_url").beginObject().member("url", DataUri.of(video.source()));
        end(out.endObject(), video.cache());
    }

    private void document(Part.Document document) {
        if (document.source() instanceof MediaSource.PlainText plain) {
            String title = document.name() == null ? "" : document.name() + "\n\n";
            end(begin("text").member("text", title + plain.text()), document.cache());
            return;
        }
        begin("file").name("file").beginObject();
        switch (document.source()) {
            case MediaSource.FileId file ->
                out.member("file_id", file.id()).memberIfPresent("format", file.mediaType());
            case MediaSource.Url url -> out.member("file_id", url.url()).memberIfPresent("format", url.mediaType());
            case MediaSource.Base64 base64 -> out.member("file_data", DataUri.of(base64));
            case MediaSource.PlainText plain -> throw new IllegalStateException("written as text");
        }
        out.memberIfPresent("filename", filename(document));
        end(out.endObject(), document.cache());
    }

    /** OpenAI wants a name beside bytes. */
    private static @Nullable String filename(Part.Document document) {
        boolean bytes = document.source() instanceof MediaSource.Base64;
        return document.name() == null && bytes ? "document" : document.name();
    }

    private void spoken(Part.SpokenAudio spoken) {
        if (spoken.transcript() == null) {
            refused("audio");
            return;
        }
        end(begin("text").member("text", spoken.transcript()), null);
    }

    private void opaque(Part.Opaque opaque) {
        if (opaque.dialect().equals(OpenAiDialect.NAME)) {
            out.value(opaque.block());
        } else {
            refused(opaque.dialect() + " block");
        }
    }

    private void refused(String kind) {
        unsupported.add("messages[*].content[*]." + kind);
    }
}
