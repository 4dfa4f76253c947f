package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.PartKinds;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what a user, an instruction or a tool says. */
final class ContentWriter {

    private final JsonWriter out;
    private final Set<String> unsupported;

    ContentWriter(JsonWriter out, Set<String> unsupported) {
        this.out = out;
        this.unsupported = unsupported;
    }

    /** Writes the parts: plain text where that says it all, else a list. */
    void write(List<Part> parts) {
        if (parts.isEmpty()) {
            out.value("");
        } else if (parts.size() == 1 && parts.getFirst() instanceof Part.Text text) {
            out.value(text.text());
        } else {
            out.beginArray();
            parts.forEach(this::part);
            out.endArray();
        }
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text text -> text(text.text());
            case Part.Image image -> image(image);
            case Part.Audio audio -> audio(audio);
            case Part.Document document -> document(document);
            case Part.Refusal refusal -> text(refusal.text());
            case Part.Video video -> refuse(video);
            case Part.SpokenAudio spoken -> refuse(spoken);
            case Part.ToolCall call -> refuse(call);
            case Part.Thinking thinking -> refuse(thinking);
            case Part.RedactedThinking redacted -> refuse(redacted);
            case Part.Opaque opaque -> refuse(opaque);
        }
    }

    private void text(String text) {
        begin("input_text").member("text", text).endObject();
    }

    private JsonWriter begin(String type) {
        return out.beginObject().member("type", type);
    }

    private void image(Part.Image image) {
        begin("input_image");
        switch (image.source()) {
            case MediaSource.FileId file -> out.member("file_id", file.id());
            case MediaSource.Url url -> out.member("image_url", url.url());
            case MediaSource.Base64 bytes -> out.member("image_url", DataUri.of(bytes));
            case MediaSource.PlainText plain -> out.member("image_url", DataUri.of(plain));
        }
        out.memberIfPresent("detail", image.detail()).endObject();
    }

    private void audio(Part.Audio audio) {
        if (!(audio.source() instanceof MediaSource.Base64 bytes)) {
            unsupported.add("messages[*].content[*].input_audio by address");
            return;
        }
        begin("input_audio").name("input_audio").beginObject().member("data", bytes.data());
        out.member("format", audio.format()).endObject().endObject();
    }

    private void document(Part.Document document) {
        if (Boolean.TRUE.equals(document.citations())) {
            unsupported.add("messages[*].content[*].document.citations");
        }
        if (document.source() instanceof MediaSource.PlainText plain) {
            text(heading(document.name()) + heading(document.context()) + plain.text());
            return;
        }
        if (document.context() != null) {
            text(document.context());
        }
        file(document);
    }

    private void file(Part.Document document) {
        begin("input_file");
        String name = document.name();
        switch (document.source()) {
            case MediaSource.FileId file -> out.member("file_id", file.id());
            case MediaSource.Url url -> out.member("file_url", url.url());
            case MediaSource.Base64 bytes -> {
                out.member("filename", name == null ? "document" : name);
                out.member("file_data", DataUri.of(bytes));
            }
            case MediaSource.PlainText plain -> throw new IllegalStateException("written as text");
        }
        out.endObject();
    }

    private static String heading(@Nullable String text) {
        return text == null ? "" : text + "\n\n";
    }

    private void refuse(Part part) {
        unsupported.add("messages[*].content[*]." + PartKinds.of(part));
    }
}
