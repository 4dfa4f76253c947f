package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.List;

/** What an assistant's message says beside its content: a refusal, sound, and drawn images. */
final class Spoken {

    private Spoken() {}

    static void read(Field message, List<Part> parts) {
        String refusal = message.string("refusal");
        if (refusal != null) {
            parts.add(new Part.Refusal(refusal));
        }
        Field audio = message.member("audio");
        if (audio != null) {
            parts.add(new Part.SpokenAudio(
                    audio.string("id"),
                    audio.string("data"),
                    audio.string("transcript"),
                    null,
                    audio.integer("expires_at")));
        }
        Field images = message.member("images");
        if (images != null) {
            for (Field image : images.items()) {
                parts.add(ContentReader.image(image));
            }
        }
    }

    static ChatEvent.Audio audio(int choice, Field audio) {
        return new ChatEvent.Audio(
                choice,
                audio.string("id"),
                audio.string("data"),
                audio.string("transcript"),
                audio.integer("expires_at"));
    }

    /** Writes an answer's sound. */
    static void write(JsonWriter out, Part.SpokenAudio audio) {
        out.name("audio").beginObject().memberIfPresent("id", audio.id());
        out.memberIfPresent("data", audio.data()).memberIfPresent("transcript", audio.transcript());
        out.memberIfPresent("expires_at", audio.expiresAt()).endObject();
    }

    /** Writes the drawn images when there are any. */
    static void images(JsonWriter out, List<Part> parts) {
        int drawn = 0;
        for (Part part : parts) {
            if (part instanceof Part.Image image) {
                if (drawn == 0) {
                    out.name("images").beginArray();
                }
                write(out, image.source(), drawn++);
            }
        }
        if (drawn > 0) {
            out.endArray();
        }
    }

    /** Writes a drawn image. */
    static void write(JsonWriter out, MediaSource source, int index) {
        out.beginObject().member("type", "image_url").member("index", index).name("image_url");
        out.beginObject().member("url", DataUri.of(source)).endObject().endObject();
    }
}
