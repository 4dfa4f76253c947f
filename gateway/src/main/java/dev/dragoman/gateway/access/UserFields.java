package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.List;

/** The members of an internal user. */
final class UserFields {

    /** What requests have at the top and the document has in {@code metadata}. */
    static final List<String> LIFTED = List.of("model_rpm_limit", "model_tpm_limit", "guardrails", "prompts", "tags");

    private static final Schema SHARED = Schema.empty()
            .with(FieldKind.ID, "user_id", "user_email", "user_alias", "user_role", "sso_user_id")
            .with(FieldKind.MONEY, "max_budget", "soft_budget")
            .with(FieldKind.PERIOD, "budget_duration")
            .with(FieldKind.TEXTS, "models", "allowed_cache_controls", "policies", "guardrails", "prompts", "tags")
            .with(FieldKind.COUNT, "tpm_limit", "rpm_limit", "max_parallel_requests")
            .with(FieldKind.OBJECT, "metadata", "permissions", "object_permission", "config")
            .with(FieldKind.TEXT_MAP, "aliases")
            .with(FieldKind.MODEL_BUDGETS, "model_max_budget")
            .with(FieldKind.COUNTS, "model_rpm_limit", "model_tpm_limit")
            .with(FieldKind.FLAG, "blocked")
            .with(FieldKind.PASSWORD, "password");

    /** What a new user can be given. */
    static final Schema GIVEN = SHARED.with(FieldKind.PLACES, "teams")
            .with(FieldKind.IDS, "organizations")
            .with(FieldKind.FLAG, "auto_create_key", "send_invite_email")
            .with(FieldKind.ID, "key_alias")
            .with(FieldKind.LIFETIME, "duration");

    /** What can be changed of one. */
    static final Schema CHANGED = SHARED.with(FieldKind.MONEY, "spend").clearing();

    private static final Shape SHAPE = new Shape(
            List.of(
                    "user_id",
                    "user_alias",
                    "user_email",
                    "user_role",
                    "sso_user_id",
                    "organization_id",
                    "teams",
                    "models",
                    "max_budget",
                    "spend",
                    "soft_budget",
                    "budget_duration",
                    "budget_reset_at",
                    "tpm_limit",
                    "rpm_limit",
                    "max_parallel_requests",
                    "metadata",
                    "allowed_cache_controls",
                    "policies",
                    "model_spend",
                    "model_max_budget",
                    "object_permission"),
            List.of("teams", "models", "allowed_cache_controls", "policies"),
            List.of("metadata", "model_spend", "model_max_budget"));

    private UserFields() {}

    /** What is told of a user and the teams they are in: never a password. */
    static JsonObject told(StoredRecord user, List<String> teams) {
        return SHAPE.told(user.told().without("password").with("teams", JsonArray.ofStrings(teams)));
    }
}
