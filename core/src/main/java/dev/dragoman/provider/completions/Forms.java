package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.VendorCall;
import java.util.ArrayList;
import java.util.List;

/** Writes a request with files as the form that OpenAI takes. */
public final class Forms {

    private Forms() {}

    /** The members as text fields, a list as a field for each of its items, and the files. */
    public static VendorCall.Payload.Form of(JsonBody body, List<FormFile> files) {
        List<VendorCall.FormField> fields = new ArrayList<>();
        body.forEach((name, value) -> add(fields, name, value));
        return new VendorCall.Payload.Form(fields, files);
    }

    private static void add(List<VendorCall.FormField> fields, String name, Slice json) {
        switch (Json.parse(json)) {
            case JsonArray items ->
                items.forEach(item -> fields.add(new VendorCall.FormField(name + "[]", text(item))));
            case JsonNull absent -> {}
            case JsonValue value -> fields.add(new VendorCall.FormField(name, text(value)));
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.value() : value.toJson();
    }
}
