package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;
import java.util.function.Supplier;

/** Refuses requests without the members that the operator, or who made the key, demands of them. */
final class RequiredParams {

    private final Supplier<AccessSettings> settings;

    RequiredParams(Supplier<AccessSettings> settings) {
        this.settings = settings;
    }

    void check(Call call, Entitlements grant) {
        AccessSettings rules = settings.get();
        JsonBody body = call.source().body();
        if (rules.userEnforced()) {
            demand(List.of("user"), body, "");
        }
        demand(rules.enforcedParams(), body, "");
        if (grant.keyMetadata().has("enforced_params")) {
            demand(Entitlements.strings(grant.keyMetadata(), "enforced_params"), body, "");
        }
        if (!rules.serviceAccounts().isEmpty() && grant.keyMetadata().has("service_account_id")) {
            demand(Entitlements.strings(rules.serviceAccounts(), "enforced_params"), body, " for service account");
        }
        if (!rules.clientTags() && (tagged(body) || call.headers().contains("x-litellm-tags"))) {
            throw Schema.refused(
                    "metadata.tags: tags of clients are not taken here (expected: none; they come with the key)",
                    "metadata.tags");
        }
    }

    private static boolean tagged(JsonBody body) {
        return body.has("tags")
                || body.value("metadata") instanceof JsonObject metadata && metadata.has("tags")
                || body.value("litellm_metadata") instanceof JsonObject own && own.has("tags");
    }

    private static void demand(List<String> names, JsonBody body, String of) {
        for (int i = 0; i < names.size(); i++) {
            if (!has(body, names.get(i))) {
                throw Schema.refused(
                        "BadRequest please pass param=" + names.get(i) + " in request body. This is a required param"
                                + of,
                        names.get(i));
            }
        }
    }

    /** Whether the member is there; dots lead into objects. */
    private static boolean has(JsonBody body, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return body.has(path) && !body.isNull(path);
        }
        JsonValue value = body.value(path.substring(0, dot));
        for (String name : path.substring(dot + 1).split("\\.", -1)) {
            value = value instanceof JsonObject object ? object.get(name) : null;
        }
        return value != null;
    }
}
