package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may do in the control plane: by their role everywhere, by their memberships in teams and organizations. Looked up
 * anew for every request, as managing is rare and must never act on what was. Confined to one transaction.
 */
final class Authority {

    /** What a member of a team may do when the team says nothing else. */
    static final List<String> USUAL = List.of("/key/info", "/key/health");

    private final Caller caller;
    private final Records records;
    private final Map<String, StoredRecord> teams = new HashMap<>();
    private @Nullable Map<String, String> rolesInTeams;
    private @Nullable Map<String, String> rolesInOrganizations;

    Authority(Caller caller, Records records) {
        this.caller = caller;
        this.records = records;
    }

    /** Who acts. */
    Caller caller() {
        return caller;
    }

    /** Whether everything may be done. */
    boolean isAdmin() {
        return caller.admin();
    }

    /** Whether everything may be seen. */
    boolean seesAll() {
        return caller.admin() || caller.role().seesAll();
    }

    /** Whether nothing may be changed. */
    boolean onlyLooks() {
        return caller.role() == Role.PROXY_ADMIN_VIEWER || caller.role() == Role.INTERNAL_USER_VIEWER;
    }

    /** The user who acts; null for a key of nobody. */
    @Nullable
    String userId() {
        return caller.userId();
    }

    /** Whether the user is the one who acts. */
    boolean is(@Nullable String user) {
        return user != null && user.equals(caller.userId());
    }

    /** The teams that the user belongs to. */
    List<String> teams() {
        return List.copyOf(rolesInTeams().keySet());
    }

    /** The teams that the user leads. */
    List<String> ledTeams() {
        return led(rolesInTeams(), "admin");
    }

    /** The organizations that the user belongs to. */
    List<String> organizations() {
        return List.copyOf(rolesInOrganizations().keySet());
    }

    /** The organizations that the user leads. */
    List<String> ledOrganizations() {
        return led(rolesInOrganizations(), "org_admin");
    }

    private static List<String> led(Map<String, String> roles, String wanted) {
        List<String> led = new ArrayList<>();
        roles.forEach((id, role) -> {
            if (role.equals(wanted)) {
                led.add(id);
            }
        });
        return led;
    }

    /** Whether the user is in the team. */
    boolean isIn(@Nullable String team) {
        return team != null && rolesInTeams().containsKey(team);
    }

    /** Whether the user runs the team, as a member of it. */
    boolean runs(@Nullable String team) {
        return team != null && "admin".equals(rolesInTeams().get(team));
    }

    /** Whether the other user may do nothing that the one who acts may not: who has their key gets nothing more by it. */
    boolean isAbove(String other) {
        if (caller.admin()) {
            return true;
        }
        StoredRecord found = records.find(Table.USER, other);
        Role role = Role.of(found == null ? null : found.document().string("user_role"));
        return !other.equals(Caller.ADMIN_USER)
                && !role.seesAll()
                && led(roles(Table.ORGANIZATION_MEMBER, "organization_id", "user_role", other), "org_admin").stream()
                        .allMatch(this::leadsOrganization)
                && led(roles(Table.TEAM_MEMBER, "team_id", "role", other), "admin").stream()
                        .allMatch(this::leads);
    }

    /** Whether the other user was made for an organization that the user leads, and belongs to no other. */
    boolean leadsUser(String other) {
        StoredRecord found = records.find(Table.USER, other);
        return found != null
                && leadsOrganization(found.document().string("organization_id"))
                && roles(Table.ORGANIZATION_MEMBER, "organization_id", "user_role", other).keySet().stream()
                        .allMatch(this::leadsOrganization)
                && isAbove(other);
    }

    /** Whether everything that the other user belongs to is led by the user, and that is one team or organization at least. */
    boolean leadsAllOf(String other) {
        Map<String, String> teams = roles(Table.TEAM_MEMBER, "team_id", "role", other);
        Map<String, String> organizations = roles(Table.ORGANIZATION_MEMBER, "organization_id", "user_role", other);
        return teams.size() + organizations.size() > 0
                && teams.keySet().stream().allMatch(this::leads)
                && organizations.keySet().stream().allMatch(this::leadsOrganization)
                && isAbove(other);
    }

    /** Whether the user may see the other: as they are the same, or as somebody who leads an organization that the other is in. */
    boolean seesUser(String other) {
        return seesAll()
                || is(other)
                || roles(Table.ORGANIZATION_MEMBER, "organization_id", "user_role", other).keySet().stream()
                        .anyMatch(this::leadsOrganization);
    }

    /** Whether the user leads the team, or the organization that it belongs to. */
    boolean leads(@Nullable String team) {
        if (team == null) {
            return false;
        }
        if (runs(team)) {
            return true;
        }
        StoredRecord found = team(team);
        return found != null && leadsOrganization(found.document().string("organization_id"));
    }

    /** Whether the user leads the organization. */
    boolean leadsOrganization(@Nullable String organization) {
        return organization != null && "org_admin".equals(rolesInOrganizations().get(organization));
    }

    /** Whether the user is in the organization. */
    boolean isInOrganization(@Nullable String organization) {
        return organization != null && rolesInOrganizations().containsKey(organization);
    }

    /** Whether the team lets its members take the route. */
    boolean isLet(@Nullable String team, String route) {
        if (team == null || !isIn(team)) {
            return false;
        }
        StoredRecord found = team(team);
        if (found == null) {
            return false;
        }
        List<String> permissions = Entitlements.strings(found.document(), "team_member_permissions");
        return (permissions.isEmpty() ? USUAL : permissions).contains(route);
    }

    private @Nullable StoredRecord team(String id) {
        StoredRecord known = teams.get(id);
        if (known == null) {
            known = records.find(Table.TEAM, id);
            if (known != null) {
                teams.put(id, known);
            }
        }
        return known;
    }

    private Map<String, String> rolesInTeams() {
        Map<String, String> known = rolesInTeams;
        if (known == null) {
            known = roles(Table.TEAM_MEMBER, "team_id", "role", caller.userId());
            rolesInTeams = known;
        }
        return known;
    }

    private Map<String, String> rolesInOrganizations() {
        Map<String, String> known = rolesInOrganizations;
        if (known == null) {
            known = roles(Table.ORGANIZATION_MEMBER, "organization_id", "user_role", caller.userId());
            rolesInOrganizations = known;
        }
        return known;
    }

    private Map<String, String> roles(Table table, String id, String role, @Nullable String user) {
        Map<String, String> roles = new HashMap<>();
        if (user != null) {
            for (StoredRecord member : records.list(table, RecordQuery.all().user(user))) {
                String in = member.document().string(id);
                String as = member.document().string(role);
                if (in != null) {
                    roles.put(in, as == null ? "user" : as);
                }
            }
        }
        return roles;
    }
}
