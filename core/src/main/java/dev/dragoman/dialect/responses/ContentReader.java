package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of a message or of a tool's output: plain text or a list of parts. */
final class ContentReader {

    private ContentReader() {}

    static List<Part> parts(Field content) {
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

    private static Part part(Field part) {
        Field type = part.required("type");
        return switch (type.text()) {
            case "input_text", "output_text", "text", "summary_text", "reasoning_text" -> text(part);
            case "refusal" -> new Part.Refusal(part.requiredString("refusal"));
            case "input_image" -> image(part);
            case "input_file" -> file(part);
            case "input_audio" -> audio(part);
            case "output_audio" -> spoken(part);
            default -> throw type.wrong("input_text, input_image, input_file, input_audio, output_text or refusal");
        };
    }

    static Part text(Field part) {
        Field own = part.member(VendorFields.NAME);
        return new Part.Text(
                part.requiredString("text"),
                cache(part),
                own == null ? List.of() : VendorFields.objects(own.member(VendorFields.CITATIONS)),
                own == null ? null : own.string(VendorFields.SIGNATURE));
    }

    private static Part image(Field part) {
        Field address = part.member("image_url");
        MediaSource source = address == null
                ? new MediaSource.FileId(part.requiredString("file_id"), null)
                : DataUri.source(address.isText() ? address : address.required("url"));
        return new Part.Image(source, part.string("detail"), cache(part));
    }

    private static Part file(Field part) {
        return new Part.Document(fileSource(part), part.string("filename"), null, null, cache(part));
    }

    private static MediaSource fileSource(Field part) {
        Field data = part.member("file_data");
        if (data != null) {
            return DataUri.file(data, part.string("filename"));
        }
        Field address = part.member("file_url");
        return address == null ? new MediaSource.FileId(part.requiredString("file_id"), null) : DataUri.source(address);
    }

    private static Part audio(Field part) {
        Field audio = part.required("input_audio");
        String format = audio.requiredString("format");
        MediaSource source = new MediaSource.Base64("audio/" + format, audio.requiredString("data"));
        return new Part.Audio(source, format, cache(part));
    }

    static Part.SpokenAudio spoken(Field part) {
        return new Part.SpokenAudio(
                part.string("id"), part.string("data"), part.string("transcript"), null, part.integer("expires_at"));
    }

    /** A mark up to which the prompt should be cached, in this format's words or in those of other vendors' clients. */
    private static @Nullable CacheControl cache(Field part) {
        Field mark = part.member("prompt_cache_breakpoint");
        mark = mark == null ? part.member("cache_control") : mark;
        return mark == null ? null : new CacheControl(mark.string("ttl"));
    }
}
