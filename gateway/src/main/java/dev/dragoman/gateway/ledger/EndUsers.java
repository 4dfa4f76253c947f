package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Which end user of a client's application a call is for. Any client may say what it likes: that moves what is told of end users, and
 * never what its key pays.
 */
public final class EndUsers {

    private static final String METADATA = "metadata";

    private EndUsers() {}

    /** The end user's id; empty when nothing tells one. The first that does counts, in LiteLLM's order. */
    public static String of(Call call, SpendSettings settings) {
        if (!settings.endUsers()) {
            return "";
        }
        String told = header(call.headers(), settings);
        if (told == null) {
            told = body(call.source().body(), call.options().metadata());
        }
        return told == null ? "" : told;
    }

    private static @Nullable String header(Headers headers, SpendSettings settings) {
        String told = filled(headers.first("x-litellm-customer-id"));
        told = told != null ? told : filled(headers.first("x-litellm-end-user-id"));
        for (String name : settings.userHeaders()) {
            told = told != null ? told : filled(headers.first(name));
        }
        String old = settings.oldUserHeader();
        return told != null || old == null ? told : filled(headers.first(old));
    }

    private static @Nullable String body(JsonBody body, JsonObject metadata) {
        String told = filled(body.string("user"));
        told = told != null ? told : filled(metadata.string("user"));
        told = told != null ? told : filled(vendors(body).string("user_id"));
        told = told != null ? told : filled(metadata.string("user_id"));
        return told != null ? told : filled(body.string("safety_identifier"));
    }

    /** What clients tell of the call to the vendor. */
    static JsonObject vendors(JsonBody body) {
        return !body.isNull(METADATA) && body.value(METADATA) instanceof JsonObject told ? told : JsonObject.EMPTY;
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
