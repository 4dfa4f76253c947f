package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;

/**
 * An item that came in one piece: a drawn image, or one that only this format knows.
 *
 * @param members what it consists of, but for its id and how far it has come
 */
record WholeItem(int index, String id, JsonObject members) implements AnswerItem {

    @Override
    public void write(JsonWriter out, Status status) {
        out.beginObject().member("id", id).allMembers(members).endObject();
    }
}
