package dev.dragoman.dialect;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** The message in an error's body, whoever wrote it: the vendor or a server before it. Keys in it are masked. */
public final class VendorText {

    private static final int LONGEST = 2000;

    private VendorText() {}

    /**
     * The message.
     *
     * @param body the body; empty when it is no JSON object
     * @param text the body as text
     */
    public static String message(JsonObject body, String text) {
        String found = found(body);
        String message = found == null ? withoutTags(text) : found;
        String cut = message.length() <= LONGEST ? message : message.substring(0, LONGEST);
        return cut.isBlank() ? "no message" : Secrets.mask(cut);
    }

    /** The vendor's own description of an error, with the keys in it masked. */
    public static JsonObject masked(JsonObject description) {
        String text = description.toJson();
        String masked = Secrets.mask(text);
        return masked.equals(text) ? description : Json.parseObject(masked);
    }

    private static @Nullable String found(JsonObject body) {
        JsonObject error = body.object("error");
        JsonObject detail = body.object("detail");
        JsonObject firstDetail = first(body.array("detail"));
        JsonObject firstError = first(body.array("errors"));
        JsonObject base = body.object("base_resp");
        return firstOf(
                error == null ? null : error.string("message"),
                body.string("error"),
                body.string("message"),
                body.string("Message"),
                body.string("detail"),
                firstDetail == null ? null : firstDetail.string("msg"),
                detail == null ? null : detail.string("message"),
                firstError == null ? null : firstError.string("message"),
                body.string("error_description"),
                body.string("title"),
                base == null ? null : base.string("status_msg"),
                body.string("err_msg"));
    }

    private static @Nullable String firstOf(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        return null;
    }

    private static @Nullable JsonObject first(@Nullable JsonArray items) {
        JsonValue first =
                items == null || items.isEmpty() ? null : items.items().getFirst();
        return first instanceof JsonObject object ? object : null;
    }

    private static String withoutTags(String text) {
        if (!text.stripLeading().startsWith("<")) {
            return text.strip();
        }
        StringBuilder plain = new StringBuilder();
        boolean inTag = false;
        for (int i = 0; i < text.length() && plain.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (c == '<') {
                inTag = true;
                separate(plain);
            } else if (c == '>') {
                inTag = false;
            } else if (!inTag) {
                append(plain, c);
            }
        }
        return plain.toString().strip();
    }

    private static void append(StringBuilder plain, char c) {
        if (Character.isWhitespace(c)) {
            separate(plain);
        } else {
            plain.append(c);
        }
    }

    private static void separate(StringBuilder plain) {
        if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
    }
}
