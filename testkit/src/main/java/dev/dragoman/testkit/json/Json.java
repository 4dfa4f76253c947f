package dev.dragoman.testkit.json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON library as the fakes use it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /** A new empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Reads JSON text.
     *
     * @throws JacksonException when it is none
     */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /**
     * Reads JSON text in UTF-8.
     *
     * @throws JacksonException when it is none
     */
    public static JsonNode read(byte[] text) {
        return MAPPER.readTree(text);
    }

    /** Compact JSON text in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** Compact JSON text. */
    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }
}
