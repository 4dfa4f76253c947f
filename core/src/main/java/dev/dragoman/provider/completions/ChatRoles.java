package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;

/** The roles of messages, where a server knows one only under another name. */
public final class ChatRoles {

    private ChatRoles() {}

    /** The body with every message of one role in another. Messages in which the role's name does not occur are not read. */
    public static JsonBody renamed(JsonBody body, String from, String to) {
        Slice messages = body.raw("messages");
        if (messages == null || !new RawText(messages).names(from)) {
            return body;
        }
        return ChatHistory.edited(body, "messages", message -> withRole(message, from, to));
    }

    private static JsonObject withRole(JsonObject message, String from, String to) {
        return from.equals(message.string("role")) ? message.with("role", new JsonString(to)) : message;
    }
}
