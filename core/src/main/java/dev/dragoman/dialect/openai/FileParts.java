package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The {@code file} parts of a request that is passed on as it came: LiteLLM's clients may put an address where OpenAI wants
 * the id of an uploaded file.
 */
final class FileParts {

    static final String FILE_ID = "file_id";

    private static final String MESSAGES = "messages";
    private static final String CONTENT = "content";
    private static final String FILE = "file";

    private FileParts() {}

    /** The addresses in them. */
    static Map<MediaSource.Url, MediaKind> addresses(JsonBody body) {
        Map<MediaSource.Url, MediaKind> addresses = new LinkedHashMap<>(0);
        if (body.mentions(MESSAGES, FILE_ID)) {
            withFiles(body, file -> {
                MediaSource.Url address = address(file);
                if (address != null) {
                    addresses.put(address, MediaKind.DOCUMENT);
                }
                return file;
            });
        }
        return addresses;
    }

    /** The request with bytes in their place. */
    static JsonBody replaced(JsonBody body, Map<MediaSource.Url, MediaSource.Base64> fetched) {
        return withFiles(body, file -> {
            MediaSource.Url address = address(file);
            MediaSource.Base64 bytes = address == null ? null : fetched.get(address);
            return bytes == null ? file : file(file, bytes);
        });
    }

    static boolean isWeb(String address) {
        return address.startsWith("https://") || address.startsWith("http://");
    }

    private static MediaSource.@Nullable Url address(JsonObject file) {
        String id = file.string(FILE_ID);
        return id != null && isWeb(id) ? new MediaSource.Url(id, file.string("format")) : null;
    }

    /** OpenAI wants a name beside bytes. */
    private static JsonObject file(JsonObject file, MediaSource.Base64 bytes) {
        JsonObject inline = file.without(FILE_ID, "format").with("file_data", new JsonString(DataUri.of(bytes)));
        return inline.has("filename") ? inline : inline.with("filename", new JsonString("document"));
    }

    /** What becomes of the members of a file part. */
    @FunctionalInterface
    private interface Change {

        JsonObject of(JsonObject file);
    }

    private static JsonBody withFiles(JsonBody body, Change change) {
        if (!(body.value(MESSAGES) instanceof JsonArray messages)) {
            return body;
        }
        return body.with(
                MESSAGES,
                each(
                        messages,
                        message -> inMember(
                                message,
                                CONTENT,
                                content -> content instanceof JsonArray parts
                                        ? each(parts, part -> inPart(part, change))
                                        : content)));
    }

    private static JsonValue inPart(JsonValue part, Change change) {
        return part instanceof JsonObject object && FILE.equals(object.string("type"))
                ? inMember(part, FILE, file -> file instanceof JsonObject members ? change.of(members) : file)
                : part;
    }

    private static JsonValue inMember(JsonValue value, String name, UnaryOperator<JsonValue> change) {
        JsonValue member = value instanceof JsonObject object ? object.get(name) : null;
        return member != null && value instanceof JsonObject object ? object.with(name, change.apply(member)) : value;
    }

    private static JsonArray each(JsonArray array, UnaryOperator<JsonValue> change) {
        List<JsonValue> changed = new ArrayList<>(array.size());
        array.forEach(item -> changed.add(change.apply(item)));
        return new JsonArray(changed);
    }
}
