package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A team as identity providers know it: a group. */
final class ScimGroup {

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private static final String KEPT = "scim";

    private ScimGroup() {}

    /**
     * The resource of a team.
     *
     * @param members as {@code members_with_roles} has them
     */
    static JsonObject told(StoredRecord team, JsonArray members, String base) {
        List<JsonValue> told = new ArrayList<>();
        for (JsonValue member : members) {
            told.add(member(((JsonObject) member), base));
        }
        return JsonObject.builder()
                .put("schemas", JsonArray.ofStrings(List.of(SCHEMA)))
                .put("id", team.id())
                .putIfPresent("externalId", externalId(team.document()))
                .put("displayName", name(team))
                .put("members", new JsonArray(told))
                .put("meta", meta("Group", team, base + "/Groups/"))
                .build();
    }

    private static JsonObject member(JsonObject member, String base) {
        String id = String.valueOf(member.string("user_id"));
        String email = member.string("user_email");
        return JsonObject.builder()
                .put("value", id)
                .put("display", email == null ? id : email)
                .put("type", "User")
                .put("$ref", base + "/Users/" + encoded(id))
                .build();
    }

    /** When a resource was made and changed, and where it is. */
    static JsonObject meta(String type, StoredRecord record, String place) {
        return JsonObject.builder()
                .put("resourceType", type)
                .put("created", record.createdAt().toString())
                .put("lastModified", record.updatedAt().toString())
                .put("location", place + encoded(record.id()))
                .build();
    }

    private static String encoded(String id) {
        return java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static @Nullable String externalId(JsonObject document) {
        JsonObject metadata = document.object("metadata");
        JsonObject kept = metadata == null ? null : metadata.object(KEPT);
        return kept == null ? null : kept.string("externalId");
    }

    static String name(StoredRecord team) {
        String alias = team.document().string("team_alias");
        return alias == null ? team.id() : alias;
    }

    /** A team's document with what a resource says of it. */
    static JsonObject document(JsonObject before, JsonObject resource) {
        String name = ScimUser.text(resource, "displayName");
        if (name == null || !FieldKind.ID.takes(new JsonString(name))) {
            throw ScimErrors.wrong("invalidValue", "displayName: missing (expected: " + FieldKind.ID.expected() + ")");
        }
        String external = ScimUser.text(resource, "externalId");
        JsonObject metadata = before.object("metadata");
        JsonObject known = metadata == null ? JsonObject.EMPTY : metadata;
        JsonObject all = external == null
                ? known.without(KEPT)
                : known.with(
                        KEPT, JsonObject.of("externalId", new JsonString(ScimUser.checked("externalId", external))));
        JsonObject named = before.with("team_alias", new JsonString(name));
        return all.isEmpty() && metadata == null ? named : named.with("metadata", all);
    }

    /** The ids of those who shall be in it. */
    static Set<String> members(JsonObject resource) {
        Set<String> ids = new LinkedHashSet<>();
        if (ScimPath.find(resource, "members") instanceof JsonArray list) {
            for (JsonValue one : list) {
                String id = one instanceof JsonObject object ? ScimUser.text(object, "value") : null;
                if (id == null) {
                    throw ScimErrors.wrong("invalidValue", "members: one has no value (expected: the id of a user)");
                }
                ids.add(ScimUser.checked("members", id));
            }
        }
        return ids;
    }
}
