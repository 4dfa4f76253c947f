package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonObject;
import java.util.List;

/**
 * The members of a key.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/virtual_keys">LiteLLM: virtual keys</a>
 */
final class KeyFields {

    /** What requests have at the top and the document has in {@code metadata}. */
    static final List<String> LIFTED = List.of(
            "tags",
            "guardrails",
            "policies",
            "prompts",
            "model_rpm_limit",
            "model_tpm_limit",
            "rpm_limit_type",
            "tpm_limit_type",
            "enforced_params",
            "temp_budget_increase",
            "temp_budget_expiry",
            "allowed_vector_store_indexes",
            "allowed_passthrough_routes",
            "disable_global_guardrails",
            "budget_fallbacks");

    /** What a key can be given. */
    static final Schema GIVEN = Schema.empty()
            .with(FieldKind.TEXT, "key")
            .with(
                    FieldKind.ID,
                    "key_alias",
                    "budget_id",
                    "user_id",
                    "team_id",
                    "agent_id",
                    "organization_id",
                    "project_id")
            .with(FieldKind.TEXT, "key_type", "tpm_limit_type", "rpm_limit_type")
            .with(FieldKind.LIFETIME, "duration")
            .with(FieldKind.PERIOD, "budget_duration", "rotation_interval", "grace_period")
            .with(FieldKind.ROTATION, "auto_rotate")
            .with(FieldKind.TEXTS, "models", "tags", "guardrails", "policies", "prompts", "allowed_cache_controls")
            .with(
                    FieldKind.TEXTS,
                    "allowed_routes",
                    "allowed_passthrough_routes",
                    "enforced_params",
                    "access_group_ids")
            .with(FieldKind.TEXT_MAP, "aliases")
            .with(FieldKind.OBJECT, "metadata", "permissions", "config", "router_settings", "object_permission")
            .with(FieldKind.OBJECT, "budget_fallbacks")
            .with(FieldKind.MONEY, "spend", "max_budget", "soft_budget")
            .with(FieldKind.WINDOWS, "budget_limits")
            .with(FieldKind.COUNT, "max_parallel_requests", "tpm_limit", "rpm_limit")
            .with(FieldKind.COUNTS, "model_rpm_limit", "model_tpm_limit")
            .with(FieldKind.MODEL_BUDGETS, "model_max_budget")
            .with(FieldKind.FLAG, "blocked", "send_invite_email", "disable_global_guardrails")
            .with(FieldKind.OBJECTS, "allowed_vector_store_indexes");

    /** What can be changed of it. */
    static final Schema CHANGED = GIVEN.with(FieldKind.MONEY, "temp_budget_increase")
            .with(FieldKind.TIME, "temp_budget_expiry")
            .clearing();

    /** What is told of every key, in this order, also where it is empty. */
    private static final Shape SHAPE = new Shape(
            List.of(
                    "key_name",
                    "key_alias",
                    "spend",
                    "expires",
                    "models",
                    "aliases",
                    "config",
                    "user_id",
                    "team_id",
                    "agent_id",
                    "project_id",
                    "organization_id",
                    "permissions",
                    "max_parallel_requests",
                    "metadata",
                    "blocked",
                    "tpm_limit",
                    "rpm_limit",
                    "max_budget",
                    "soft_budget",
                    "budget_duration",
                    "budget_reset_at",
                    "budget_limits",
                    "budget_id",
                    "allowed_cache_controls",
                    "allowed_routes",
                    "access_group_ids",
                    "model_spend",
                    "model_max_budget",
                    "object_permission",
                    "router_settings",
                    "auto_rotate",
                    "rotation_interval",
                    "rotation_count",
                    "last_rotation_at",
                    "key_rotation_at",
                    "last_active"),
            List.of("models", "allowed_cache_controls", "allowed_routes"),
            List.of("aliases", "config", "permissions", "metadata", "model_spend", "model_max_budget"));

    private KeyFields() {}

    /** A key's document with all members that clients expect. */
    static JsonObject told(JsonObject document) {
        return SHAPE.told(document);
    }
}
