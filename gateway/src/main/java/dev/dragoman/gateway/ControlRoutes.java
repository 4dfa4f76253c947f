package dev.dragoman.gateway;

import static dev.dragoman.gateway.endpoint.Route.Access.ADMIN;
import static dev.dragoman.gateway.endpoint.Route.Access.KEY;
import static dev.dragoman.gateway.endpoint.Route.Access.MANAGE;
import static dev.dragoman.gateway.endpoint.Route.Access.PROVISION;
import static dev.dragoman.gateway.endpoint.Route.Access.PUBLIC;
import static dev.dragoman.gateway.endpoint.Route.Access.VIEW;

import dev.dragoman.gateway.access.AccessGroupAdmin;
import dev.dragoman.gateway.access.AuditLookup;
import dev.dragoman.gateway.access.BudgetAdmin;
import dev.dragoman.gateway.access.CredentialAdmin;
import dev.dragoman.gateway.access.CustomerAdmin;
import dev.dragoman.gateway.access.InvitationAdmin;
import dev.dragoman.gateway.access.KeyAdmin;
import dev.dragoman.gateway.access.KeyHealth;
import dev.dragoman.gateway.access.KeyLookup;
import dev.dragoman.gateway.access.ModelEditor;
import dev.dragoman.gateway.access.Onboarding;
import dev.dragoman.gateway.access.OrganizationAdmin;
import dev.dragoman.gateway.access.OrganizationMembers;
import dev.dragoman.gateway.access.ScimGroups;
import dev.dragoman.gateway.access.ScimService;
import dev.dragoman.gateway.access.ScimUsers;
import dev.dragoman.gateway.access.SecretRotation;
import dev.dragoman.gateway.access.TagAdmin;
import dev.dragoman.gateway.access.TeamAdmin;
import dev.dragoman.gateway.access.TeamLookup;
import dev.dragoman.gateway.access.TeamMembers;
import dev.dragoman.gateway.access.TeamSettings;
import dev.dragoman.gateway.access.TokenKeyAdmin;
import dev.dragoman.gateway.access.UserAdmin;
import dev.dragoman.gateway.access.UserLookup;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every path of the control plane, what answers, and who may ask. */
final class ControlRoutes {

    private final ControlPlane plane;
    private final List<Route> routes = new ArrayList<>();

    private ControlRoutes(ControlPlane plane) {
        this.plane = plane;
    }

    /** The paths. */
    static List<Route> of(ControlPlane plane) {
        ControlRoutes made = new ControlRoutes(plane);
        made.keys();
        made.teams();
        made.teamSettings();
        made.users();
        made.organizations();
        made.budgets();
        List.of("/customer", "/end_user").forEach(made::customers);
        made.tags();
        made.tokenKeys();
        made.invitations();
        made.audit();
        made.provisioning();
        made.models();
        made.credentials();
        List.of("/access_group", "/model_access_group").forEach(made::accessGroups);
        return made.routes;
    }

    private void keys() {
        KeyAdmin keys = plane.keys();
        KeyLookup lookup = new KeyLookup(plane.office());
        post("/key/generate", MANAGE, keys::generate);
        post("/key/service-account/generate", MANAGE, keys::generateForService);
        post("/key/update", MANAGE, keys::update);
        post("/key/bulk_update", ADMIN, keys::bulkUpdate);
        post("/key/delete", MANAGE, keys::delete);
        post("/key/block", MANAGE, keys::block);
        post("/key/unblock", MANAGE, keys::unblock);
        post("/key/regenerate", MANAGE, plane.rotation()::regenerate);
        post("/key/{key}/regenerate", MANAGE, plane.rotation()::regenerate);
        post("/key/{key}/reset_spend", MANAGE, keys::resetSpend);
        post("/key/health", KEY, KeyHealth::of);
        get("/key/info", KEY, lookup::info);
        post("/v2/key/info", KEY, lookup::infos);
        get("/key/list", KEY, lookup::list);
        get("/key/aliases", KEY, lookup::aliases);
    }

    private void tokenKeys() {
        TokenKeyAdmin mappings = new TokenKeyAdmin(plane.office());
        post("/jwt/key/mapping/new", ADMIN, mappings::make);
        post("/jwt/key/mapping/update", ADMIN, mappings::update);
        post("/jwt/key/mapping/delete", ADMIN, mappings::delete);
        get("/jwt/key/mapping/info", VIEW, mappings::info);
        get("/jwt/key/mapping/list", VIEW, mappings::list);
    }

    private void teams() {
        TeamAdmin teams = new TeamAdmin(plane.office(), plane.watcher());
        TeamMembers members = new TeamMembers(plane.office(), plane.watcher());
        TeamLookup lookup = new TeamLookup(plane.office());
        post("/team/new", MANAGE, teams::make);
        post("/team/update", MANAGE, teams::update);
        post("/team/delete", MANAGE, teams::delete);
        post("/team/block", MANAGE, teams::block);
        post("/team/unblock", MANAGE, teams::unblock);
        post("/team/{team}/reset_spend", ADMIN, teams::resetSpend);
        post("/team/member_add", MANAGE, members::add);
        post("/team/bulk_member_add", MANAGE, members::addSeveral);
        post("/team/member_update", MANAGE, members::update);
        post("/team/member_delete", MANAGE, members::remove);
        get("/team/info", KEY, lookup::info);
        get("/team/list", KEY, lookup::list);
        get("/v2/team/list", KEY, lookup::page);
        get("/team/available", KEY, lookup::available);
    }

    private void teamSettings() {
        TeamSettings settings = new TeamSettings(plane.office());
        get("/team/permissions_list", MANAGE, settings::permissions);
        post("/team/permissions_update", MANAGE, settings::permit);
        post("/team/model/add", MANAGE, settings::addModels);
        post("/team/model/delete", MANAGE, settings::removeModels);
        post("/team/{team_id}/callback", MANAGE, settings::addCallback);
        get("/team/{team_id}/callback", MANAGE, settings::callbacks);
        post("/team/{team_id}/disable_logging", MANAGE, settings::disableLogging);
    }

    private void users() {
        UserAdmin users = new UserAdmin(plane.office(), plane.keys(), plane.watcher(), plane.passwords());
        UserLookup lookup = new UserLookup(plane.office());
        post("/user/new", MANAGE, users::make);
        post("/user/update", MANAGE, users::update);
        post("/user/bulk_update", ADMIN, users::updateSeveral);
        post("/user/delete", MANAGE, users::delete);
        get("/user/info", KEY, lookup::info);
        get("/v2/user/info", KEY, lookup::alone);
        get("/user/list", MANAGE, lookup::list);
        get("/user/available_roles", KEY, lookup::roles);
        get("/user/available_users", VIEW, lookup::counts);
    }

    private void organizations() {
        OrganizationAdmin organizations = new OrganizationAdmin(plane.office(), plane.watcher());
        OrganizationMembers members = new OrganizationMembers(plane.office());
        post("/organization/new", MANAGE, organizations::make);
        both("PATCH", "/organization/update", MANAGE, organizations::update);
        both("DELETE", "/organization/delete", ADMIN, organizations::delete);
        get("/organization/info", KEY, organizations::info);
        get("/organization/list", KEY, organizations::list);
        post("/organization/member_add", MANAGE, members::add);
        both("PATCH", "/organization/member_update", MANAGE, members::update);
        both("DELETE", "/organization/member_delete", MANAGE, members::remove);
    }

    private void budgets() {
        BudgetAdmin budgets = new BudgetAdmin(plane.office());
        post("/budget/new", ADMIN, budgets::make);
        post("/budget/update", ADMIN, budgets::update);
        post("/budget/delete", ADMIN, budgets::delete);
        post("/budget/info", VIEW, budgets::info);
        get("/budget/list", VIEW, budgets::list);
        get("/budget/settings", VIEW, budgets::settings);
    }

    private void customers(String path) {
        CustomerAdmin customers = new CustomerAdmin(plane.office());
        post(path + "/new", ADMIN, customers::make);
        post(path + "/update", ADMIN, customers::update);
        post(path + "/delete", ADMIN, customers::delete);
        post(path + "/block", ADMIN, customers::block);
        post(path + "/unblock", ADMIN, customers::unblock);
        get(path + "/info", VIEW, customers::info);
        get(path + "/list", VIEW, customers::list);
    }

    private void tags() {
        TagAdmin tags = new TagAdmin(plane.office());
        post("/tag/new", ADMIN, tags::make);
        post("/tag/update", ADMIN, tags::update);
        post("/tag/delete", ADMIN, tags::delete);
        post("/tag/info", VIEW, tags::info);
        get("/tag/list", VIEW, tags::list);
    }

    private void invitations() {
        InvitationAdmin invitations = new InvitationAdmin(plane.office());
        Onboarding onboarding = new Onboarding(plane.office(), plane.passwords());
        post("/invitation/new", MANAGE, invitations::make);
        post("/invitation/update", MANAGE, invitations::update);
        post("/invitation/delete", MANAGE, invitations::delete);
        get("/invitation/info", MANAGE, invitations::info);
        get("/onboarding/get_token", PUBLIC, onboarding::open);
        post("/onboarding/claim_token", PUBLIC, onboarding::claim);
    }

    private void audit() {
        AuditLookup audit = new AuditLookup(plane.office());
        get("/audit", VIEW, audit::list);
        get("/audit/{id}", VIEW, audit::one);
    }

    private void provisioning() {
        ScimUsers users = new ScimUsers(plane.office(), plane.watcher());
        ScimGroups groups = new ScimGroups(plane.office(), plane.watcher());
        scim("GET", "", 200, ScimService::types);
        scim("GET", "/ServiceProviderConfig", 200, ScimService::configuration);
        scim("GET", "/ResourceTypes", 200, ScimService::types);
        scim("GET", "/ResourceTypes/{id}", 200, ScimService::type);
        scim("GET", "/Schemas", 200, ScimService::schemas);
        scim("GET", "/Schemas/{id}", 200, ScimService::schema);
        scim("GET", "/Users", 200, users::list);
        scim("POST", "/Users", 201, users::make);
        scim("GET", "/Users/{id}", 200, users::one);
        scim("PUT", "/Users/{id}", 200, users::replace);
        scim("PATCH", "/Users/{id}", 200, users::patch);
        scim("DELETE", "/Users/{id}", 204, users::delete);
        scim("GET", "/Groups", 200, groups::list);
        scim("POST", "/Groups", 201, groups::make);
        scim("GET", "/Groups/{id}", 200, groups::one);
        scim("PUT", "/Groups/{id}", 200, groups::replace);
        scim("PATCH", "/Groups/{id}", 200, groups::patch);
        scim("DELETE", "/Groups/{id}", 204, groups::delete);
    }

    private void scim(String method, String path, int status, Function<Request, JsonObject> work) {
        routes.add(new Route(method, "/scim/v2" + path, PROVISION, plane.provisioning(status, work)));
    }

    private void models() {
        ModelEditor models = plane.modelEditor();
        post("/model/new", MANAGE, models::make);
        post("/model/update", MANAGE, models::update);
        add("PATCH", "/model/{model_id}/update", MANAGE, models::patch);
        post("/model/delete", MANAGE, models::delete);
        post("/model/block", MANAGE, models::block);
        post("/model/unblock", MANAGE, models::unblock);
    }

    private void credentials() {
        CredentialAdmin credentials = plane.credentials();
        SecretRotation rotation = plane.secretRotation();
        post("/credentials", ADMIN, credentials::make);
        get("/credentials", ADMIN, credentials::list);
        post("/credentials/migrate-encryption", ADMIN, rotation::migrate);
        get("/credentials/migrate-encryption/check", ADMIN, rotation::check);
        get("/credentials/by_name/{name*}", ADMIN, credentials::byName);
        get("/credentials/by_model/{model_id}", ADMIN, credentials::byModel);
        add("PATCH", "/credentials/{name*}", ADMIN, credentials::update);
        add("DELETE", "/credentials/{name*}", ADMIN, credentials::delete);
    }

    private void accessGroups(String path) {
        AccessGroupAdmin groups = new AccessGroupAdmin(plane.office());
        post(path + "/new", ADMIN, groups::make);
        add("PUT", path + "/{group}/update", ADMIN, groups::update);
        add("DELETE", path + "/{group}/delete", ADMIN, groups::delete);
        get(path + "/{group}/info", VIEW, groups::info);
        get(path + "/list", VIEW, groups::list);
    }

    /** By its own method, and by POST for clients that send nothing else. */
    private void both(String method, String path, Route.Access access, Function<Request, ? extends JsonValue> work) {
        add(method, path, access, work);
        post(path, access, work);
    }

    private void get(String path, Route.Access access, Function<Request, ? extends JsonValue> work) {
        add("GET", path, access, work);
    }

    private void post(String path, Route.Access access, Function<Request, ? extends JsonValue> work) {
        add("POST", path, access, work);
    }

    private void add(String method, String path, Route.Access access, Function<Request, ? extends JsonValue> work) {
        Endpoint endpoint = plane.answering(work);
        routes.add(new Route(method, path, access, endpoint));
    }
}
