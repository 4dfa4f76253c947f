package dev.dragoman.gateway.conversation;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is remembered.
 *
 * @param id its id
 * @param owner the hash of the key that asked
 * @param previous the id of the answer that it goes on with; null for none
 * @param input the items that were asked, without those of earlier answers; JSON
 * @param response the answer as it was told; JSON
 */
public record StoredResponse(
        String id, String owner, @Nullable String previous, byte[] input, byte[] response) {

    /** The items that were asked. */
    public JsonArray inputItems() {
        return Json.parse(input) instanceof JsonArray items ? items : JsonArray.EMPTY;
    }

    /** The answer. */
    public JsonObject answer() {
        return Json.parseObject(response);
    }

    /** The items of the answer. */
    public JsonArray outputItems() {
        JsonArray output = answer().array("output");
        return output == null ? JsonArray.EMPTY : output;
    }

    /** How much is to be remembered, in bytes. */
    long size() {
        return (long) input.length + response.length + id.length() + owner.length();
    }
}
