package dev.dragoman.gateway.access;

import dev.dragoman.gateway.crypto.Keyring;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.Locale;
import java.util.Set;

/** How changes are written down: under LiteLLM's names of tables, and without secrets. */
final class AuditNames {

    private static final Set<String> SECRET = Set.of("password", "key", "api_key", "token_secret", "credentials");

    private AuditNames() {}

    static String of(Table table) {
        return switch (table) {
            case KEY, DELETED_KEY, FORMER_KEY -> "LiteLLM_VerificationToken";
            case TEAM, DELETED_TEAM -> "LiteLLM_TeamTable";
            case USER -> "LiteLLM_UserTable";
            case ORGANIZATION -> "LiteLLM_OrganizationTable";
            case TEAM_MEMBER -> "LiteLLM_TeamMembership";
            case ORGANIZATION_MEMBER -> "LiteLLM_OrganizationMembership";
            case BUDGET -> "LiteLLM_BudgetTable";
            case CUSTOMER -> "LiteLLM_EndUserTable";
            case TAG -> "LiteLLM_TagTable";
            case INVITATION -> "LiteLLM_InvitationLink";
            case TOKEN_KEY -> "LiteLLM_JWTKeyMapping";
            case MODEL -> "LiteLLM_ProxyModelTable";
            case CREDENTIAL -> "LiteLLM_CredentialsTable";
        };
    }

    /** The document with its secrets hidden, however deep they are. */
    static JsonObject shown(JsonObject document) {
        JsonObject.Builder shown = JsonObject.builder();
        document.forEach((name, value) -> shown.put(name, shown(name, value)));
        return shown.build();
    }

    /** Whether what bears such a name must not be told. */
    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET.contains(lower)
                || lower.contains("secret")
                || lower.contains("password")
                || lower.endsWith("_api_key")
                || lower.endsWith("private_key");
    }

    private static JsonValue shown(String name, JsonValue value) {
        return switch (value) {
            case JsonString text when isSecret(name) && !text.value().isEmpty() -> new JsonString("(hidden)");
            case JsonString text when Keyring.isEncrypted(text.value()) -> new JsonString("(hidden)");
            case JsonObject object -> shown(object);
            case JsonArray list ->
                new JsonArray(
                        list.items().stream().map(item -> shown(name, item)).toList());
            default -> value;
        };
    }
}
