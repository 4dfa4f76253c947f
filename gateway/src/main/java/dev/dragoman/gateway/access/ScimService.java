package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What an identity provider can ask for here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-5">RFC 7643: service provider configuration</a>
 */
public final class ScimService {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

    private static final List<JsonObject> TYPES =
            List.of(type("User", "/Users", ScimUser.SCHEMA), type("Group", "/Groups", ScimGroup.SCHEMA));

    private static final List<JsonObject> SCHEMAS = List.of(
            schema(
                    ScimUser.SCHEMA,
                    "User",
                    attribute("userName", "string", false, true, "readWrite"),
                    complex("name", false, "formatted", "givenName", "familyName", "middleName"),
                    attribute("displayName", "string", false, false, "readWrite"),
                    attribute("externalId", "string", false, false, "readWrite"),
                    attribute("active", "boolean", false, false, "readWrite"),
                    complex("emails", true, "value", "type"),
                    attribute("groups", "complex", true, false, "readOnly")),
            schema(
                    ScimGroup.SCHEMA,
                    "Group",
                    attribute("displayName", "string", false, true, "readWrite"),
                    attribute("externalId", "string", false, false, "readWrite"),
                    complex("members", true, "value", "display")));

    private ScimService() {}

    /** {@code GET /scim/v2/ServiceProviderConfig}. */
    public static JsonObject configuration(Request request) {
        JsonObject no = JsonObject.builder().put("supported", false).build();
        JsonObject yes = JsonObject.builder().put("supported", true).build();
        JsonObject scheme = JsonObject.builder()
                .put("type", "oauthbearertoken")
                .put("name", "Bearer token")
                .put("description", "A key that is allowed the routes /scim/*")
                .put("primary", true)
                .build();
        return JsonObject.builder()
                .put("schemas", JsonArray.ofStrings(List.of(CORE + "ServiceProviderConfig")))
                .put("patch", yes)
                .put(
                        "bulk",
                        no.toBuilder()
                                .put("maxOperations", 0)
                                .put("maxPayloadSize", 0)
                                .build())
                .put("filter", yes.toBuilder().put("maxResults", ScimList.MOST).build())
                .put("changePassword", no)
                .put("sort", no)
                .put("etag", no)
                .put("authenticationSchemes", JsonArray.of(scheme))
                .build();
    }

    /** {@code GET /scim/v2/ResourceTypes}. */
    public static JsonObject types(Request request) {
        return ScimList.told(TYPES.size(), 1, TYPES);
    }

    /** {@code GET /scim/v2/ResourceTypes/{id}}. */
    public static JsonObject type(Request request) {
        return one(TYPES, request, "ResourceType");
    }

    /** {@code GET /scim/v2/Schemas}. */
    public static JsonObject schemas(Request request) {
        return ScimList.told(SCHEMAS.size(), 1, SCHEMAS);
    }

    /** {@code GET /scim/v2/Schemas/{id}}. */
    public static JsonObject schema(Request request) {
        return one(SCHEMAS, request, "Schema");
    }

    private static JsonObject one(List<JsonObject> all, Request request, String kind) {
        String id = ScimDesk.id(request);
        return all.stream()
                .filter(one -> id.equals(one.string("id")))
                .findFirst()
                .orElseThrow(() -> ScimErrors.absent(kind, id));
    }

    private static JsonObject type(String name, String endpoint, String schema) {
        return JsonObject.builder()
                .put("schemas", JsonArray.ofStrings(List.of(CORE + "ResourceType")))
                .put("id", name)
                .put("name", name)
                .put("endpoint", endpoint)
                .put("schema", schema)
                .build();
    }

    private static JsonObject schema(String id, String name, JsonObject... attributes) {
        return JsonObject.builder()
                .put("schemas", JsonArray.ofStrings(List.of(CORE + "Schema")))
                .put("id", id)
                .put("name", name)
                .put("attributes", JsonArray.of(attributes))
                .build();
    }

    private static JsonObject attribute(
            String name, String type, boolean several, boolean required, String mutability) {
        return JsonObject.builder()
                .put("name", name)
                .put("type", type)
                .put("multiValued", several)
                .put("required", required)
                .put("caseExact", name.equals("externalId"))
                .put("mutability", mutability)
                .put("returned", "default")
                .put("uniqueness", name.equals("userName") ? "server" : "none")
                .build();
    }

    private static JsonObject complex(String name, boolean several, String... parts) {
        List<JsonValue> inner = new ArrayList<>();
        for (String part : parts) {
            inner.add(attribute(part, "string", false, false, "readWrite"));
        }
        return attribute(name, "complex", several, false, "readWrite").with("subAttributes", new JsonArray(inner));
    }
}
