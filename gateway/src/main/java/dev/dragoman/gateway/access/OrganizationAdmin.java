package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes, changes, removes and tells of organizations. */
public final class OrganizationAdmin {

    private static final List<String> LIFTED = List.of("model_rpm_limit", "model_tpm_limit");
    private static final Schema GIVEN = Budgets.LIMITS
            .with(FieldKind.ID, "organization_id", "organization_alias", "budget_id")
            .with(FieldKind.TEXTS, "models")
            .with(FieldKind.OBJECT, "metadata", "object_permission")
            .with(FieldKind.COUNTS, "model_rpm_limit", "model_tpm_limit");
    private static final Schema CHANGED = GIVEN.clearing();
    private static final Schema REMOVED = Schema.empty().with(FieldKind.IDS, "organization_ids");
    private static final List<String> OF_LEADERS = List.of("organization_id", "organization_alias", "metadata");
    private static final Shape SHAPE = new Shape(
            List.of(
                    "organization_id",
                    "organization_alias",
                    "budget_id",
                    "metadata",
                    "models",
                    "spend",
                    "model_spend",
                    "object_permission"),
            List.of("models"),
            List.of("metadata", "model_spend"));

    private final Office office;
    private final KeyWatcher watcher;

    /** Of an office; the watcher is told of every key that goes with its organization. */
    public OrganizationAdmin(Office office, KeyWatcher watcher) {
        this.office = office;
        this.watcher = watcher;
    }

    /** {@code POST /organization/new}. */
    public JsonObject make(Request request) {
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        JsonObject members = asked.members();
        return asked.telling(office.change(request, desk -> {
            if (!desk.authority().isAdmin()) {
                throw new AuthenticationException(ErrorDetail.of("Only admins can create orgs. Your role is = "
                                + desk.caller().role().value())
                        .withType("auth_error")
                        .withCode("401"));
            }
            Schema.required(members, "organization_alias");
            String given = members.string("organization_id");
            String id = given == null ? UUID.randomUUID().toString() : free(desk, given);
            JsonObject document = JsonObject.builder()
                    .put("organization_id", id)
                    .build()
                    .merged(Changes.packed(members, JsonObject.EMPTY, LIFTED));
            document = new Budgets(office).held(desk, document, members);
            document = document.has("budget_id")
                    ? document
                    : document.with("budget_id", new JsonString(new Budgets(office).added(desk, JsonObject.EMPTY)));
            desk.insert(Table.ORGANIZATION, id, document);
            return told(desk, StoredRecord.made(id, document, desk.now(), desk.changedBy()));
        }));
    }

    private static String free(Desk desk, String id) {
        if (id.indexOf(':') >= 0) {
            throw Schema.wrong("organization_id", Schema.cut(id), "an id without a colon");
        }
        if (desk.find(Table.ORGANIZATION, id) != null) {
            throw Schema.refused("Organization id = " + Schema.cut(id) + " already exists", "organization_id");
        }
        return id;
    }

    /** {@code PATCH /organization/update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = CHANGED.read(request.exchange().body());
        JsonObject members = asked.members();
        String id = Schema.required(members, "organization_id");
        return asked.telling(office.change(request, desk -> {
            StoredRecord organization = found(desk, id);
            mayChange(desk, organization, members);
            JsonObject packed = Changes.packed(members, organization.document(), LIFTED)
                    .without(Budgets.NAMES.toArray(String[]::new));
            JsonObject document = Changes.applied(organization.document(), packed);
            document = new Budgets(office).held(desk, document, members);
            return told(desk, desk.change(Table.ORGANIZATION, organization, document));
        }));
    }

    /** Who leads an organization gives it another name, but not more than it has. */
    private static void mayChange(Desk desk, StoredRecord organization, JsonObject asked) {
        mayLead(desk, organization.id(), "/organization/update");
        if (desk.authority().isAdmin()) {
            return;
        }
        JsonObject metadata = asked.object("metadata");
        JsonObject before = organization.document().object("metadata");
        for (String name : asked.names()) {
            if (!OF_LEADERS.contains(name)) {
                throw Desk.forbidden(name + ": only administrators may change it");
            }
        }
        if (metadata == null) {
            return;
        }
        for (String name : LIFTED) {
            if (Bounds.differs(before == null ? JsonObject.EMPTY : before, metadata, name)) {
                throw Desk.forbidden("metadata." + name + ": only administrators may change it");
            }
        }
    }

    /** The organization, to be changed; one that the caller must not see is told to be absent. */
    static StoredRecord found(Desk desk, String id) {
        StoredRecord organization = desk.locked(Table.ORGANIZATION, id);
        Authority authority = desk.authority();
        if (organization == null || !authority.seesAll() && !authority.isInOrganization(id)) {
            throw Desk.absent("Organization", id);
        }
        return organization;
    }

    /** Only administrators, and who leads the organization. */
    static void mayLead(Desk desk, String id, String route) {
        Authority authority = desk.authority();
        if (!authority.isAdmin() && (authority.onlyLooks() || !authority.leadsOrganization(id))) {
            throw Desk.forbidden("Call not allowed. User not proxy admin OR admin of the organization. route=" + route
                    + ", organization_id=" + Schema.cut(id));
        }
    }

    /** {@code DELETE /organization/delete}: with its teams and keys. */
    public JsonArray delete(Request request) {
        List<String> ids =
                Entitlements.strings(REMOVED.read(request.exchange().body()).members(), "organization_ids");
        if (ids.isEmpty()) {
            throw Schema.refused("organization_ids: missing (expected: a list of ids)", "organization_ids");
        }
        List<JsonValue> told = new ArrayList<>();
        Removals removed = office.change(request, desk -> {
            told.clear();
            Removals removals = new Removals(desk);
            for (String id : ids.stream().distinct().toList()) {
                StoredRecord organization = found(desk, id);
                told.add(told(desk, organization));
                removals.organization(organization);
            }
            return removals;
        });
        removed.tell(watcher);
        return new JsonArray(List.copyOf(told));
    }

    /** {@code GET /organization/info}. */
    public JsonObject info(Request request) {
        String id = TeamLookup.asked(request, "organization_id");
        return office.look(request, desk -> {
            StoredRecord organization = desk.find(Table.ORGANIZATION, id);
            if (organization == null
                    || !desk.authority().seesAll() && !desk.authority().leadsOrganization(id)) {
                throw Desk.absent("Organization", id);
            }
            return whole(desk, organization);
        });
    }

    /** {@code GET /organization/list}: all, or those that the caller is in. */
    public JsonArray list(Request request) {
        return office.look(request, desk -> {
            Authority authority = desk.authority();
            RecordQuery wanted = RecordQuery.all().id(request.query("org_id")).aliasLike(request.query("org_alias"));
            if (!authority.seesAll()) {
                wanted.ids(authority.organizations());
            }
            List<JsonValue> told = new ArrayList<>();
            for (StoredRecord organization : desk.records().list(Table.ORGANIZATION, wanted)) {
                boolean leads = authority.seesAll() || authority.leadsOrganization(organization.id());
                told.add(leads ? whole(desk, organization) : told(desk, organization));
            }
            return new JsonArray(told);
        });
    }

    private JsonObject whole(Desk desk, StoredRecord organization) {
        RecordQuery its = RecordQuery.all().organization(organization.id());
        List<StoredRecord> teams = desk.records().list(Table.TEAM, its);
        return told(desk, organization)
                .with("members", OrganizationMembers.told(desk, desk.records().list(Table.ORGANIZATION_MEMBER, its)))
                .with("teams", new JsonArray(List.copyOf(new TeamLookup(office).told(desk, teams))));
    }

    private JsonObject told(Desk desk, StoredRecord organization) {
        JsonObject told = SHAPE.told(organization.told());
        return office.spending(desk, "organization", organization.id(), told)
                .with(
                        "litellm_budget_table",
                        Budgets.told(desk, organization.document().string("budget_id")));
    }
}
