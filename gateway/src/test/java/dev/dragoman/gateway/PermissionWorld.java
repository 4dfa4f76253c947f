package dev.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** Two organizations with a team each, and a key of every role: what one role has of its own, and what is somebody else's. */
final class PermissionWorld {

    /** How a vendor is called with a key of one's own. */
    private static final String PARAMS = "{'model':'openai/gpt-4o','api_key':'sk-of-a-vendor'}";

    private final BareGateway gateway;
    private final Map<Part, String> keys = new EnumMap<>(Part.class);
    private final Map<String, String> made = new HashMap<>();
    private final String theirCaptain;
    private int number;

    /** Who asks, in the order of the table's columns. */
    enum Part {
        PROXY_ADMIN,
        VIEWER,
        ORGANIZATION_ADMIN,
        TEAM_ADMIN,
        TEAM_MEMBER,
        INTERNAL_USER,
        INTERNAL_VIEWER,
        NOBODY
    }

    PermissionWorld(BareGateway gateway) {
        this.gateway = gateway;
        for (String side : new String[] {"mine", "theirs"}) {
            post("/organization/new", "{'organization_id':'org-#','organization_alias':'#','max_budget':10000}", side);
            post("/team/new", "{'team_id':'team-#','team_alias':'#','organization_id':'org-#','max_budget':100}", side);
            user("stranger-" + side, "internal_user");
            post("/user/new", "{'user_id':'member-#','organizations':['org-#'],'user_role':'internal_user'}", side);
            service(side);
        }
        keys.put(Part.PROXY_ADMIN, Gateway.KEY);
        keys.put(Part.VIEWER, user("viewer", "proxy_admin_viewer"));
        keys.put(Part.ORGANIZATION_ADMIN, user("leader", "internal_user"));
        keys.put(Part.TEAM_ADMIN, user("captain", "internal_user"));
        keys.put(Part.TEAM_MEMBER, user("player", "internal_user"));
        keys.put(Part.INTERNAL_USER, user("single", "internal_user"));
        keys.put(Part.INTERNAL_VIEWER, user("onlooker", "internal_user_viewer"));
        keys.put(Part.NOBODY, made("/key/generate", "{}", "key"));
        post(
                "/organization/member_add",
                "{'organization_id':'org-mine','member':{'role':'org_admin','user_id':'leader'}}",
                "");
        players("team-mine");
        theirCaptain = user("captain-theirs", "internal_user");
        post("/team/member_add", "{'team_id':'#','member':{'role':'admin','user_id':'captain-theirs'}}", "team-theirs");
    }

    private void service(String side) {
        String body = "{'team_id':'team-#','key_alias':'service-#'}".replace("#", side);
        made.put("teamkey-" + side, made("/key/service-account/generate", body, "token"));
    }

    private void players(String team) {
        post("/team/member_add", "{'team_id':'#','member':{'role':'admin','user_id':'captain'}}", team);
        post("/team/member_add", "{'team_id':'#','member':{'role':'user','user_id':'player'}}", team);
    }

    private String user(String id, String role) {
        return made("/user/new", "{'user_id':'" + id + "','user_role':'" + role + "'}", "key");
    }

    /** The key by which somebody asks. */
    String key(Part part) {
        return String.valueOf(keys.get(part));
    }

    /** The text with the objects in the places of their names. */
    String filled(String text, Part part, boolean own) {
        String side = own ? "mine" : "theirs";
        String filled = text;
        for (String name : new String[] {
            "$newteamkey",
            "$newteam",
            "$neworg",
            "$newownkey",
            "$newmember",
            "$newinvitee",
            "$newbudget",
            "$newcustomer",
            "$newtag",
            "$newlink",
            "$newmapping",
            "$newmodel",
            "$newcredential",
            "$newgroup"
        }) {
            if (filled.contains(name)) {
                filled = filled.replace(
                        name, made.computeIfAbsent(fresh(name, part, side), any -> make(name, part, side)));
            }
        }
        return filled.replace("$teamkeyalias", "service-" + side)
                .replace("$teamkey", String.valueOf(made.get("teamkey-" + side)))
                .replace("$ownkey", ownKey(part, own))
                .replace("$inteam", own ? "player" : "stranger-theirs")
                .replace("$team", "team-" + side)
                .replace("$org", "org-" + side)
                .replace("$user", own ? self(part) : "stranger-theirs")
                .replace("$stranger", "stranger-" + side)
                .replace("$member", "member-" + side)
                .replace("$linked", "member-" + side)
                .replace("$audit", audit())
                .replace("$n", "n" + ++number);
    }

    /** What was used up must be made anew. */
    void usedUp(Part part, boolean own) {
        String side = own ? "mine" : "theirs";
        made.keySet().removeIf(name -> name.startsWith("$new") && name.endsWith(side));
    }

    private static String fresh(String name, Part part, String side) {
        return name.equals("$newownkey") ? name + part + side : name + side;
    }

    private String make(String name, Part part, String side) {
        String id = "fresh" + ++number;
        return switch (name) {
            case "$newteamkey" -> made("/key/generate", "{'team_id':'team-" + side + "'}", "token");
            case "$newownkey" -> made("/key/generate", owned(part, side.equals("mine")), "token");
            case "$newteam" -> team(id, side);
            case "$neworg" -> organization(id, side);
            case "$newmember" ->
                made(
                        "/user/new",
                        "{'user_id':'" + id + "','auto_create_key':false,'organizations':['org-" + side + "']}",
                        "user_id");
            case "$newinvitee" ->
                made(
                        "/user/new",
                        "{'user_id':'" + id + "','auto_create_key':false,'teams':['team-" + side + "']}",
                        "user_id");
            case "$newmapping" ->
                made(
                        "/jwt/key/mapping/new",
                        "{'jwt_claim_name':'sub','jwt_claim_value':'" + id + "','key':'" + made.get("teamkey-" + side)
                                + "'}",
                        "id");
            case "$newbudget" -> made("/budget/new", "{'max_budget':5}", "budget_id");
            case "$newcustomer" -> made("/customer/new", "{'user_id':'" + id + "'}", "user_id");
            case "$newtag" -> {
                post("/tag/new", "{'name':'#'}", id);
                yield id;
            }
            case "$newmodel" -> model(part, id, "team-" + side);
            case "$newcredential" -> {
                post("/credentials", "{'credential_name':'#','credential_values':{'api_key':'sk-of-a-vendor'}}", id);
                yield id;
            }
            case "$newgroup" -> {
                post("/model/new", "{'model_name':'#','litellm_params':" + PARAMS + "}", id);
                post("/access_group/new", "{'access_group':'#','model_names':['#']}", id);
                yield id;
            }
            default -> made("/invitation/new", "{'user_id':'member-" + side + "'}", "id");
        };
    }

    /** A model that who leads the team made for it. */
    private String model(Part part, String id, String team) {
        String body = "{'model_name':'" + id + "','litellm_params':" + PARAMS + ",'model_info':{'id':'" + id
                + "','team_id':'" + team + "'}}";
        boolean mine = team.equals("team-mine");
        String maker = mine ? key(Part.TEAM_ADMIN) : theirCaptain;
        HttpResponse<String> made = gateway.postAs(maker, "/model/new", body.replace('\'', '"'));
        assertThat(made.statusCode()).as(part + made.body()).isEqualTo(200);
        return id;
    }

    private String team(String id, String side) {
        post(
                "/team/new",
                "{'team_id':'#','organization_id':'org-" + side + "','max_budget':100,'models':['small','large']}",
                id);
        if (side.equals("mine")) {
            players(id);
        } else {
            post("/team/member_add", "{'team_id':'#','member':{'role':'user','user_id':'stranger-theirs'}}", id);
        }
        return id;
    }

    private String organization(String id, String side) {
        post(
                "/organization/new",
                "{'organization_id':'#','organization_alias':'#','max_budget':10,'models':['small']}",
                id);
        if (side.equals("mine")) {
            post(
                    "/organization/member_add",
                    "{'organization_id':'#','member':{'role':'org_admin','user_id':'leader'}}",
                    id);
        }
        return id;
    }

    private String ownKey(Part part, boolean own) {
        if (own && part == Part.NOBODY) {
            return hash(key(part));
        }
        return made.computeIfAbsent(
                "ownkey-" + (own ? self(part) : "theirs"), any -> made("/key/generate", owned(part, own), "token"));
    }

    private static String owned(Part part, boolean own) {
        return "{'user_id':'" + (own ? self(part) : "stranger-theirs") + "'}";
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String self(Part part) {
        return switch (part) {
            case PROXY_ADMIN, TEAM_MEMBER, NOBODY -> "player";
            case VIEWER -> "viewer";
            case ORGANIZATION_ADMIN -> "leader";
            case TEAM_ADMIN -> "captain";
            case INTERNAL_USER -> "single";
            case INTERNAL_VIEWER -> "onlooker";
        };
    }

    private String audit() {
        return made.computeIfAbsent("audit", any -> {
            JsonObject page = Json.parseObject(gateway.get("/audit?page_size=1").body());
            return String.valueOf(((JsonObject) Objects.requireNonNull(page.array("audit_logs"))
                            .items()
                            .getFirst())
                    .string("id"));
        });
    }

    private String made(String path, String body, String name) {
        return String.valueOf(post(path, body, "").string(name));
    }

    private JsonObject post(String path, String body, String side) {
        HttpResponse<String> response =
                gateway.post(path, body.replace('\'', '"').replace("#", side));
        assertThat(response.statusCode())
                .as(path + " " + body + " " + response.body())
                .isEqualTo(200);
        return Json.parseObject(response.body());
    }
}
