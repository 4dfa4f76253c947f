package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with teams. Administrators may do everything; who leads a team's organization, everything inside the organization's
 * budget, limits and models; who runs a team, everything that gives it no more than it has.
 */
final class TeamRules {

    private static final List<String> NEVER_RAISED =
            List.of("max_budget", "soft_budget", "tpm_limit", "rpm_limit", "max_parallel_requests");
    private static final List<String> OF_LEADERS = List.of(
            "budget_duration",
            "budget_limits",
            "model_max_budget",
            "model_rpm_limit",
            "model_tpm_limit",
            "blocked",
            "organization_id",
            "disable_global_guardrails",
            "allow_team_guardrail_config",
            "object_permission",
            "access_group_ids",
            "allowed_vector_store_indexes",
            "secret_manager_settings",
            "router_settings");
    private static final List<String> OF_ADMINS = List.of("allowed_passthrough_routes");
    private static final List<String> GUARDRAILS = List.of("guardrails", "policies");

    private final Office office;

    TeamRules(Office office) {
        this.office = office;
    }

    /** The team, to be changed; one that the caller must not see is told to be absent. */
    static StoredRecord found(Desk desk, String id) {
        StoredRecord team = desk.locked(Table.TEAM, id);
        if (team == null || !maySee(desk, team)) {
            throw Desk.absent("Team", id);
        }
        return team;
    }

    /** The team, to be looked at. */
    static StoredRecord seen(Desk desk, String id) {
        StoredRecord team = desk.find(Table.TEAM, id);
        if (team == null || !maySee(desk, team)) {
            throw Desk.absent("Team", id);
        }
        return team;
    }

    static boolean maySee(Desk desk, StoredRecord team) {
        Authority authority = desk.authority();
        return authority.seesAll() || authority.isIn(team.id()) || authority.leads(team.id());
    }

    /** Only administrators, who leads the team's organization, and who runs the team. */
    static void mayLead(Desk desk, StoredRecord team, String route) {
        Authority authority = desk.authority();
        if (!authority.isAdmin() && (authority.onlyLooks() || !authority.leads(team.id()))) {
            throw Desk.forbidden("Call not allowed. User not proxy admin OR team admin. route=" + route + ", team_id="
                    + Schema.cut(team.id()));
        }
    }

    /** Only administrators, and who leads the organization. */
    static void mayOwn(Desk desk, @Nullable String organization, String route) {
        Authority authority = desk.authority();
        if (!authority.isAdmin() && (authority.onlyLooks() || !authority.leadsOrganization(organization))) {
            throw Desk.forbidden(
                    "Call not allowed. User not proxy admin OR admin of the team's organization. route=" + route);
        }
    }

    /** What is asked for a new team. */
    void made(Desk desk, JsonObject asked) {
        if (!desk.authority().isAdmin()) {
            keptForAdmins(JsonObject.EMPTY, asked);
        }
    }

    /** What is asked for an existing one. */
    void changed(Desk desk, StoredRecord team, JsonObject asked) {
        Authority authority = desk.authority();
        if (authority.isAdmin()) {
            return;
        }
        JsonObject before = flat(team.document());
        keptForAdmins(before, asked);
        reserved(before, asked);
        String organization = asked.string("organization_id");
        if (organization != null
                && !authority.leadsOrganization(organization)
                && Bounds.differs(before, asked, "organization_id")) {
            throw Desk.forbidden("organization_id: " + Schema.cut(organization) + " (expected: one that you lead)");
        }
        if (!authority.leadsOrganization(team.document().string("organization_id"))) {
            notRaised(before, asked);
        }
    }

    /** The document with the members that are in {@code metadata} beside it. */
    private static JsonObject flat(JsonObject document) {
        JsonObject metadata = document.object("metadata");
        return metadata == null ? document : metadata.merged(document);
    }

    private static void keptForAdmins(JsonObject before, JsonObject asked) {
        for (String name : OF_ADMINS) {
            if (Bounds.differs(before, asked, name)) {
                throw Desk.forbidden(name + ": only administrators may change it");
            }
        }
    }

    /** What has a member of its own is not changed by way of {@code metadata}. */
    private static void reserved(JsonObject before, JsonObject asked) {
        JsonObject given = asked.object("metadata");
        if (given == null) {
            return;
        }
        for (String name : TeamFields.LIFTED) {
            if (Bounds.differs(before, given, name)) {
                throw Desk.forbidden("metadata." + name + ": changed (expected: a member beside metadata)");
            }
        }
    }

    private void notRaised(JsonObject before, JsonObject asked) {
        for (String name : NEVER_RAISED) {
            if (Bounds.raises(before, asked, name)) {
                throw kept(name, "raise");
            }
        }
        boolean guards = !Boolean.TRUE.equals(before.bool("allow_team_guardrail_config"));
        for (String name : OF_LEADERS) {
            if (Bounds.differs(before, asked, name)) {
                throw kept(name, "change");
            }
        }
        for (String name : guards ? GUARDRAILS : List.<String>of()) {
            if (Bounds.differs(before, asked, name)) {
                throw kept(name, "change");
            }
        }
        models(before, asked);
    }

    private void models(JsonObject before, JsonObject asked) {
        JsonArray wanted = asked.array("models");
        ModelList had = ModelList.of(before.array("models"));
        if (wanted != null && !had.isOpen() && wanted.isEmpty()) {
            throw kept("models", "raise");
        }
        new Bounds(office.names()).models(Entitlements.strings(asked, "models"), had, "the team's");
    }

    private static RuntimeException kept(String name, String what) {
        return Desk.forbidden(
                name + ": only administrators, and who leads the team's organization, may " + what + " it");
    }

    /** A team stays within its organization. */
    void within(Desk desk, JsonObject document) {
        String id = document.string("organization_id");
        StoredRecord organization = desk.find(Table.ORGANIZATION, id);
        if (id != null && organization == null) {
            throw Schema.wrong("organization_id", Schema.cut(id), "the id of an organization");
        }
        if (organization != null) {
            JsonObject above = Budgets.filled(desk, organization.document());
            new Bounds(office.names()).within(document, above, "the organization's");
        }
    }

    /** Whether the team is one that users may join by themselves. */
    boolean isAvailable(String team) {
        return available().contains(team);
    }

    /** The ids of the teams that users may join by themselves. */
    List<String> available() {
        JsonValue listed = office.settings().userDefaults().get("available_teams");
        return listed instanceof JsonArray list
                ? list.items().stream()
                        .filter(JsonString.class::isInstance)
                        .map(item -> ((JsonString) item).value())
                        .toList()
                : List.of();
    }
}
