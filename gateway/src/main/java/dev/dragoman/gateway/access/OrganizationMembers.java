package dev.dragoman.gateway.access;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who belongs to an organization, and in which role. */
public final class OrganizationMembers {

    private static final int MOST_AT_ONCE = 500;
    private static final List<String> ROLES = List.of("org_admin", "internal_user", "internal_user_viewer");
    private static final Schema ADDED = Schema.empty()
            .with(FieldKind.ID, "organization_id")
            .with(FieldKind.OBJECT_OR_OBJECTS, "member")
            .with(FieldKind.MONEY, "max_budget_in_organization");
    private static final Schema MEMBER = Schema.empty().with(FieldKind.ID, "user_id", "user_email", "role");
    private static final Schema CHANGED = Schema.empty()
            .with(FieldKind.ID, "organization_id", "user_id", "user_email", "role")
            .with(FieldKind.MONEY, "max_budget_in_organization")
            .clearing();
    private static final Schema REMOVED = Schema.empty().with(FieldKind.ID, "organization_id", "user_id", "user_email");

    private final Office office;

    public OrganizationMembers(Office office) {
        this.office = office;
    }

    static String id(String organization, String user) {
        return organization + ":" + user;
    }

    /** Makes a new user a member of organizations that are there. */
    static void join(Desk desk, List<String> organizations, String user) {
        for (String id : organizations.stream().distinct().toList()) {
            if (desk.find(Table.ORGANIZATION, id) == null) {
                throw Schema.wrong("organizations", Schema.cut(id), "the id of an organization");
            }
            insert(desk, id, user, "internal_user", null);
        }
    }

    private static StoredRecord insert(
            Desk desk, String organization, String user, String role, @Nullable String budget) {
        JsonObject document = JsonObject.builder()
                .put("organization_id", organization)
                .put("user_id", user)
                .put("user_role", role)
                .putIfPresent("budget_id", budget)
                .build();
        desk.insert(Table.ORGANIZATION_MEMBER, id(organization, user), document);
        return StoredRecord.made(id(organization, user), document, desk.now(), desk.changedBy());
    }

    /** The memberships of a user as they are told. */
    static JsonArray ofUser(Desk desk, String user) {
        return told(
                desk,
                desk.records().list(Table.ORGANIZATION_MEMBER, RecordQuery.all().user(user)));
    }

    /** Memberships as they are told. */
    static JsonArray told(Desk desk, List<StoredRecord> members) {
        List<JsonValue> told = new ArrayList<>();
        for (StoredRecord member : members) {
            StoredRecord user = desk.find(Table.USER, member.document().string("user_id"));
            JsonValue email = user == null ? null : user.document().get("user_email");
            told.add(member.told()
                    .with("user_email", email == null ? JsonNull.NULL : email)
                    .with(
                            "litellm_budget_table",
                            Budgets.told(desk, member.document().string("budget_id"))));
        }
        return new JsonArray(told);
    }

    /** {@code POST /organization/member_add}. */
    public JsonObject add(Request request) {
        Schema.Asked asked = ADDED.read(request.exchange().body());
        String id = Schema.required(asked.members(), "organization_id");
        List<JsonObject> wanted = wanted(asked.members().get("member"));
        return asked.telling(office.change(request, desk -> {
            StoredRecord organization = OrganizationAdmin.found(desk, id);
            OrganizationAdmin.mayLead(desk, id, "/organization/member_add");
            inside(desk, organization, asked.members());
            List<JsonValue> users = new ArrayList<>();
            List<StoredRecord> members = new ArrayList<>();
            for (JsonObject one : wanted) {
                StoredRecord user = user(desk, one, id);
                members.add(added(desk, id, user.id(), role(one), asked.members()));
                users.add(People.told(desk, user));
            }
            return JsonObject.builder()
                    .put("organization_id", id)
                    .put("updated_users", new JsonArray(users))
                    .put("updated_organization_memberships", told(desk, members))
                    .build();
        }));
    }

    private static List<JsonObject> wanted(@Nullable JsonValue member) {
        List<JsonObject> wanted = new ArrayList<>();
        switch (member) {
            case JsonObject one -> wanted.add(MEMBER.read(one).members());
            case JsonArray several ->
                several.forEach(one -> wanted.add(MEMBER.read((JsonObject) one).members()));
            case null, default -> {
                // Told below.
            }
        }
        if (wanted.isEmpty() || wanted.size() > MOST_AT_ONCE) {
            throw Schema.wrong(
                    "member", wanted.size() + " members", "1 to " + MOST_AT_ONCE + " objects with role and user_id");
        }
        return wanted;
    }

    private static String role(JsonObject member) {
        String role = Schema.required(member, "role");
        if (!ROLES.contains(role)) {
            throw Schema.wrong("role", Schema.cut(role), String.join(", ", ROLES));
        }
        return role;
    }

    /** The user; somebody new is made for this organization. */
    private StoredRecord user(Desk desk, JsonObject member, String organization) {
        String id = member.string("user_id");
        String email = member.string("user_email");
        StoredRecord found = People.find(desk, id, email);
        if (found != null) {
            return found;
        }
        StoredRecord made = new People(office.settings()).findOrAdd(desk, id, email);
        return desk.change(Table.USER, made, made.document().with("organization_id", new JsonString(organization)));
    }

    private StoredRecord added(Desk desk, String organization, String user, String role, JsonObject asked) {
        if (desk.find(Table.ORGANIZATION_MEMBER, id(organization, user)) != null) {
            throw new BadRequestException(ErrorDetail.of("User already in organization, user_id=" + Schema.cut(user)
                            + " (expected: somebody who is not; /organization/member_update changes members)")
                    .withType("user_already_in_organization")
                    .withParam("user_id")
                    .withCode("400"));
        }
        JsonObject limits = limits(asked);
        return insert(
                desk, organization, user, role, limits.isEmpty() ? null : new Budgets(office).added(desk, limits));
    }

    private static JsonObject limits(JsonObject asked) {
        JsonValue budget = asked.get("max_budget_in_organization");
        return budget == null ? JsonObject.EMPTY : JsonObject.of("max_budget", budget);
    }

    /** Nobody but administrators gives a member more than the organization has. */
    private static void inside(Desk desk, StoredRecord organization, JsonObject asked) {
        JsonObject above = Budgets.filled(desk, organization.document());
        if (!desk.authority().isAdmin()
                && asked.get("max_budget_in_organization") instanceof JsonNumber wanted
                && above.get("max_budget") instanceof JsonNumber most
                && new BigDecimal(wanted.literal()).compareTo(new BigDecimal(most.literal())) > 0) {
            throw Schema.wrong(
                    "max_budget_in_organization",
                    wanted.literal(),
                    "at most the organization's max_budget, " + most.literal());
        }
    }

    /** {@code PATCH /organization/member_update}. */
    public JsonObject update(Request request) {
        JsonObject asked = CHANGED.read(request.exchange().body()).members();
        String id = Schema.required(asked, "organization_id");
        return office.change(request, desk -> {
            StoredRecord organization = OrganizationAdmin.found(desk, id);
            OrganizationAdmin.mayLead(desk, id, "/organization/member_update");
            inside(desk, organization, asked);
            StoredRecord member = member(desk, id, asked);
            JsonObject document = member.document();
            document = asked.has("role") ? document.with("user_role", new JsonString(role(asked))) : document;
            String budget = new Budgets(office).change(desk, document.string("budget_id"), limits(asked));
            document = budget == null ? document : document.with("budget_id", new JsonString(budget));
            StoredRecord changed = desk.change(Table.ORGANIZATION_MEMBER, member, document);
            return (JsonObject) told(desk, List.of(changed)).items().getFirst();
        });
    }

    /** {@code DELETE /organization/member_delete}. */
    public JsonObject remove(Request request) {
        JsonObject asked = REMOVED.read(request.exchange().body()).members();
        String id = Schema.required(asked, "organization_id");
        return office.change(request, desk -> {
            OrganizationAdmin.found(desk, id);
            OrganizationAdmin.mayLead(desk, id, "/organization/member_delete");
            StoredRecord member = member(desk, id, asked);
            JsonObject told = (JsonObject) told(desk, List.of(member)).items().getFirst();
            new Removals(desk).organizationMember(member);
            return told;
        });
    }

    private static StoredRecord member(Desk desk, String organization, JsonObject asked) {
        String id = asked.string("user_id");
        String email = asked.string("user_email");
        if (id == null && email == null) {
            throw Schema.refused("user_id: missing (expected: user_id or user_email)", "user_id");
        }
        StoredRecord user = id == null ? People.find(desk, null, email) : null;
        String wanted = id != null ? id : user == null ? null : user.id();
        StoredRecord member = wanted == null ? null : desk.locked(Table.ORGANIZATION_MEMBER, id(organization, wanted));
        if (member == null) {
            throw Desk.absent("Member of the organization", id == null ? String.valueOf(email) : id);
        }
        return member;
    }
}
