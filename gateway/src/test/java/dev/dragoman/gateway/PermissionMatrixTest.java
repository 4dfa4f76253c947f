package dev.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.gateway.access.KeyWatcher;
import dev.dragoman.gateway.access.ModelNames;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.gateway.config.BudgetWindows;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.LoginRules;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every route of the control plane with every role, on objects of their own and of others. */
final class PermissionMatrixTest {

    private static final String CONFIG = """
            model_list:
              - model_name: small
                litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "hello"}
              - model_name: large
                litellm_params: {model: openai/gpt-4o, api_key: none, mock_response: "hello"}
            general_settings: {store_model_in_db: true}
            """;
    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    private record Line(String method, String path, String asked, List<String> who, String seen) {

        static Line of(String text) {
            String[] parts = text.split(" \\| ", -1);
            String[] route = parts[0].strip().split(" ", 2);
            return new Line(
                    route[0],
                    route[1],
                    parts[1].strip(),
                    List.of(parts[2].strip().split(" +")),
                    parts.length > 3 ? parts[3].strip() : "");
        }

        String route() {
            return method + " " + path;
        }

        String target(PermissionWorld world, PermissionWorld.Part part, boolean own) {
            String named = path.replace("{key}", "$teamkey")
                    .replace("{team}", "$team")
                    .replace("{team_id}", "$newteam")
                    .replace("{model_id}", "$newmodel")
                    .replace("{name*}", "$newcredential")
                    .replace("{group}", "$newgroup")
                    .replace("{id}", id());
            return world.filled(asked.startsWith("?") && asked.length() > 1 ? named + asked : named, part, own);
        }

        private String id() {
            return switch (path) {
                case "/scim/v2/Users/{id}" -> "$newmember";
                case "/scim/v2/Groups/{id}" -> "$newteam";
                case "/scim/v2/ResourceTypes/{id}" -> "User";
                case "/scim/v2/Schemas/{id}" -> "urn:ietf:params:scim:schemas:core:2.0:User";
                default -> "$audit";
            };
        }

        String body(PermissionWorld world, PermissionWorld.Part part, boolean own) {
            return asked.startsWith("?") ? "" : world.filled(asked, part, own);
        }
    }

    private static List<Line> lines() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PermissionMatrixTest.class.getResourceAsStream("permissions.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        }
    }

    @Test
    void everyRouteHasALine() throws IOException {
        Path directory = Folders.make("routes");
        Path config = Files.writeString(directory.resolve("config.yaml"), CONFIG);
        ConfigLoader.Loaded loaded = ConfigLoader.load(
                config, new Environment(Map.of("DRAGOMAN_DATA_DIR", directory.toString())), ModelCheck.NONE);
        Set<String> routes = new TreeSet<>();
        try (ControlPlane plane = ControlPlane.open(
                loaded.settings(),
                loaded.environment(),
                Gateway.KEY,
                () -> AccessSettings.DEFAULTS,
                () -> new BudgetWindows(ZoneOffset.UTC),
                () -> LoginRules.DEFAULTS,
                new OpenAiDialect(),
                new NoNames(),
                KeyWatcher.NOBODY,
                InstantSource.system())) {
            plane.routes().forEach(route -> routes.add(route.method() + " " + route.pattern()));
            plane.logins(loaded.environment(), loaded.settings(), Gateway.KEY, new NoNetwork(), System::nanoTime)
                    .routes()
                    .forEach(route -> routes.add(route.method() + " " + route.pattern()));
        }

        Set<String> told = new TreeSet<>(lines().stream().map(Line::route).toList());

        assertThat(told).isEqualTo(routes);
    }

    private record NoNetwork() implements Upstream {

        @Override
        public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
            throw new UpstreamException(UpstreamException.Kind.CONNECT, "there is no network");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private record NoNames() implements ModelNames {

        @Override
        public List<String> accessGroups(String model) {
            return List.of();
        }

        @Override
        public List<String> qualified(String model) {
            return List.of();
        }

        @Override
        public List<String> all() {
            return List.of();
        }
    }

    @Test
    void everyRoleMayDoWhatTheTableSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (BareGateway gateway = BareGateway.of(CONFIG)) {
            PermissionWorld world = new PermissionWorld(gateway);
            for (Line line : lines()) {
                if (line.who().equals(List.of("public"))) {
                    open(gateway, world, line, wrong);
                } else {
                    closed(gateway, world, line, wrong);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static void open(BareGateway gateway, PermissionWorld world, Line line, List<String> wrong) {
        PermissionWorld.Part part = PermissionWorld.Part.NOBODY;
        String target = line.target(world, part, true);
        HttpResponse<String> response = gateway.askAsNobody(line.method(), target, line.body(world, part, true));
        int expected = line.seen().isEmpty() ? 200 : Integer.parseInt(line.seen());
        if (response.statusCode() != expected) {
            wrong.add(line.route() + " is not public: " + response.body());
        }
    }

    private static void closed(BareGateway gateway, PermissionWorld world, Line line, List<String> wrong) {
        if (gateway.askAsNobody(line.method(), line.path().replaceAll("[{}]", ""), "")
                        .statusCode()
                != 401) {
            wrong.add(line.route() + " needs no key");
        }
        PermissionWorld.Part[] parts = PermissionWorld.Part.values();
        for (int i = 0; i < parts.length; i++) {
            PermissionWorld.Part part = parts[i];
            String may = line.who().get(i);
            ask(gateway, world, line, part, true, !may.equals("-"), wrong);
            if (!may.equals("-")) {
                ask(gateway, world, line, part, false, may.equals("+"), wrong);
            }
        }
    }

    private static void ask(
            BareGateway gateway,
            PermissionWorld world,
            Line line,
            PermissionWorld.Part part,
            boolean own,
            boolean may,
            List<String> wrong) {
        String target = line.target(world, part, own);
        String body = line.body(world, part, own);
        HttpResponse<String> response = gateway.askAs(world.key(part), line.method(), target, body);
        boolean seen = response.body().contains(world.filled(line.seen(), part, own));
        boolean right = may
                ? response.statusCode() / 100 == 2 && seen
                : isRefused(response) || !line.seen().isEmpty() && !seen && response.statusCode() == 200;
        if (!right) {
            wrong.add(part + (may ? " may not " : " may ") + line.method() + " " + target + " " + body + ": "
                    + response.statusCode() + " " + cut(response.body()));
        }
        if (response.statusCode() / 100 == 2 && !line.method().equals("GET")) {
            world.usedUp(part, own);
        }
    }

    /** Keys for a team of others are refused by a 400, as LiteLLM does. */
    private static boolean isRefused(HttpResponse<String> response) {
        return REFUSED.contains(response.statusCode())
                || response.statusCode() == 400 && response.body().contains(" not assigned to team");
    }

    private static String cut(String text) {
        return text.length() < 300 ? text : text.substring(0, 300);
    }
}
