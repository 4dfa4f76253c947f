package dev.dragoman.gateway.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is.
 *
 * @param engine its kind
 * @param jdbc its address in JDBC's form, without credentials
 * @param properties credentials and settings of the connection
 */
public record DatabaseAddress(Engine engine, String jdbc, Map<String, String> properties) {

    /** What Prisma's addresses say and PostgreSQL's driver does not know. */
    private static final Set<String> PRISMAS = Set.of(
            "schema", "connection_limit", "pool_timeout", "pgbouncer", "connect_timeout", "statement_cache_size");

    public DatabaseAddress {
        properties = Map.copyOf(properties);
    }

    /** A database in a file. */
    public static DatabaseAddress file(Path file) {
        return new DatabaseAddress(Engine.SQLITE, "jdbc:sqlite:" + file, Map.of());
    }

    /**
     * The database at an address as LiteLLM's {@code DATABASE_URL} has it, or as JDBC has it.
     *
     * @throws IllegalArgumentException when it is none; the message does not tell the address, which may hold a password
     */
    public static DatabaseAddress of(String address) {
        String text = address.startsWith("jdbc:") ? address.substring("jdbc:".length()) : address;
        if (text.startsWith("sqlite:")) {
            return file(Path.of(withoutSlashes(text.substring("sqlite:".length()))));
        }
        if (text.startsWith("postgresql://") || text.startsWith("postgres://")) {
            return server(text);
        }
        throw wrong();
    }

    private static String withoutSlashes(String path) {
        return path.startsWith("///") ? path.substring(2) : path;
    }

    private static DatabaseAddress server(String text) {
        URI uri = parsed(text);
        String host = uri.getHost();
        String path = uri.getRawPath();
        if (host == null || path == null || path.length() < 2) {
            throw wrong();
        }
        Map<String, String> properties = new HashMap<>();
        credentials(uri.getRawUserInfo(), properties);
        query(uri.getRawQuery(), properties);
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new DatabaseAddress(Engine.POSTGRESQL, "jdbc:postgresql://" + host + ":" + port + path, properties);
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException wrong) {
            throw wrong();
        }
    }

    private static void credentials(@Nullable String userInfo, Map<String, String> into) {
        if (userInfo == null) {
            return;
        }
        int colon = userInfo.indexOf(':');
        into.put("user", decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)));
        if (colon >= 0) {
            into.put("password", decoded(userInfo.substring(colon + 1)));
        }
    }

    private static void query(@Nullable String query, Map<String, String> into) {
        if (query == null) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)), into);
            }
        }
    }

    private static void put(String name, String value, Map<String, String> into) {
        if (name.equals("schema")) {
            into.put("currentSchema", value);
        } else if (name.equals("pgbouncer") && value.equals("true")) {
            into.put("prepareThreshold", "0"); // a pooler that hands out connections per transaction forgets statements
        } else if (!PRISMAS.contains(name)) {
            into.put(name, value);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "the database's address is none (expected: postgresql://user:password@host:5432/name or sqlite:///file)");
    }

    /** No credentials. */
    @Override
    public String toString() {
        return jdbc.substring("jdbc:".length());
    }
}
