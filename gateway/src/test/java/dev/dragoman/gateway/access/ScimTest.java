package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Okta and Entra ID send to make, change, block and remove users and groups. */
final class ScimTest {

    private static final String USERS = "/scim/v2/Users";
    private static final String GROUPS = "/scim/v2/Groups";

    private static String token(ManagedGateway gateway) {
        return String.valueOf(gateway.ok("/key/generate", "{'key_alias':'okta','allowed_routes':['/scim/*']}")
                .string("key"));
    }

    private static JsonObject scim(ManagedGateway gateway, String key, int status, String request, String body) {
        HttpResponse<String> response = gateway.ask(key, request, body);
        assertThat(response.statusCode())
                .as(request + " " + body + ": " + response.body())
                .isEqualTo(status);
        if (status == 204) {
            return JsonObject.EMPTY;
        }
        assertThat(response.headers().firstValue("content-type")).hasValue("application/scim+json");
        return Json.parseObject(response.body());
    }

    private static String filtered(String path, String filter) {
        return "GET " + path + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static List<String> ids(JsonObject list) {
        return ManagedGateway.each(Objects.requireNonNull(list.array("Resources")), "id");
    }

    private static List<String> members(JsonObject group) {
        return ManagedGateway.each(Objects.requireNonNull(group.array("members")), "value");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void oktasUsersComeAreBlockedAndGo(Databases database) throws Exception {
        try (ManagedGateway gateway = ManagedGateway.on(
                database, "default_internal_user_params: {user_role: internal_user, max_budget: 5}")) {
            String okta = token(gateway);
            assertThat(scim(gateway, okta, 200, filtered(USERS, "userName eq \"ann@example.com\""), "")
                            .integer("totalResults"))
                    .isZero();
            String made = """
                    {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ann@example.com',
                     'name':{'givenName':'Ann','familyName':'Lee'},
                     'emails':[{'primary':true,'value':'ann@example.com','type':'work'}],'displayName':'Ann Lee',
                     'locale':'en-US','externalId':'00ujl29u0le5T6Aj10h7','groups':[],'password':'1mz050nq','active':true}""";
            JsonObject user = scim(gateway, okta, 201, "POST " + USERS, made);
            assertThat(user.string("id")).isEqualTo("ann@example.com");
            assertThat(user.bool("active")).isTrue();
            assertThat(user.has("password")).isFalse();
            assertThat(ManagedGateway.object(gateway.get("/user/info?user_id=ann@example.com"), "user_info")
                            .string("user_role"))
                    .isEqualTo("internal_user");
            JsonObject twice = scim(gateway, okta, 409, "POST " + USERS, made.replace("ann@", "ANN@"));
            assertThat(twice.string("scimType")).isEqualTo("uniqueness");
            assertThat(twice.string("status")).isEqualTo("409");
            assertThat(ids(scim(gateway, okta, 200, filtered(USERS, "userName eq \"ANN@example.com\""), "")))
                    .containsExactly("ann@example.com");

            String key = String.valueOf(
                    gateway.ok("/key/generate", "{'user_id':'ann@example.com'}").string("key"));
            String atTeam =
                    String.valueOf(gateway.ok("/key/generate", "{'user_id':'ann@example.com','key_alias':'second'}")
                            .string("key"));
            assertThat(gateway.chat(key, "small").statusCode()).isEqualTo(200);
            String path = USERS + "/ann%40example.com";
            String off = "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
                    + "'Operations':[{'op':'replace','value':{'active':false}}]}";
            assertThat(scim(gateway, okta, 200, "PATCH " + path, off).bool("active"))
                    .isFalse();
            Thread.sleep(Duration.ofSeconds(1));
            assertThat(gateway.chat(key, "small").statusCode()).isEqualTo(401);
            assertThat(gateway.chat(atTeam, "small").statusCode()).isEqualTo(401);
            scim(gateway, okta, 200, "PUT " + path, made);
            Thread.sleep(Duration.ofSeconds(1));
            assertThat(gateway.chat(key, "small").statusCode()).isEqualTo(200);

            scim(gateway, okta, 204, "DELETE " + path, "");
            assertThat(scim(gateway, okta, 404, "GET " + path, "").string("status"))
                    .isEqualTo("404");
            Thread.sleep(Duration.ofSeconds(1));
            assertThat(gateway.chat(key, "small").statusCode()).isEqualTo(401);
            assertThat(gateway.get("/audit?changed_by=okta&page_size=50").integer("total"))
                    .isGreaterThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void entrasGroupsAreTeams(Databases database) {
        try (ManagedGateway gateway = ManagedGateway.on(database, "default_team_params: {max_budget: 9}")) {
            String entra = token(gateway);
            for (String name : List.of("a", "b", "c")) {
                scim(
                        gateway,
                        entra,
                        201,
                        "POST " + USERS,
                        "{'userName':'" + name + "@example.com','externalId':'x" + name + "'}");
            }
            JsonObject group = scim(
                    gateway,
                    entra,
                    201,
                    "POST " + GROUPS,
                    "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'externalId':'8aa1a0c0','displayName':'Eng','members':[]}");
            assertThat(group.string("id")).isEqualTo("8aa1a0c0");
            String path = GROUPS + "/8aa1a0c0";
            scim(gateway, entra, 409, "POST " + GROUPS, "{'displayName':'eng'}");

            scim(gateway, entra, 200, "PATCH " + path, """
                    {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[
                    {'op':'Add','path':'members','value':[{'$ref':null,'value':'a@example.com'},{'value':'b@example.com'}]},
                    {'op':'Add','path':'members','value':[{'value':'a@example.com'}]}]}""");
            JsonObject team = gateway.get("/team/info?team_id=8aa1a0c0");
            assertThat(ManagedGateway.each(
                            ManagedGateway.list(ManagedGateway.object(team, "team_info"), "members_with_roles"),
                            "user_id"))
                    .containsExactlyInAnyOrder("a@example.com", "b@example.com");
            assertThat(ManagedGateway.object(team, "team_info").number("max_budget"))
                    .isEqualTo(9.0);
            assertThat(String.valueOf(scim(gateway, entra, 200, "GET " + USERS + "/a@example.com", "")
                            .array("groups")))
                    .contains("8aa1a0c0", "Eng");

            JsonObject left = scim(gateway, entra, 200, "PATCH " + path, """
                    {'Operations':[{'op':'Remove','path':'members','value':[{'value':'a@example.com'}]},
                    {'op':'Add','path':'members','value':[{'value':'c@example.com'}]}]}""");
            assertThat(members(left)).containsExactlyInAnyOrder("b@example.com", "c@example.com");
            JsonObject named = scim(gateway, entra, 200, "PATCH " + path, """
                    {'Operations':[{'op':'remove','path':'members[value eq \\"b@example.com\\"]'},
                    {'op':'replace','value':{'id':'8aa1a0c0','displayName':'Engineering'}}]}""");
            assertThat(members(named)).containsExactly("c@example.com");
            assertThat(named.string("displayName")).isEqualTo("Engineering");
            JsonObject found = scim(
                    gateway,
                    entra,
                    200,
                    filtered(GROUPS, "displayName eq \"engineering\"") + "&excludedAttributes=members",
                    "");
            assertThat(ids(found)).containsExactly("8aa1a0c0");
            assertThat(found.toString()).doesNotContain("c@example.com");
            assertThat(ids(scim(
                            gateway,
                            entra,
                            200,
                            filtered(GROUPS, "externalId eq \"8aa1a0c0\" and displayName sw \"E\""),
                            "")))
                    .hasSize(1);
            assertThat(scim(
                                    gateway,
                                    entra,
                                    400,
                                    "PATCH " + path,
                                    "{'Operations':[{'op':'add','path':'members','value':[{'value':'nobody'}]}]}")
                            .string("scimType"))
                    .isEqualTo("invalidValue");
            assertThat(members(scim(
                            gateway,
                            entra,
                            200,
                            "PUT " + path,
                            "{'displayName':'Eng','members':[{'value':'a@example.com'}]}")))
                    .containsExactly("a@example.com");
            scim(gateway, entra, 204, "DELETE " + path, "");
            assertThat(gateway.status("GET /team/info?team_id=8aa1a0c0", "")).isEqualTo(404);
        }
    }

    @Test
    void entrasPatchesOfUsersAreUnderstood() {
        try (ManagedGateway gateway = ManagedGateway.on(Databases.SQLITE)) {
            String entra = token(gateway);
            scim(
                    gateway,
                    entra,
                    201,
                    "POST " + USERS,
                    "{'userName':'ann','emails':[{'type':'work','value':'ann@example.com'}]}");

            JsonObject changed = scim(gateway, entra, 200, "PATCH " + USERS + "/ann", """
                    {'Operations':[
                    {'op':'Replace','path':'emails[type eq \\"work\\"].value','value':'new@example.com'},
                    {'op':'Add','path':'name.familyName','value':'Lee'},
                    {'op':'Add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department','value':'R&D'},
                    {'op':'Replace','value':{'name.givenName':'Ann','displayName':'Ann L'}},
                    {'op':'Replace','path':'userName','value':'ann.lee'},
                    {'op':'Replace','path':'active','value':'False'}]}""");

            assertThat(changed.string("userName")).isEqualTo("ann.lee");
            assertThat(changed.string("id")).isEqualTo("ann");
            assertThat(changed.bool("active")).isFalse();
            assertThat(changed.string("displayName")).isEqualTo("Ann L");
            assertThat(String.valueOf(changed.object("name"))).contains("Lee", "Ann");
            assertThat(String.valueOf(changed.array("emails")))
                    .contains("new@example.com")
                    .doesNotContain("\"ann@");
            assertThat(ids(scim(gateway, entra, 200, filtered(USERS, "userName eq \"Ann.Lee\""), "")))
                    .containsExactly("ann");
            JsonObject removed = scim(
                    gateway,
                    entra,
                    200,
                    "PATCH " + USERS + "/ann",
                    "{'Operations':[{'op':'remove','path':'displayName'},{'op':'remove','path':'name.familyName'}]}");
            assertThat(removed.string("displayName")).isEqualTo("Ann");
            scim(gateway, entra, 201, "POST " + USERS, "{'userName':'bo','active':false}");
            assertThat(scim(
                                    gateway,
                                    entra,
                                    409,
                                    "PATCH " + USERS + "/bo",
                                    "{'Operations':[{'op':'replace','path':'userName','value':'ANN.LEE'}]}")
                            .string("scimType"))
                    .isEqualTo("uniqueness");
            assertThat(scim(
                                    gateway,
                                    entra,
                                    409,
                                    "PATCH " + USERS + "/bo",
                                    "{'Operations':[{'op':'add','path':'emails','value':[{'value':'NEW@example.com'}]}]}")
                            .string("scimType"))
                    .isEqualTo("uniqueness");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userName sw \"user1\" | 11",
                "userName co \"ER1\" and active eq true | 10",
                "emails.value eq \"user7@example.com\" | 1",
                "emails[type eq \"work\"].value ew \"@example.com\" | 30",
                "externalId eq \"X7\" | 0",
                "externalId eq \"x7\" | 1",
                "displayName eq \"user 3\" or displayName eq \"USER 4\" | 2",
                "active eq false | 1",
                "not (active eq false) and (userName eq \"user3\" or userName eq \"user1\") | 1",
                "id eq \"user5\" and userName eq \"user5\" | 1",
                "externalId pr | 30",
                "userName ne \"user1\" | 29",
                "meta.lastModified gt \"2020-01-01T00:00:00Z\" | 30",
            })
    void filtersFindWhoIsMeant(String filter, int expected) {
        JsonObject found = scim(World.GATEWAY, World.TOKEN, 200, filtered(USERS, filter), "");

        assertThat(found.integer("totalResults")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "userName eq",
                "userName eq \"a",
                "userName is \"a\"",
                "userName eq \"a\\u0000\"",
                "(userName eq \"a\"",
                "userName eq \"a\" xor",
                "a eq b c"
            })
    void brokenFiltersAreToldAsSuch(String filter) {
        JsonObject refused = scim(World.GATEWAY, World.TOKEN, 400, filtered(USERS, filter), "");

        assertThat(refused.string("scimType")).isIn("invalidFilter", "invalidPath");
    }

    /** Thirty users who are only looked at. */
    private static final class World {

        private static final ManagedGateway GATEWAY = ManagedGateway.on(Databases.SQLITE);
        private static final String TOKEN = token(GATEWAY);

        static {
            for (int i = 1; i <= 30; i++) {
                scim(
                        GATEWAY,
                        TOKEN,
                        201,
                        "POST " + USERS,
                        ("{'userName':'user#','externalId':'x#','displayName':'User #',"
                                        + "'emails':[{'value':'user#@example.com'}],'active':" + (i != 1) + "}")
                                .replace("#", Integer.toString(i)));
            }
        }
    }

    @Test
    void pagesTogetherAreTheWholeList() {
        List<String> seen = new ArrayList<>();
        for (int start = 1; start <= 30; start += 7) {
            JsonObject page =
                    scim(World.GATEWAY, World.TOKEN, 200, "GET " + USERS + "?count=7&startIndex=" + start, "");
            assertThat(page.integer("totalResults")).isEqualTo(30);
            assertThat(page.integer("itemsPerPage")).isEqualTo(ids(page).size());
            seen.addAll(ids(page));
        }
        JsonObject filtered =
                scim(World.GATEWAY, World.TOKEN, 200, filtered(USERS, "active eq true") + "&count=4&startIndex=27", "");
        JsonObject none = scim(World.GATEWAY, World.TOKEN, 200, "GET " + USERS + "?count=0", "");
        JsonObject names = scim(World.GATEWAY, World.TOKEN, 200, "GET " + USERS + "?count=1&attributes=userName", "");

        assertThat(seen).hasSize(30).doesNotHaveDuplicates();
        assertThat(ids(filtered)).hasSize(3);
        assertThat(ids(none)).isEmpty();
        assertThat(none.integer("totalResults")).isEqualTo(30);
        assertThat(((JsonObject) ManagedGateway.list(names, "Resources").items().getFirst()).names())
                .containsExactlyInAnyOrder("schemas", "id", "userName", "meta");
    }

    @Test
    void brokenRequestsAreToldAsSuch() {
        try (ManagedGateway gateway = ManagedGateway.on(Databases.SQLITE)) {
            String key = token(gateway);
            scim(gateway, key, 201, "POST " + USERS, "{'userName':'ann'}");
            Map<String, String> wrong = Map.of(
                    "{", "invalidSyntax",
                    "{'Operations':[]}", "invalidSyntax",
                    "{'Operations':[{'op':'move','path':'a','value':1}]}", "invalidSyntax",
                    "{'Operations':[{'op':'remove'}]}", "noTarget",
                    "{'Operations':[{'op':'replace','path':'a[','value':1}]}", "invalidPath",
                    "{'Operations':[{'op':'replace','path':'active','value':'maybe'}]}", "invalidValue",
                    "{'Operations':[{'op':'replace','path':'userName','value':'a\\u0000b'}]}", "invalidValue",
                    "{'Operations':[{'op':'replace','path':'externalId','value':'a\\u0000b'}]}", "invalidValue",
                    "{'Operations':[{'op':'remove','path':'userName'}]}", "invalidValue");

            wrong.forEach((body, type) -> assertThat(scim(gateway, key, 400, "PATCH " + USERS + "/ann", body)
                            .string("scimType"))
                    .as(body)
                    .isEqualTo(type));
            scim(gateway, key, 404, "PATCH " + USERS + "/nobody", "{'Operations':[{'op':'remove','path':'name'}]}");
            scim(gateway, key, 400, "POST " + USERS, "{'emails':[]}");
            scim(gateway, key, 409, "POST " + USERS, "{'userName':'default_user_id'}");
            scim(gateway, key, 404, "DELETE " + USERS + "/default_user_id", "");
        }
    }

    @Test
    void onlyKeysThatAdministratorsMadeForItMayProvision() {
        try (ManagedGateway gateway = ManagedGateway.on(Databases.SQLITE)) {
            String own = gateway.user("ann");
            String scim = token(gateway);
            String owned = String.valueOf(gateway.ok("/key/generate", "{'user_id':'ann','allowed_routes':['/scim/*']}")
                    .string("key"));
            String wide = String.valueOf(gateway.ok("/key/generate", "{'allowed_routes':['/scim/*','/key/*']}")
                    .string("key"));

            assertThat(gateway.status(own, "/key/generate", "{'allowed_routes':['/scim/*']}"))
                    .isEqualTo(403);
            assertThat(gateway.status(own, "/key/update", "{'key':'" + own + "','allowed_routes':['/scim/v2/Users']}"))
                    .isEqualTo(403);
            assertThat(gateway.status(scim, "/user/new", "{}")).isEqualTo(403);
            for (String key : List.of(own, owned, wide, "sk-nobody", "")) {
                JsonObject refused = scim(gateway, key, 401, "GET " + USERS, "");
                assertThat(refused.string("status")).isEqualTo("401");
            }
            scim(gateway, Gateway.KEY, 200, "GET " + USERS, "");
            scim(gateway, scim, 200, "GET /scim/v2/ServiceProviderConfig", "");
            assertThat(ids(scim(gateway, scim, 200, "GET /scim/v2/Schemas", "")))
                    .hasSize(2);
            scim(gateway, scim, 404, "GET /scim/v2/Schemas/none", "");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofManyAtOnceOneIsMade(Databases database) throws Exception {
        try (ManagedGateway gateway = ManagedGateway.on(database)) {
            String key = token(gateway);
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                work.add(() ->
                        gateway.ask(key, "POST " + USERS, "{'userName':'ann'}").statusCode());
            }

            List<Integer> statuses = ManagedGateway.atOnce(work);

            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
            JsonArray all = ManagedGateway.list(scim(gateway, key, 200, "GET " + USERS, ""), "Resources");
            assertThat(all.items()).hasSize(1);
        }
    }
}
