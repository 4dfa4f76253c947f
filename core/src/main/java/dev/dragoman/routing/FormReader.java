package dev.dragoman.routing;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Multipart;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.FormFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a form with files as what a JSON body would say. */
public final class FormReader {

    private static final String FILE_TYPE = "application/octet-stream";
    private static final Set<String> TRUTHS = Set.of("stream", "drop_params", "return_documents");
    private static final Set<String> NUMBERS = Set.of(
            "temperature",
            "n",
            "timeout",
            "request_timeout",
            "stream_timeout",
            "num_retries",
            "output_compression",
            "partial_images");

    private FormReader() {}

    /** The text fields as members, and the files. */
    public record Form(JsonBody fields, List<FormFile> files) {}

    /**
     * Reads a body of the type {@code multipart/form-data}.
     *
     * @param contentType its type with the boundary
     * @throws BadRequestException when it is none, naming the field that is wrong
     */
    public static Form read(byte[] body, String contentType) {
        Map<String, List<JsonValue>> texts = new LinkedHashMap<>();
        List<FormFile> files = new ArrayList<>();
        try {
            for (Multipart.Part part : Multipart.read(body, contentType)) {
                if (part.fileName() == null) {
                    texts.computeIfAbsent(part.name(), name -> new ArrayList<>(1))
                            .add(value(part.name(), part.bytes().text()));
                } else {
                    String type = part.contentType() == null ? FILE_TYPE : part.contentType();
                    files.add(new FormFile(part.name(), part.fileName(), type, part.bytes()));
                }
            }
        } catch (Multipart.MalformedException wrong) {
            throw invalid("the request body is no form that can be read: " + wrong.getMessage(), null);
        }
        return new Form(JsonBody.of(members(texts)), files);
    }

    /** Forms know text only; what must be another kind to be understood is read as that. */
    private static JsonValue value(String name, String text) {
        if (TRUTHS.contains(name)) {
            return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
                case "true", "1" -> JsonBoolean.TRUE;
                case "false", "0" -> JsonBoolean.FALSE;
                default -> throw invalid(name + ": " + shown(text) + " (expected: true or false)", name);
            };
        }
        if (NUMBERS.contains(name)) {
            return number(name, text.strip());
        }
        return new JsonString(text);
    }

    private static JsonValue number(String name, String text) {
        try {
            if (dev.dragoman.json.Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    instanceof JsonNumber number) {
                return number;
            }
        } catch (dev.dragoman.json.JsonSyntaxException noNumber) {
            // Told below.
        }
        throw invalid(name + ": " + shown(text) + " (expected: a number)", name);
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    /** A name with brackets is a list, also of one; a name that is there several times is one as well. */
    private static JsonObject members(Map<String, List<JsonValue>> texts) {
        JsonObject.Builder members = JsonObject.builder();
        texts.forEach((name, values) -> {
            boolean list = name.endsWith("[]");
            String member = list ? name.substring(0, name.length() - 2) : name;
            members.put(member, list || values.size() > 1 ? new JsonArray(values) : values.getFirst());
        });
        return members.build();
    }

    private static BadRequestException invalid(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }
}
