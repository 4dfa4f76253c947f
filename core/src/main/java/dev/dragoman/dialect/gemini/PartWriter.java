package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a turn. */
final class PartWriter {

    private final MediaWriter media;
    private final Notes notes;

    PartWriter(MediaWriter media, Notes notes) {
        this.media = media;
        this.notes = notes;
    }

    /** Writes a part without a signature other than its own. */
    void write(JsonWriter out, Part part) {
        if (!Kinds.isWritten(part)) {
            Kinds.noteUnwritten(part, notes);
            return;
        }
        switch (part) {
            case Part.Text text -> text(out, text.text(), text.signature());
            case Part.Refusal refusal -> text(out, refusal.text(), null);
            case Part.Thinking thinking -> thought(out, thinking.text(), null);
            case Part.ToolCall call -> call(out, call, Signatures.of(call));
            case Part.Image image -> media.image(out, image, null);
            case Part.Audio audio -> media.audio(out, audio);
            case Part.Video video -> media.video(out, video);
            case Part.Document document -> media.document(out, document);
            case Part.SpokenAudio spoken -> spoken(out, spoken);
            case Part.Opaque opaque -> out.value(opaque.block());
            case Part.RedactedThinking encrypted -> {
                // Only the vendor that encrypted it can read it.
            }
        }
    }

    void text(JsonWriter out, String text, @Nullable String signature) {
        out.beginObject().member("text", text);
        out.memberIfPresent("thoughtSignature", signature).endObject();
    }

    void thought(JsonWriter out, String text, @Nullable String signature) {
        out.beginObject().member("text", text).member("thought", true);
        out.memberIfPresent("thoughtSignature", signature).endObject();
    }

    void image(JsonWriter out, Part.Image image, @Nullable String signature) {
        media.image(out, image, signature);
    }

    void call(JsonWriter out, Part.ToolCall call, @Nullable String signature) {
        out.beginObject().name("functionCall").beginObject();
        out.memberIfPresent("id", CallId.parse(call.id()).vendorId());
        out.member("name", call.name()).name("args");
        Arguments.write(out, call.arguments(), call.custom());
        out.endObject().memberIfPresent("thoughtSignature", signature).endObject();
    }

    private void spoken(JsonWriter out, Part.SpokenAudio spoken) {
        if (spoken.data() != null) {
            media.spoken(out, spoken, spoken.data());
        } else if (spoken.transcript() != null) {
            text(out, spoken.transcript(), null);
        }
    }
}
