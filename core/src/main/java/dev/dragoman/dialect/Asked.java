package dev.dragoman.dialect;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks beside conversations, read member by member, so that what nobody read is known at the end. Confined to its
 * thread.
 */
public final class Asked {

    private final JsonBody body;
    private final List<ImageFile> images;
    private final ReplyFrame frame;
    private final Set<String> read = new HashSet<>();

    /**
     * A request.
     *
     * @param body its members, the model named as the vendor names it; fields of a form are texts
     * @param images the files of a form
     */
    public Asked(JsonBody body, List<ImageFile> images, ReplyFrame frame) {
        this.body = body;
        this.images = List.copyOf(images);
        this.frame = frame;
        read.add("model");
    }

    /** The model as the vendor names it. */
    public String model() {
        String model = body.string("model");
        return model == null ? "" : model;
    }

    /** What the answer needs to know. */
    public ReplyFrame frame() {
        return frame;
    }

    /** Whether there is such a member, and not JSON's null. */
    public boolean has(String name) {
        return !body.isNull(name);
    }

    /** The same request without these members, nothing of it read. */
    public Asked without(List<String> names) {
        JsonBody rest = body;
        for (String name : names) {
            rest = rest.without(name);
        }
        return new Asked(rest, images, frame);
    }

    /** The files of a form. */
    public List<ImageFile> images() {
        return images;
    }

    /** All members; these count as read. */
    public JsonBody body(String... names) {
        read.addAll(List.of(names));
        return body;
    }

    /** A member; null when it is absent or JSON's null. */
    public @Nullable Field field(String name) {
        read.add(name);
        JsonValue value = body.value(name);
        return value == null || value == JsonNull.NULL ? null : Field.of(Field.Author.CLIENT, name, value);
    }

    /** A member that must be there. */
    public Field required(String name) {
        read.add(name);
        return Field.root(Field.Author.CLIENT, body.toObject()).required(name);
    }

    /** A text; null when it is absent. */
    public @Nullable String text(String name) {
        Field field = field(name);
        return field == null ? null : field.text();
    }

    /** The first text among these members that is there. */
    public @Nullable String firstText(String... names) {
        String found = null;
        for (String name : names) {
            String text = text(name);
            found = found == null ? text : found;
        }
        return found;
    }

    /** One of these texts; null when it is absent. */
    public @Nullable String choice(String name, List<String> allowed) {
        Field field = field(name);
        if (field == null) {
            return null;
        }
        if (!field.isText() || !allowed.contains(field.text())) {
            throw field.wrong(String.join(", ", allowed));
        }
        return field.text();
    }

    /** A whole number, which a form tells as text; null when it is absent. */
    public @Nullable Long whole(String name, long least, long most) {
        Field field = field(name);
        if (field == null) {
            return null;
        }
        Long number = switch (field.value()) {
            case JsonNumber json -> json.longValue();
            case JsonString text -> parsed(text.value());
            default -> null;
        };
        if (number == null || number < least || number > most) {
            throw field.wrong("a whole number from " + least + " to " + most);
        }
        return number;
    }

    /** A member in the vendor's own words, put into the request as it is. */
    public Asked pass(JsonObject.Builder into, String... names) {
        for (String name : names) {
            Field field = field(name);
            if (field != null) {
                into.put(name, field.value());
            }
        }
        return this;
    }

    /** A member put into the request under another name. */
    public Asked passAs(JsonObject.Builder into, String name, String vendorName) {
        Field field = field(name);
        if (field != null) {
            into.put(vendorName, field.value());
        }
        return this;
    }

    /** What nobody read, but for these names: the vendor's own parameters. */
    public JsonObject rest(Set<String> others) {
        JsonObject.Builder rest = JsonObject.builder();
        for (String name : body.names()) {
            JsonValue value = body.value(name);
            boolean wanted = !read.contains(name) && !others.contains(name);
            if (wanted && value != null && value != JsonNull.NULL) {
                rest.put(name, value);
                read.add(name);
            }
        }
        return rest.build();
    }

    /** The names of what nobody read. */
    public List<String> unread() {
        List<String> unread = new ArrayList<>(0);
        for (String name : body.names()) {
            if (!read.contains(name) && !body.isNull(name)) {
                unread.add(name);
            }
        }
        return unread;
    }

    /** Takes back that the member was read: it could not be sent after all. */
    public void unsupported(String name) {
        read.remove(name);
    }

    private static @Nullable Long parsed(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
