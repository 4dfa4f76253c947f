package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the content of a message: plain text or a list of parts. */
final class ContentReader {

    private static final Set<String> ANSWERED = Set.of("text", "refusal", "image_url", "thinking", "redacted_thinking");

    private ContentReader() {}

    static List<Part> parts(@Nullable Field content) {
        if (content == null) {
            return List.of();
        }
        if (content.isText()) {
            return List.of(new Part.Text(content.text()));
        }
        List<Field> items = content.items();
        List<Part> parts = new ArrayList<>(items.size());
        for (Field item : items) {
            parts.add(part(item));
        }
        return parts;
    }

    /** A part of a vendor's answer, which may hold several thoughts; one of an unknown kind is kept as it is. */
    static List<Part> answered(Field part) {
        String type = part.isText() ? "text" : part.string("type");
        if (type != null && ANSWERED.contains(type)) {
            return List.of(part(part));
        }
        List<JsonObject> thoughts = part.value() instanceof JsonObject object ? ContentLists.thoughts(object) : null;
        return thoughts == null
                ? List.of(new Part.Opaque(OpenAiDialect.NAME, part.value()))
                : thoughts.stream()
                        .map(thought -> Thoughts.block(Field.of(Field.Author.VENDOR, "reasoning", thought)))
                        .toList();
    }

    private static Part part(Field part) {
        if (part.isText()) {
            return new Part.Text(part.text());
        }
        Field type = part.required("type");
        return switch (type.text()) {
            case "text", "input_text", "guarded_text" ->
                new Part.Text(part.requiredString("text"), CacheMarks.read(part), List.of(), null);
            case "refusal" -> new Part.Refusal(part.requiredString("refusal"));
            case "image_url" -> image(part);
            case "input_audio" -> audio(part);
            case "video_url" -> video(part);
            case "file" -> file(part);
            case "document" -> document(part);
            case "thinking", "redacted_thinking" -> Thoughts.block(part);
            default ->
                throw type.wrong(
                        "text, image_url, input_audio, file, video_url, document, refusal, thinking or redacted_thinking");
        };
    }

    static Part.Image image(Field part) {
        Field image = part.required("image_url");
        if (image.isText()) {
            return new Part.Image(DataUri.source(image, null), null, CacheMarks.read(part));
        }
        return new Part.Image(
                DataUri.source(image.required("url"), image.string("format")),
                image.string("detail"),
                CacheMarks.read(part));
    }

    private static Part audio(Field part) {
        Field audio = part.required("input_audio");
        String format = audio.requiredString("format");
        return new Part.Audio(
                new MediaSource.Base64("audio/" + format, audio.requiredString("data")), format, CacheMarks.read(part));
    }

    private static Part video(Field part) {
        Field video = part.required("video_url");
        if (video.isText()) {
            return new Part.Video(DataUri.source(video, null), null, CacheMarks.read(part));
        }
        Field clip = video.member("video_metadata");
        return new Part.Video(
                DataUri.source(video.required("url"), video.string("format")),
                clip == null ? null : clip.object(),
                CacheMarks.read(part));
    }

    private static Part file(Field part) {
        Field file = part.required("file");
        Field clip = file.member("video_metadata");
        MediaSource source = fileSource(file);
        if (clip != null) {
            return new Part.Video(source, clip.object(), CacheMarks.read(part));
        }
        return new Part.Document(source, file.string("filename"), null, null, CacheMarks.read(part));
    }

    private static MediaSource fileSource(Field file) {
        Field data = file.member("file_data");
        if (data != null) {
            return DataUri.source(data, file.string("format"));
        }
        Field id = file.required("file_id");
        boolean address = id.text().contains("://");
        return address
                ? new MediaSource.Url(id.text(), file.string("format"))
                : new MediaSource.FileId(id.text(), file.string("format"));
    }

    /** Anthropic's document block, which LiteLLM's clients may use in this format as well. */
    private static Part document(Field part) {
        Field source = part.required("source");
        Field citations = part.member("citations");
        return new Part.Document(
                documentSource(source),
                part.string("title"),
                part.string("context"),
                citations == null ? null : citations.bool("enabled"),
                CacheMarks.read(part));
    }

    private static MediaSource documentSource(Field source) {
        Field type = source.required("type");
        return switch (type.text()) {
            case "base64" -> new MediaSource.Base64(source.requiredString("media_type"), source.requiredString("data"));
            case "text" -> new MediaSource.PlainText(source.requiredString("data"));
            case "url" -> new MediaSource.Url(source.requiredString("url"), null);
            case "file" -> new MediaSource.FileId(source.requiredString("file_id"), null);
            default -> throw type.wrong("base64, text, url or file");
        };
    }
}
