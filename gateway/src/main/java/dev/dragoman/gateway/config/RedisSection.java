package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.RedisSettings.Address;
import dev.dragoman.gateway.config.RedisSettings.Topology;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where Redis is, from a section that tells it in LiteLLM's keys. */
final class RedisSection {

    private static final int PORT = 6379;
    private static final int MOST_PORT = 65_535;
    private static final int SENTINEL_PORT = 26379;
    private static final String CLUSTER = "redis_startup_nodes";
    private static final String SENTINELS = "sentinel_nodes";
    private static final String SERVICE = "service_name";

    private final String section;
    private final Mapping mapping;
    private final SectionValues values;
    private final Problems problems;

    RedisSection(String section, Mapping mapping, SectionValues values, Problems problems) {
        this.section = section;
        this.mapping = mapping;
        this.values = values;
        this.problems = problems;
    }

    /** Whether anything says where Redis is. */
    boolean isThere() {
        return values.text("host") != null
                || values.text("url") != null
                || values.known().containsKey(CLUSTER)
                || values.known().containsKey(SENTINELS);
    }

    /** The settings; null when they are wrong, which has been told. */
    @Nullable
    RedisSettings read() {
        if (values.known().containsKey(SENTINELS)) {
            return sentinels();
        }
        if (values.known().containsKey(CLUSTER)) {
            return of(Topology.CLUSTER, nodes(CLUSTER, PORT));
        }
        String host = values.text("host");
        String url = values.text("url");
        if (host != null) {
            return of(Topology.SINGLE, List.of(new Address(host, values.whole("port", PORT))));
        }
        if (url != null) {
            return ofUrl(url);
        }
        problems.error(
                mapping.location(),
                KeyPath.child(section, "host"),
                "nothing",
                "Redis's host, redis_startup_nodes or sentinel_nodes, here or in REDIS_HOST, REDIS_URL,"
                        + " REDIS_CLUSTER_NODES or REDIS_SENTINEL_NODES");
        return null;
    }

    private @Nullable RedisSettings sentinels() {
        if (values.text(SERVICE) == null) {
            problems.error(
                    location(SENTINELS),
                    KeyPath.child(section, SERVICE),
                    "nothing",
                    "the name by which the sentinels know the server");
            return null;
        }
        return of(Topology.SENTINEL, nodes(SENTINELS, SENTINEL_PORT));
    }

    private @Nullable RedisSettings of(Topology topology, List<Address> nodes) {
        return nodes.isEmpty()
                ? null
                : new RedisSettings(
                        topology,
                        nodes,
                        values.text("username"),
                        values.text("password"),
                        values.whole("db", 0),
                        tls(values.truth("ssl", false)),
                        values.text(SERVICE),
                        values.text("sentinel_password"),
                        values.span("socket_connect_timeout", RedisSettings.CONNECT_TIMEOUT));
    }

    private RedisSettings.@Nullable Tls tls(boolean on) {
        return on
                ? new RedisSettings.Tls(
                        !"none".equals(values.text("ssl_cert_reqs")),
                        values.truth("ssl_check_hostname", true),
                        values.path("ssl_ca_certs"),
                        values.path("ssl_certfile"),
                        values.path("ssl_keyfile"))
                : null;
    }

    private @Nullable RedisSettings ofUrl(String url) {
        try {
            URI uri = URI.create(url.strip());
            boolean secure = "rediss".equals(uri.getScheme());
            if (uri.getHost() != null && (secure || "redis".equals(uri.getScheme()))) {
                return ofUri(uri, secure);
            }
        } catch (IllegalArgumentException wrong) {
            // Told below, like every other wrong address.
        }
        problems.error(
                location("url"),
                KeyPath.child(section, "url"),
                "(hidden)",
                "an address such as redis://user:password@host:6379/0");
        return null;
    }

    private RedisSettings ofUri(URI uri, boolean secure) {
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = user.indexOf(':');
        String name = colon < 0 ? "" : decoded(user.substring(0, colon));
        String password = decoded(user.substring(colon + 1));
        String path = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
        return new RedisSettings(
                Topology.SINGLE,
                List.of(new Address(uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort())),
                name.isEmpty() ? values.text("username") : name,
                password.isEmpty() ? values.text("password") : password,
                path.isEmpty() ? values.whole("db", 0) : Integer.parseInt(path),
                tls(secure || values.truth("ssl", false)),
                null,
                null,
                values.span("socket_connect_timeout", RedisSettings.CONNECT_TIMEOUT));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private List<Address> nodes(String key, int usualPort) {
        JsonArray items = items(values.known().get(key));
        List<Address> nodes = new ArrayList<>();
        for (JsonValue item : items == null ? JsonArray.EMPTY : items) {
            Address node = switch (item) {
                case JsonObject object -> node(object.get("host"), object.get("port"), usualPort);
                case JsonArray pair
                when pair.size() == 2 -> node(pair.items().get(0), pair.items().get(1), usualPort);
                default -> null;
            };
            if (node == null) {
                nodes.clear();
                break;
            }
            nodes.add(node);
        }
        if (nodes.isEmpty()) {
            problems.error(
                    location(key),
                    KeyPath.child(section, key),
                    items == null ? "no list" : items.toJson(),
                    "a list of hosts and ports, such as [{host: one, port: " + usualPort + "}]");
        }
        return nodes;
    }

    private static @Nullable JsonArray items(@Nullable Object value) {
        try {
            return switch (value) {
                case JsonArray list -> list;
                case String json -> Json.parse(json) instanceof JsonArray list ? list : null;
                case null, default -> null;
            };
        } catch (JsonSyntaxException wrong) {
            // A wrong list is told by whoever asked for it.
            return null;
        }
    }

    private static @Nullable Address node(@Nullable JsonValue host, @Nullable JsonValue port, int usualPort) {
        Long number = switch (port) {
            case null -> (long) usualPort;
            case JsonNumber whole -> whole.longValue();
            case JsonString text ->
                Numbers.decimal(text.value()) == null ? null : Numbers.whole(new java.math.BigDecimal(text.value()));
            default -> null;
        };
        if (!(host instanceof JsonString name) || number == null || number <= 0 || number > MOST_PORT) {
            return null;
        }
        return new Address(name.value(), number.intValue());
    }

    private Location location(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.location() : entry.location();
    }
}
