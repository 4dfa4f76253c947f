package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.gateway.config.BudgetPeriod;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may make and change which keys, and what the operator lets keys have. */
final class KeyRules {

    private static final List<String> LIMITS = List.of("max_budget", "max_parallel_requests", "tpm_limit", "rpm_limit");
    private static final List<String> ADMINS_ALONE = List.of("permissions", "spend");
    private static final List<String> NEVER_RAISED = List.of(
            "max_budget", "soft_budget", "max_parallel_requests", "tpm_limit", "rpm_limit", "temp_budget_increase");
    private static final List<String> KEPT = List.of(
            "model_max_budget",
            "budget_limits",
            "budget_duration",
            "budget_id",
            "blocked",
            "model_rpm_limit",
            "model_tpm_limit",
            "budget_fallbacks");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_\\-/.@]{0,253}[A-Za-z0-9]");

    private final AccessSettings settings;

    KeyRules(AccessSettings settings) {
        this.settings = settings;
    }

    /**
     * What is given to a new key, once it is clear that its maker may give it.
     *
     * @param service whether the key is for a service, and belongs to no user
     */
    JsonObject made(Desk desk, JsonObject asked, boolean service) {
        Authority authority = desk.authority();
        if (authority.onlyLooks() || !authority.isAdmin() && authority.userId() == null) {
            throw Desk.forbidden("This user may not make keys (role: "
                    + authority.caller().role().value() + ")");
        }
        JsonObject members = asked;
        if (!authority.isAdmin()) {
            ADMINS_ALONE.forEach(name -> adminsAlone(asked, name));
            notProvisioning(asked);
            if (!service && asked.string("user_id") == null) {
                members = members.with("user_id", new JsonString(String.valueOf(authority.userId())));
            }
            mayMake(desk, members, service ? "/key/service-account/generate" : "/key/generate");
            members = forAnother(authority, members);
        }
        rules(desk, members);
        return usual(members);
    }

    /** The members with what the operator gives to keys that say nothing else, within what keys may have. */
    JsonObject usual(JsonObject members) {
        JsonObject all = bounded(defaults(members), true);
        alias(all);
        return all;
    }

    /** Who makes a key for somebody else knows it: it calls models, but does not speak for its owner here. */
    private static JsonObject forAnother(Authority authority, JsonObject members) {
        String user = members.string("user_id");
        if (user == null || authority.is(user)) {
            return members;
        }
        if (!authority.isAbove(user)) {
            throw Desk.forbidden(
                    "user_id: " + Schema.cut(user) + " may do more than you (expected: somebody who does not)");
        }
        List<String> routes = Entitlements.strings(members, "allowed_routes");
        if (!List.of("llm_api_routes").containsAll(routes) || members.has("key_type") && !isOfCalls(members)) {
            throw Desk.forbidden("allowed_routes: " + Schema.cut(routes.toString())
                    + " (expected: llm_api_routes, as the key is another user's)");
        }
        return members.with("allowed_routes", JsonArray.ofStrings(List.of("llm_api_routes")));
    }

    private static boolean isOfCalls(JsonObject members) {
        return List.of("llm_api", "default").contains(String.valueOf(members.string("key_type")));
    }

    /** Whether the route is one of those by which identity providers manage all users. */
    static boolean isProvisioning(String route) {
        return route.startsWith("/scim/");
    }

    private static void notProvisioning(JsonObject asked) {
        if (Entitlements.strings(asked, "allowed_routes").stream().anyMatch(KeyRules::isProvisioning)) {
            throw Desk.forbidden("allowed_routes: /scim/ (expected: others, as only administrators may allow these)");
        }
    }

    private static void adminsAlone(JsonObject asked, String name) {
        if (asked.has(name)) {
            throw Desk.forbidden(name + ": only administrators may set it");
        }
    }

    private static void mayMake(Desk desk, JsonObject members, String route) {
        Authority authority = desk.authority();
        String team = members.string("team_id");
        String user = members.string("user_id");
        boolean leads = authority.leads(team);
        if (user != null && !authority.is(user) && !leads) {
            throw Desk.forbidden("User can only create keys for themselves. Got user_id=" + Schema.cut(user)
                    + ", Your ID=" + authority.userId());
        }
        if (team != null && !leads) {
            if (!authority.isIn(team)) {
                throw Schema.refused(
                        "User=" + authority.userId() + " not assigned to team=" + Schema.cut(team), "team_id");
            }
            if (!authority.isLet(team, route)) {
                throw notLet(route, team);
            }
        }
        String organization = members.string("organization_id");
        if (organization != null && !authority.isInOrganization(organization)) {
            throw Desk.forbidden("organization_id: " + Schema.cut(organization) + " (expected: one of your own)");
        }
        boolean leader = leads && authority.is(user);
        if (team != null && user != null && !leader && Roster.find(desk, team, user) == null) {
            throw Schema.refused("User=" + Schema.cut(user) + " not assigned to team=" + Schema.cut(team), "user_id");
        }
    }

    static AuthenticationException notLet(String route, String team) {
        return new AuthenticationException(ErrorDetail.of("Team member does not have permissions for endpoint: " + route
                        + ". You only have access to what team " + Schema.cut(team) + " lets its members do")
                .withType("team_member_permission_error")
                .withParam(route)
                .withCode("401"));
    }

    /** Whether the caller may change the key, or remove it; otherwise it does not exist for them. */
    void mayChange(Desk desk, StoredRecord key, String route, String shown) {
        Authority authority = desk.authority();
        if (authority.isAdmin()) {
            return;
        }
        String team = key.document().string("team_id");
        boolean own = authority.is(key.document().string("user_id"));
        if (!own && route.equals("/key/regenerate") && speaksForSomebody(key)) {
            throw maySee(desk, key)
                    ? Desk.forbidden("Only the key's owner and administrators may put another in its place: " + shown)
                    : Desk.absent("Key", shown);
        }
        if (authority.leads(team) && !authority.onlyLooks()) {
            return;
        }
        if (own && !authority.onlyLooks() && (team == null || authority.isLet(team, route) || authority.isIn(team))) {
            return;
        }
        if (authority.isLet(team, route) && !authority.onlyLooks()) {
            return;
        }
        if (maySee(desk, key)) {
            throw Desk.forbidden("You are not authorized to change this key: " + shown);
        }
        throw Desk.absent("Key", shown);
    }

    /** Whether who holds the key can do here what its owner may; who makes a new one in its place holds it. */
    private static boolean speaksForSomebody(StoredRecord key) {
        List<String> routes = Entitlements.strings(key.document(), "allowed_routes");
        return key.document().string("user_id") != null && !routes.equals(List.of("llm_api_routes"));
    }

    /** Whether the caller may see the key. */
    static boolean maySee(Desk desk, StoredRecord key) {
        Authority authority = desk.authority();
        String team = key.document().string("team_id");
        return authority.seesAll()
                || authority.is(key.document().string("user_id"))
                || key.id().equals(authority.caller().keyHash())
                || authority.isLet(team, "/key/info")
                || authority.leads(team)
                || authority.leadsOrganization(key.document().string("organization_id"));
    }

    /** What may be changed of a key: only administrators, and who leads the key's team, give it more than it had. */
    JsonObject changed(Desk desk, StoredRecord key, JsonObject asked) {
        Authority authority = desk.authority();
        if (!authority.isAdmin()) {
            ADMINS_ALONE.forEach(name -> adminsAlone(asked, name));
            notProvisioning(asked);
            if (!authority.leads(key.document().string("team_id"))) {
                notRaised(key.document(), asked);
            }
            moved(desk, key, asked);
            reserved(key, asked);
        }
        alias(asked);
        return bounded(asked, false);
    }

    private static void notRaised(JsonObject before, JsonObject asked) {
        for (String name : NEVER_RAISED) {
            if (!asked.has(name)) {
                continue;
            }
            BigDecimal old = number(before.get(name));
            BigDecimal wanted = number(asked.get(name));
            boolean temporary = name.equals("temp_budget_increase");
            if (temporary || old != null && (wanted == null || wanted.compareTo(old) > 0)) {
                throw Desk.forbidden(name + ": only administrators, and who leads the key's team, may raise it");
            }
        }
        for (String name : KEPT) {
            if (asked.has(name)) {
                throw Desk.forbidden(name + ": only administrators, and who leads the key's team, may change it");
            }
        }
    }

    private static void moved(Desk desk, StoredRecord key, JsonObject asked) {
        String team = asked.string("team_id");
        if (team != null
                && !team.equals(key.document().string("team_id"))
                && !desk.authority().leads(team)
                && !desk.authority().isLet(team, "/key/update")) {
            throw Desk.forbidden("team_id: " + Schema.cut(team) + " (expected: a team that lets you move keys to it)");
        }
        String user = asked.string("user_id");
        String owner = key.document().string("user_id");
        if (user != null && !user.equals(owner) && !desk.authority().is(user)) {
            throw Desk.forbidden("user_id: " + Schema.cut(user) + " (expected: your own)");
        }
        boolean another = owner != null && !desk.authority().is(owner);
        if (another && (asked.has("allowed_routes") || asked.has("key_type"))) {
            throw Desk.forbidden("allowed_routes: only the key's owner and administrators may change them");
        }
    }

    /** What has a member of its own is not changed by way of {@code metadata}. */
    private static void reserved(StoredRecord key, JsonObject asked) {
        JsonObject given = asked.object("metadata");
        JsonObject before = key.document().object("metadata");
        if (given == null) {
            return;
        }
        for (String name : KeyFields.LIFTED) {
            JsonValue value = given.get(name);
            JsonValue old = before == null ? null : before.get(name);
            if (value != null && !value.equals(old)) {
                throw Desk.forbidden("metadata." + name + ": changed (expected: " + name + " beside metadata)");
            }
        }
    }

    private void rules(Desk desk, JsonObject members) {
        boolean team = members.string("team_id") != null;
        JsonObject rules = settings.keyRules().object(team ? "team_key_generation" : "personal_key_generation");
        if (rules == null) {
            return;
        }
        List<String> roles = Entitlements.strings(rules, team ? "allowed_team_member_roles" : "allowed_user_roles");
        String role = team ? teamRole(desk, members) : desk.caller().role().value();
        if (!roles.isEmpty() && !desk.authority().isAdmin() && !roles.contains(role)) {
            throw Schema.refused(
                    (team ? "Team member role " : "User role ") + role + " not in allowed roles " + roles, null);
        }
        for (String required : Entitlements.strings(rules, "required_params")) {
            if (!members.has(required)) {
                throw Schema.refused("Required param " + required + " not in data", required);
            }
        }
    }

    private static String teamRole(Desk desk, JsonObject members) {
        StoredRecord member = desk.find(
                Table.TEAM_MEMBER,
                members.string("team_id") + ":" + desk.authority().userId());
        String role = member == null ? null : member.document().string("role");
        return role == null ? "user" : role;
    }

    private JsonObject defaults(JsonObject members) {
        JsonObject[] all = {members};
        settings.keyDefaults().forEach((name, value) -> {
            JsonValue given = all[0].get(name);
            boolean empty = given == null
                    || given instanceof JsonArray list && list.isEmpty()
                    || given instanceof JsonObject map && map.isEmpty();
            if (empty && value != JsonNull.NULL) {
                all[0] = all[0].with(name, value);
            }
        });
        return all[0];
    }

    private JsonObject bounded(JsonObject members, boolean fills) {
        JsonObject bounds = settings.keyBounds();
        JsonObject all = members;
        for (String name : bounds.names()) {
            JsonValue bound = bounds.get(name);
            JsonValue given = all.get(name);
            if (bound == null || bound == JsonNull.NULL) {
                continue;
            }
            if (given == null) {
                all = fills ? all.with(name, bound) : all;
            } else if (isOver(name, given, bound)) {
                throw Schema.refused(
                        name + " is over max limit set in config - user_value=" + shown(given) + "; max_value="
                                + shown(bound),
                        name);
            }
        }
        return all;
    }

    private static boolean isOver(String name, JsonValue given, JsonValue bound) {
        if (LIMITS.contains(name)) {
            BigDecimal value = number(given);
            BigDecimal most = number(bound);
            return value == null || most != null && value.compareTo(most) > 0;
        }
        if (name.equals("duration") || name.equals("budget_duration")) {
            Instant own = end(given);
            Instant most = end(bound);
            return most != null && (own == null || own.isAfter(most));
        }
        return false;
    }

    private static @Nullable Instant end(JsonValue period) {
        BudgetPeriod read = period instanceof JsonString text ? BudgetPeriod.of(text.value()) : null;
        return read == null ? null : read.endOf(Instant.EPOCH);
    }

    private static @Nullable BigDecimal number(@Nullable JsonValue value) {
        return value instanceof JsonNumber number ? new BigDecimal(number.literal()) : null;
    }

    private static String shown(JsonValue value) {
        return Schema.cut(value instanceof JsonString text ? text.value() : Json.text(value));
    }

    private void alias(JsonObject members) {
        String alias = members.string("key_alias");
        if (alias != null && settings.checkedAliases() && !ALIAS.matcher(alias).matches()) {
            throw Schema.wrong(
                    "key_alias",
                    Schema.cut(alias),
                    "2 to 255 letters, digits or _-/.@ that begin and end with a letter or a digit");
        }
    }
}
