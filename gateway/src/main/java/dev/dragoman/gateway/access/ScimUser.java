package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as identity providers know them. What a user has no member for is kept in {@code metadata.scim}; what nobody here needs,
 * such as telephone numbers, is not kept.
 */
final class ScimUser {

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static final String KEPT = "scim";
    private static final List<String> OF_NAME = List.of("formatted", "givenName", "familyName", "middleName");

    private ScimUser() {}

    /**
     * The resource of a user.
     *
     * @param teams that the user is in, as groups
     */
    static JsonObject told(StoredRecord user, JsonArray teams, String base) {
        JsonObject document = user.document();
        JsonObject kept = kept(document);
        String email = document.string("user_email");
        return JsonObject.builder()
                .put("schemas", JsonArray.ofStrings(List.of(SCHEMA)))
                .put("id", user.id())
                .putIfPresent("externalId", kept.string("externalId"))
                .put("userName", name(user))
                .putIfPresent("name", kept.object("name"))
                .putIfPresent("displayName", document.string("user_alias"))
                .put("active", !Boolean.TRUE.equals(document.bool("blocked")))
                .put("emails", email == null ? JsonArray.EMPTY : JsonArray.of(email(email)))
                .put("groups", teams)
                .put("meta", ScimGroup.meta("User", user, base + "/Users/"))
                .build();
    }

    private static JsonObject email(String address) {
        return JsonObject.builder()
                .put("value", address)
                .put("type", "work")
                .put("primary", true)
                .build();
    }

    private static JsonObject kept(JsonObject document) {
        JsonObject metadata = document.object("metadata");
        JsonObject kept = metadata == null ? null : metadata.object(KEPT);
        return kept == null ? JsonObject.EMPTY : kept;
    }

    /** The name by which a provider finds a user: that which it gave, else the address, else the id. */
    static String name(StoredRecord user) {
        String given = kept(user.document()).string("userName");
        String email = user.document().string("user_email");
        return given != null ? given : email != null ? email : user.id();
    }

    /** A user's document with what a resource says of them. */
    static JsonObject document(JsonObject before, JsonObject resource) {
        String userName = text(resource, "userName");
        if (userName == null || userName.isBlank()) {
            throw ScimErrors.wrong("invalidValue", "userName: missing (expected: a text)");
        }
        JsonObject name = name(resource);
        JsonObject.Builder kept = JsonObject.builder().put("userName", checked("userName", userName));
        String external = text(resource, "externalId");
        kept.putIfPresent("externalId", external == null ? null : checked("externalId", external));
        kept.putIfPresent("name", name.isEmpty() ? null : name);
        JsonObject metadata = before.object("metadata");
        JsonObject document =
                before.with("metadata", (metadata == null ? JsonObject.EMPTY : metadata).with(KEPT, kept.build()));
        document = put(document, "user_email", email(resource, userName));
        document = put(document, "user_alias", alias(resource, name));
        Boolean active = active(resource);
        return active == null ? document : document.with("blocked", JsonBoolean.of(!active));
    }

    private static JsonObject put(JsonObject document, String name, @Nullable String value) {
        return value == null ? document.without(name) : document.with(name, new JsonString(checked(name, value)));
    }

    static String checked(String name, String value) {
        if (!FieldKind.ID.takes(new JsonString(value))) {
            throw ScimErrors.wrong(
                    "invalidValue", name + ": " + Schema.cut(value) + " (expected: " + FieldKind.ID.expected() + ")");
        }
        return value;
    }

    private static JsonObject name(JsonObject resource) {
        JsonObject name = ScimPath.find(resource, "name") instanceof JsonObject given ? given : JsonObject.EMPTY;
        JsonObject.Builder kept = JsonObject.builder();
        for (String part : OF_NAME) {
            String text = text(name, part);
            kept.putIfPresent(part, text == null ? null : checked("name." + part, text));
        }
        return kept.build();
    }

    /** The first address, or the one that is called the primary; a name that is an address counts where there is none. */
    private static @Nullable String email(JsonObject resource, String userName) {
        String email = null;
        if (ScimPath.find(resource, "emails") instanceof JsonArray list) {
            for (JsonValue one : list) {
                String address = one instanceof JsonObject object ? text(object, "value") : null;
                boolean primary = one instanceof JsonObject object && truth(object.get("primary"));
                email = address != null && (email == null || primary) ? address : email;
            }
        }
        return email != null ? email : userName.indexOf('@') > 0 ? userName : null;
    }

    private static boolean truth(@Nullable JsonValue value) {
        return Boolean.TRUE.equals(truthOrNull(value));
    }

    private static @Nullable String alias(JsonObject resource, JsonObject name) {
        String display = text(resource, "displayName");
        String formatted = name.string("formatted");
        String given = name.string("givenName");
        String family = name.string("familyName");
        String both = ((given == null ? "" : given) + " " + (family == null ? "" : family)).strip();
        String whole = display != null ? display : formatted;
        return whole != null ? whole : both.isEmpty() ? null : both;
    }

    private static @Nullable Boolean active(JsonObject resource) {
        JsonValue value = ScimPath.find(resource, "active");
        Boolean active = truthOrNull(value);
        if (value != null && value != JsonNull.NULL && active == null) {
            throw ScimErrors.wrong(
                    "invalidValue", "active: " + Schema.cut(value.toJson()) + " (expected: true or false)");
        }
        return active;
    }

    /** Entra ID sends truth values as texts, unless it is asked not to. */
    private static @Nullable Boolean truthOrNull(@Nullable JsonValue value) {
        return switch (value) {
            case JsonBoolean truth -> truth == JsonBoolean.TRUE;
            case JsonString text when text.value().equalsIgnoreCase("true") -> true;
            case JsonString text when text.value().equalsIgnoreCase("false") -> false;
            case null, default -> null;
        };
    }

    static @Nullable String text(JsonObject object, String name) {
        return ScimPath.find(object, name) instanceof JsonString text
                        && !text.value().isEmpty()
                ? text.value()
                : null;
    }
}
