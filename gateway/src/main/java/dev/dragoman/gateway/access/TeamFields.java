package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The members of a team. */
final class TeamFields {

    /** What requests have at the top and the document has in {@code metadata}. */
    static final List<String> LIFTED = List.of(
            "tags",
            "guardrails",
            "prompts",
            "model_rpm_limit",
            "model_tpm_limit",
            "tpm_limit_type",
            "rpm_limit_type",
            "allowed_passthrough_routes",
            "allowed_vector_store_indexes",
            "secret_manager_settings",
            "enforced_batch_output_expires_after",
            "enforced_file_expires_after",
            "team_member_key_duration",
            "team_member_model_max_budget",
            "disable_global_guardrails",
            "logging",
            "callback_settings",
            "team_member_budget_id");

    /** What can be changed of a team. */
    static final Schema SHARED = Schema.empty()
            .with(FieldKind.ID, "team_id", "team_alias", "organization_id")
            .with(FieldKind.TEXTS, "team_member_permissions", "tags", "models", "guardrails", "policies", "prompts")
            .with(FieldKind.TEXTS, "access_group_ids", "allowed_passthrough_routes", "default_team_member_models")
            .with(FieldKind.OBJECT, "metadata", "object_permission", "router_settings", "secret_manager_settings")
            .with(FieldKind.OBJECT, "enforced_batch_output_expires_after", "enforced_file_expires_after")
            .with(FieldKind.TEXT_MAP, "model_aliases")
            .with(FieldKind.MONEY, "max_budget", "soft_budget", "team_member_budget")
            .with(FieldKind.PERIOD, "budget_duration", "team_member_budget_duration")
            .with(FieldKind.LIFETIME, "team_member_key_duration")
            .with(FieldKind.COUNT, "tpm_limit", "rpm_limit", "max_parallel_requests")
            .with(FieldKind.COUNT, "team_member_rpm_limit", "team_member_tpm_limit")
            .with(FieldKind.TEXT, "tpm_limit_type", "rpm_limit_type")
            .with(FieldKind.COUNTS, "model_rpm_limit", "model_tpm_limit")
            .with(FieldKind.FLAG, "blocked", "allow_team_guardrail_config", "disable_global_guardrails")
            .with(FieldKind.OBJECTS, "allowed_vector_store_indexes")
            .with(FieldKind.WINDOWS, "budget_limits")
            .with(FieldKind.MODEL_BUDGETS, "model_max_budget", "team_member_model_max_budget");

    /** What a new team can be given. */
    static final Schema GIVEN =
            SHARED.with(FieldKind.OBJECTS, "members_with_roles").with(FieldKind.IDS, "admins", "members");

    static final Schema CHANGED = SHARED.clearing();

    /** What is said of all members of a team, and kept in a budget of theirs. */
    static final List<String> OF_MEMBERS = List.of(
            "team_member_budget", "team_member_budget_duration", "team_member_rpm_limit", "team_member_tpm_limit");

    private static final Shape SHAPE = new Shape(
            List.of(
                    "team_id",
                    "team_alias",
                    "organization_id",
                    "admins",
                    "members",
                    "members_with_roles",
                    "team_member_permissions",
                    "metadata",
                    "tpm_limit",
                    "rpm_limit",
                    "max_parallel_requests",
                    "max_budget",
                    "soft_budget",
                    "spend",
                    "budget_duration",
                    "budget_reset_at",
                    "budget_limits",
                    "models",
                    "blocked",
                    "model_spend",
                    "model_max_budget",
                    "model_aliases",
                    "litellm_model_table",
                    "router_settings",
                    "access_group_ids",
                    "policies",
                    "default_team_member_models",
                    "object_permission"),
            List.of(
                    "admins",
                    "members",
                    "members_with_roles",
                    "team_member_permissions",
                    "models",
                    "access_group_ids",
                    "policies",
                    "default_team_member_models"),
            List.of("metadata", "model_spend", "model_max_budget", "model_aliases"));

    private TeamFields() {}

    /** A team as it is told: with its members, and without what its callbacks log in by. */
    static JsonObject told(StoredRecord team, JsonArray members) {
        JsonObject document = team.told();
        JsonObject metadata = document.object("metadata");
        JsonObject aliases = document.object("model_aliases");
        return SHAPE.told(document.with("members_with_roles", members)
                .with("admins", ids(members, true))
                .with("members", ids(members, false))
                .with(
                        "metadata",
                        metadata == null ? JsonObject.EMPTY : metadata.without("logging", "secret_manager_settings"))
                .with(
                        "litellm_model_table",
                        aliases == null ? JsonNull.NULL : JsonObject.of("model_aliases", aliases)));
    }

    private static JsonArray ids(JsonArray members, boolean onlyAdmins) {
        List<JsonValue> ids = new ArrayList<>();
        for (JsonValue member : members) {
            JsonObject one = (JsonObject) member;
            String id = one.string("user_id");
            if (id != null && (!onlyAdmins || "admin".equals(one.string("role")))) {
                ids.add(new JsonString(id));
            }
        }
        return new JsonArray(ids);
    }
}
