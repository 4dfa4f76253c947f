package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.MediaTypes;
import dev.dragoman.model.Part;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Writes images, sounds, videos and documents. */
final class MediaWriter {

    private final GeminiModel model;
    private final Notes notes;

    MediaWriter(GeminiModel model, Notes notes) {
        this.model = model;
        this.notes = notes;
    }

    void image(JsonWriter out, Part.Image image, @Nullable String signature) {
        out.beginObject();
        source(out, image.source(), null);
        resolution(out, image.detail());
        out.memberIfPresent("thoughtSignature", signature).endObject();
    }

    void audio(JsonWriter out, Part.Audio audio) {
        String type = audio.format().isEmpty() ? null : "audio/" + audio.format();
        out.beginObject();
        if (audio.source() instanceof MediaSource.Base64 bytes) {
            inline(out, type == null ? bytes.mediaType() : type, bytes.data());
        } else {
            source(out, audio.source(), type);
        }
        out.endObject();
    }

    void video(JsonWriter out, Part.Video video) {
        out.beginObject();
        source(out, video.source(), null);
        JsonObject clip = video.metadata();
        if (clip != null && !clip.isEmpty()) {
            out.name("videoMetadata").beginObject();
            clip.forEach((name, value) -> out.member(ProtoName.camel(name), value));
            out.endObject();
        }
        out.endObject();
    }

    void document(JsonWriter out, Part.Document document) {
        if (Boolean.TRUE.equals(document.citations())) {
            notes.unsupported("messages[*].content[*].citations");
        }
        if (document.context() != null) {
            out.beginObject().member("text", document.context()).endObject();
        }
        out.beginObject();
        source(out, document.source(), null);
        out.endObject();
    }

    /** Writes sound that a model made. */
    void spoken(JsonWriter out, Part.SpokenAudio spoken, String data) {
        out.beginObject();
        inline(out, SpokenFormats.mediaType(spoken.format()), data);
        out.endObject();
    }

    private void resolution(JsonWriter out, @Nullable String detail) {
        String level = model.isThirdGeneration() ? Resolution.level(detail) : null;
        if (level != null) {
            out.name("mediaResolution").beginObject().member("level", level).endObject();
        }
    }

    private static void source(JsonWriter out, MediaSource source, @Nullable String type) {
        switch (source) {
            case MediaSource.Base64 bytes -> inline(out, bytes.mediaType(), bytes.data());
            case MediaSource.PlainText plain -> inline(out, "text/plain", base64(plain.text()));
            case MediaSource.Url url -> file(out, url.url(), type(url.mediaType(), type, url.url()));
            case MediaSource.FileId id -> file(out, RemoteFiles.address(id.id()), type(id.mediaType(), type, id.id()));
        }
    }

    private static @Nullable String type(@Nullable String told, @Nullable String implied, String address) {
        if (told != null) {
            return told;
        }
        return implied == null ? MediaTypes.ofAddress(address) : implied;
    }

    private static void inline(JsonWriter out, String type, String data) {
        out.name("inlineData").beginObject();
        out.member("mimeType", type).member("data", data).endObject();
    }

    private static void file(JsonWriter out, String uri, @Nullable String type) {
        out.name("fileData").beginObject();
        out.memberIfPresent("mimeType", type).member("fileUri", uri).endObject();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
