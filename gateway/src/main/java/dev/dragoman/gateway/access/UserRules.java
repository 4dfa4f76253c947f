package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with users. Administrators may do everything; who leads an organization makes users for it and changes those who
 * were made for it, inside its budget and models; users change their own name and password.
 */
final class UserRules {

    private static final List<String> OWN = List.of("user_id", "user_alias", "password");
    /** By these somebody else could log in as the user, or the user could do more than who changes them. */
    private static final List<String> OF_ADMINS =
            List.of("user_email", "password", "sso_user_id", "permissions", "object_permission", "spend", "blocked");

    private static final List<String> GRANTED = List.of("internal_user", "internal_user_viewer");

    private final Office office;

    UserRules(Office office) {
        this.office = office;
    }

    /** Whether the caller may make such a user. */
    void mayMake(Desk desk, JsonObject asked) {
        role(asked.string("user_role"));
        Authority authority = desk.authority();
        if (authority.isAdmin()) {
            return;
        }
        List<String> organizations = Entitlements.strings(asked, "organizations");
        boolean leads = !organizations.isEmpty() && organizations.stream().allMatch(authority::leadsOrganization);
        if (authority.onlyLooks() || !leads) {
            throw Desk.forbidden("Only administrators, and who leads the organizations of a new user, may make users");
        }
        granted(asked.string("user_role"));
        for (String name : List.of("permissions", "object_permission", "password", "sso_user_id")) {
            if (asked.has(name)) {
                throw Desk.forbidden(name + ": only administrators may set it");
            }
        }
    }

    private static void role(@Nullable String role) {
        if (role != null && Role.named(role) == null) {
            throw Schema.wrong(
                    "user_role",
                    Schema.cut(role),
                    "proxy_admin, proxy_admin_viewer, internal_user or internal_user_viewer");
        }
    }

    private static void granted(@Nullable String role) {
        if (role != null && !GRANTED.contains(role)) {
            throw Desk.forbidden("user_role: " + role + " (expected: " + String.join(" or ", GRANTED) + ")");
        }
    }

    /** The user, to be changed; one that the caller must not see is told to be absent. */
    static StoredRecord found(Desk desk, @Nullable String id, @Nullable String email) {
        if (id == null && email == null) {
            throw Schema.refused("user_id: missing (expected: user_id or user_email)", "user_id");
        }
        StoredRecord named = People.find(desk, id, email);
        StoredRecord user = named == null ? null : desk.locked(Table.USER, named.id());
        if (user == null || !desk.authority().seesUser(user.id())) {
            throw Desk.absent("User", id == null ? String.valueOf(email) : id);
        }
        return user;
    }

    /** Whether the caller may change these members of the user. */
    void mayChange(Desk desk, StoredRecord user, JsonObject asked) {
        role(asked.string("user_role"));
        Authority authority = desk.authority();
        if (authority.isAdmin()) {
            return;
        }
        if (authority.onlyLooks()) {
            throw Desk.forbidden("This user may not change users (role: "
                    + desk.caller().role().value() + ")");
        }
        if (authority.is(user.id())) {
            only(asked, OWN);
        } else if (authority.leadsUser(user.id())) {
            granted(asked.string("user_role"));
            without(user, asked);
        } else {
            throw Desk.forbidden("Only administrators, and who leads the user's organization, may change the user");
        }
    }

    private static void only(JsonObject asked, List<String> names) {
        for (String name : asked.names()) {
            if (!names.contains(name)) {
                throw Desk.forbidden(name + ": users may change only their own user_alias and password");
            }
        }
    }

    private static void without(StoredRecord user, JsonObject asked) {
        for (String name : OF_ADMINS) {
            if (Bounds.differs(user.document(), asked, name)) {
                throw Desk.forbidden(name + ": only administrators may change it");
            }
        }
    }

    /** Whether the caller may remove the user. */
    static void mayRemove(Desk desk, StoredRecord user) {
        Authority authority = desk.authority();
        boolean leads = !authority.onlyLooks() && !authority.is(user.id()) && authority.leadsUser(user.id());
        if (!authority.isAdmin() && !leads) {
            throw Desk.forbidden("Only administrators, and who leads the user's organization, may remove the user");
        }
    }

    /** What whoever leads an organization gives stays inside it: what is not said is what the organization has. */
    JsonObject inside(Desk desk, JsonObject document, List<String> organizations) {
        if (desk.authority().isAdmin()) {
            return document;
        }
        JsonObject all = document;
        for (String id : organizations) {
            StoredRecord organization = desk.find(Table.ORGANIZATION, id);
            if (organization != null) {
                JsonObject above = Budgets.filled(desk, organization.document());
                new Bounds(office.names()).within(all, above, "the organization's");
                all = filled(all, above);
            }
        }
        return all;
    }

    private static JsonObject filled(JsonObject document, JsonObject above) {
        JsonObject all = document;
        for (String name : List.of("max_budget", "tpm_limit", "rpm_limit", "budget_duration")) {
            JsonValue most = above.get(name);
            boolean open = !all.has(name) || all.get(name) == JsonNull.NULL;
            all = open && (most instanceof JsonNumber || most instanceof JsonString) ? all.with(name, most) : all;
        }
        JsonArray models = above.array("models");
        boolean open = Entitlements.strings(all, "models").isEmpty();
        return open && models != null && !models.isEmpty() ? all.with("models", models) : all;
    }
}
