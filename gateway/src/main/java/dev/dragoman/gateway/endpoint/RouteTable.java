package dev.dragoman.gateway.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All routes, found by method and path: fixed paths by one look-up, patterns one after the other. Thread-safe. */
public final class RouteTable {

    private final List<Route> routes;
    private final Map<String, Map<String, Route>> fixed = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    private final Supplier<@Nullable RouteTable> further;

    public RouteTable(List<Route> routes) {
        this(routes, () -> null);
    }

    /**
     * All routes.
     *
     * @param further those of a configuration, for what none of these answers
     */
    public RouteTable(List<Route> routes, Supplier<@Nullable RouteTable> further) {
        this.further = further;
        this.routes = List.copyOf(routes);
        for (Route route : routes) {
            if (route.pattern().contains("{")) {
                patterns.add(new Pattern(route, List.of(route.pattern().split("/", -1))));
            } else {
                fixed.computeIfAbsent(route.pattern(), path -> new HashMap<>()).put(route.method(), route);
            }
        }
    }

    /** A route and what stood for the names in its pattern. */
    public record Match(Route route, Map<String, String> variables) {}

    private record Pattern(Route route, List<String> segments) {}

    /** All routes in the order in which they were listed. */
    public List<Route> routes() {
        return routes;
    }

    /** The route that the method and path take, or null when there is none. */
    public @Nullable Match match(String method, String path) {
        String trimmed = trimmed(path);
        Map<String, Route> byMethod = fixed.get(trimmed);
        Route exact = byMethod == null ? null : byMethod.get(method);
        if (exact != null) {
            return new Match(exact, Map.of());
        }
        Match found = byPattern(method, trimmed);
        RouteTable others = found == null ? further.get() : null;
        return others == null ? found : others.match(method, path);
    }

    /** The methods that the path answers to; empty when it is unknown. */
    public List<String> methods(String path) {
        String trimmed = trimmed(path);
        TreeSet<String> methods =
                new TreeSet<>(fixed.getOrDefault(trimmed, Map.of()).keySet());
        List<String> segments = List.of(trimmed.split("/", -1));
        for (Pattern pattern : patterns) {
            if (variables(pattern, segments) != null) {
                methods.add(pattern.route().method());
            }
        }
        RouteTable others = further.get();
        if (others != null) {
            methods.addAll(others.methods(path));
        }
        return List.copyOf(methods);
    }

    private @Nullable Match byPattern(String method, String path) {
        List<String> segments = List.of(path.split("/", -1));
        for (Pattern pattern : patterns) {
            if (pattern.route().method().equals(method)) {
                Map<String, String> variables = variables(pattern, segments);
                if (variables != null) {
                    return new Match(pattern.route(), variables);
                }
            }
        }
        return null;
    }

    private static @Nullable Map<String, String> variables(Pattern pattern, List<String> segments) {
        Map<String, String> variables = new HashMap<>();
        List<String> wanted = pattern.segments();
        for (int i = 0; i < wanted.size(); i++) {
            String want = wanted.get(i);
            if (i >= segments.size()) {
                return null;
            }
            if (want.endsWith("*}")) {
                String rest = String.join("/", segments.subList(i, segments.size()));
                variables.put(want.substring(1, want.length() - 2), decoded(rest));
                return rest.isEmpty() ? null : variables;
            }
            if (want.startsWith("{") && !segments.get(i).isEmpty()) {
                variables.put(want.substring(1, want.length() - 1), decoded(segments.get(i)));
            } else if (!want.equals(segments.get(i))) {
                return null;
            }
        }
        return wanted.size() == segments.size() ? variables : null;
    }

    private static String decoded(String segment) {
        // URLDecoder is for forms, where a plus is a space; in a path it is a plus.
        return segment.indexOf('%') < 0
                ? segment
                : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
