package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a team lets its members do, which models it has, and where its calls are told. */
public final class TeamSettings {

    /** What members can be let do. */
    static final List<String> PERMISSIONS = List.of(
            "/key/generate",
            "/key/service-account/generate",
            "/key/update",
            "/key/delete",
            "/key/regenerate",
            "/key/{key_id}/regenerate",
            "/key/info",
            "/key/health",
            "/key/list",
            "/key/block",
            "/key/unblock",
            "/key/bulk_update",
            "/team/daily/activity");

    private static final Schema PERMITTED =
            Schema.empty().with(FieldKind.ID, "team_id").with(FieldKind.TEXTS, "team_member_permissions");
    private static final Schema MODELS =
            Schema.empty().with(FieldKind.ID, "team_id").with(FieldKind.TEXTS, "models");
    private static final Schema CALLBACK = Schema.empty()
            .with(FieldKind.ID, "callback_name", "callback_type")
            .with(FieldKind.TEXT_MAP, "callback_vars");
    private static final List<String> TYPES = List.of("success", "failure", "success_and_failure");

    private final Office office;
    private final TeamLookup lookup;

    public TeamSettings(Office office) {
        this.office = office;
        this.lookup = new TeamLookup(office);
    }

    /** {@code GET /team/permissions_list}. */
    public JsonObject permissions(Request request) {
        String id = TeamLookup.asked(request, "team_id");
        return office.look(request, desk -> permissions(TeamRules.seen(desk, id)));
    }

    private static JsonObject permissions(StoredRecord team) {
        List<String> set = Entitlements.strings(team.document(), "team_member_permissions");
        return JsonObject.builder()
                .put("team_id", team.id())
                .put("team_member_permissions", JsonArray.ofStrings(set.isEmpty() ? Authority.USUAL : set))
                .put("all_available_permissions", JsonArray.ofStrings(PERMISSIONS))
                .build();
    }

    /** {@code POST /team/permissions_update}. */
    public JsonObject permit(Request request) {
        JsonObject asked = PERMITTED.read(request.exchange().body()).members();
        String id = Schema.required(asked, "team_id");
        JsonArray wanted = asked.array("team_member_permissions");
        if (wanted == null) {
            throw Schema.refused(
                    "team_member_permissions: missing (expected: a list of routes)", "team_member_permissions");
        }
        for (String route : Entitlements.strings(asked, "team_member_permissions")) {
            if (!PERMISSIONS.contains(route)) {
                throw Schema.wrong("team_member_permissions", Schema.cut(route), "one of " + PERMISSIONS);
            }
        }
        return changed(
                request,
                id,
                "/team/permissions_update",
                (desk, document) -> document.with("team_member_permissions", wanted));
    }

    private JsonObject changed(
            Request request, String id, String route, BiFunction<Desk, JsonObject, JsonObject> change) {
        return office.change(request, desk -> {
            StoredRecord team = TeamRules.found(desk, id);
            TeamRules.mayLead(desk, team, route);
            return lookup.told(desk, desk.change(Table.TEAM, team, change.apply(desk, team.document())));
        });
    }

    /** {@code POST /team/model/add}. */
    public JsonObject addModels(Request request) {
        return models(request, true);
    }

    /** {@code POST /team/model/delete}. */
    public JsonObject removeModels(Request request) {
        return models(request, false);
    }

    private JsonObject models(Request request, boolean adds) {
        JsonObject asked = MODELS.read(request.exchange().body()).members();
        String id = Schema.required(asked, "team_id");
        List<String> named = Entitlements.strings(asked, "models");
        return office.change(request, desk -> {
            StoredRecord team = TeamRules.found(desk, id);
            if (adds) {
                TeamRules.mayOwn(desk, team.document().string("organization_id"), "/team/model/add");
            } else {
                TeamRules.mayLead(desk, team, "/team/model/delete");
            }
            Set<String> models = new LinkedHashSet<>(Entitlements.strings(team.document(), "models"));
            if (adds) {
                models.addAll(named);
            } else if (!models.isEmpty() && models.removeAll(named) && models.isEmpty()) {
                // An empty list would allow every model, which nobody means who takes the last away.
                models.add("no-default-models");
            }
            JsonObject document = team.document().with("models", JsonArray.ofStrings(List.copyOf(models)));
            new TeamRules(office).within(desk, document);
            return lookup.told(desk, desk.change(Table.TEAM, team, document));
        });
    }

    /** {@code POST /team/{team_id}/callback}. */
    public JsonObject addCallback(Request request) {
        JsonObject asked = CALLBACK.read(request.exchange().body()).members();
        String name = Schema.required(asked, "callback_name");
        String given = asked.string("callback_type");
        String type = given == null ? "success_and_failure" : given;
        if (!TYPES.contains(type)) {
            throw Schema.wrong("callback_type", Schema.cut(type), String.join(", ", TYPES));
        }
        JsonObject vars = asked.object("callback_vars");
        JsonObject callback = JsonObject.builder()
                .put("callback_name", name)
                .put("callback_type", type)
                .put("callback_vars", vars == null ? JsonObject.EMPTY : vars)
                .build();
        JsonObject team = changed(request, team(request), "/team/callback", (desk, document) -> {
            List<JsonValue> all = new ArrayList<>(callbacks(document));
            if (all.stream()
                    .anyMatch(one -> name.equals(((JsonObject) one).string("callback_name"))
                            && type.equals(((JsonObject) one).string("callback_type")))) {
                throw Schema.refused(
                        "callback_name = " + Schema.cut(name) + " already exists in the team", "callback_name");
            }
            all.add(callback);
            return logging(document, all);
        });
        return JsonObject.builder().put("status", "success").put("data", team).build();
    }

    private static String team(Request request) {
        return String.valueOf(request.variable("team_id"));
    }

    private static List<JsonValue> callbacks(JsonObject team) {
        JsonObject metadata = team.object("metadata");
        JsonArray logging = metadata == null ? null : metadata.array("logging");
        return logging == null ? List.of() : logging.items();
    }

    private static JsonObject logging(JsonObject team, List<JsonValue> callbacks) {
        JsonObject metadata = team.object("metadata");
        JsonObject kept = metadata == null ? JsonObject.EMPTY : metadata;
        return team.with("metadata", kept.with("logging", new JsonArray(callbacks)));
    }

    /** {@code GET /team/{team_id}/callback}: what a callback logs in by is not told. */
    public JsonObject callbacks(Request request) {
        return office.look(request, desk -> {
            StoredRecord team = TeamRules.seen(desk, team(request));
            if (!desk.authority().seesAll()) {
                TeamRules.mayLead(desk, team, "/team/callback");
            }
            return JsonObject.builder()
                    .put("status", "success")
                    .put("data", told(team))
                    .build();
        });
    }

    private static JsonObject told(StoredRecord team) {
        JsonObject vars = JsonObject.EMPTY;
        for (JsonValue callback : callbacks(team.document())) {
            JsonObject own = ((JsonObject) callback).object("callback_vars");
            vars = own == null ? vars : vars.merged(AuditNames.shown(own));
        }
        return JsonObject.builder()
                .put("team_id", team.id())
                .put("success_callbacks", named(team, "success"))
                .put("failure_callbacks", named(team, "failure"))
                .put("callback_vars", vars)
                .build();
    }

    private static JsonArray named(StoredRecord team, String type) {
        List<JsonValue> names = new ArrayList<>();
        for (JsonValue callback : callbacks(team.document())) {
            @Nullable String own = ((JsonObject) callback).string("callback_type");
            if (own != null && own.contains(type)) {
                names.add(new JsonString(String.valueOf(((JsonObject) callback).string("callback_name"))));
            }
        }
        return new JsonArray(names);
    }

    /** {@code POST /team/{team_id}/disable_logging}. */
    public JsonObject disableLogging(Request request) {
        String id = team(request);
        changed(request, id, "/team/disable_logging", (desk, document) -> logging(document, List.of()));
        return JsonObject.builder()
                .put("status", "success")
                .put("message", "Logging disabled for team " + id)
                .put(
                        "data",
                        JsonObject.builder()
                                .put("team_id", id)
                                .put("success_callbacks", JsonArray.EMPTY)
                                .put("failure_callbacks", JsonArray.EMPTY)
                                .build())
                .build();
    }
}
