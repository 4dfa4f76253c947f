package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a vendor says that this format has no member for, under the name where LiteLLM's clients look for it. */
final class VendorFields {

    static final String NAME = "provider_specific_fields";
    static final String SIGNATURE = "thought_signature";
    static final String CITATIONS = "citations";
    static final String NATIVE_FINISH = "native_finish_reason";
    static final String STOP_SEQUENCE = "stop_sequence";
    static final String CONTENT_PARTS = "content_parts";

    private VendorFields() {}

    /** The objects of a list. */
    static List<JsonObject> objects(@Nullable Field list) {
        List<JsonObject> objects = new ArrayList<>(0);
        if (list != null) {
            list.items().forEach(item -> objects.add(item.object()));
        }
        return objects;
    }

    /** A vendor's signature of an item. */
    static @Nullable String signature(Field item) {
        Field own = item.member(NAME);
        return own == null ? null : own.string(SIGNATURE);
    }
}
