package dev.dragoman.provider.compatible;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import dev.dragoman.provider.completions.OpenAiPaths;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The address of a row: its base, or the operator's, and its path. */
final class CompatibleAddress implements Address {

    private static final String EXAMPLE = "https://host/v1";
    private static final String BASE_ITSELF = ".";
    private static final String UP = "../";

    private final Row row;

    CompatibleAddress(Row row) {
        this.row = row;
    }

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        if (operation == Operation.CHAT && !row.servesChat()) {
            throw new IllegalArgumentException(
                    "model: " + row.name() + " serves no chat (expected: a provider of chat; this one serves "
                            + String.join(", ", row.serves) + ")");
        }
        String elsewhere = elsewhere(operation, target);
        if (elsewhere != null) {
            URI place = URI.create(elsewhere);
            return new Endpoint(Origin.of(place), place.getRawPath(), headers(target));
        }
        Naming naming = Naming.of(row, target);
        String home = row.homes.get(operation);
        if (home != null && (target.apiBase() == null || target.apiBase().isBlank())) {
            URI whole = URI.create(filled(home, target, naming));
            return new Endpoint(Origin.of(whole), whole.getRawPath(), headers(target));
        }
        BaseAddress base = BaseAddress.of(base(target, naming), EXAMPLE);
        String path = path(operation, base, target, naming);
        String query = base.query().isEmpty() ? "" : "?" + base.query();
        return new Endpoint(Origin.of(base.uri()), path + query, headers(target));
    }

    /** The whole address of an operation that is served at another host than chat, unless the operator names one. */
    private @Nullable String elsewhere(Operation operation, Target target) {
        boolean given = target.apiBase() != null && !target.apiBase().isBlank();
        String path = operation == Operation.CHAT || given ? "" : row.path(operation, target.model());
        return path.startsWith("https://") ? path : null;
    }

    private String path(Operation operation, BaseAddress base, Target target, Naming naming) {
        if (operation == Operation.CHAT) {
            return joined(base.path(), filled(naming.path(), target, naming));
        }
        String own = row.own(operation, target.model());
        if (own == null || own.startsWith("https://")) {
            return besideChat(operation, base);
        }
        if (own.equals(BASE_ITSELF)) {
            return base.path();
        }
        return own.startsWith(UP)
                ? joined(parent(base.path()), filled(own.substring(UP.length() - 1), target, naming))
                : joined(base.path(), filled(own, target, naming));
    }

    /** Where chat has a path of its own before OpenAI's, so have the others. */
    private String besideChat(Operation operation, BaseAddress base) {
        int own = row.path.length() - Row.CHAT_PATH.length();
        if (own <= 0 || !row.path.endsWith(Row.CHAT_PATH)) {
            return base.of(operation);
        }
        String wanted = OpenAiPaths.of(operation);
        String whole = base.of(operation);
        String bare = whole.substring(0, whole.length() - wanted.length());
        return joined(bare, row.path.substring(0, own) + wanted);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private String base(Target target, Naming naming) {
        String given = target.apiBase();
        if (given != null && !given.isBlank()) {
            return given;
        }
        if (naming.base() == null) {
            throw new IllegalArgumentException("api_base: missing for " + row.title
                    + " (expected: the server's address, " + "such as " + EXAMPLE + ", here" + variables() + ")");
        }
        return filled(naming.base(), target, naming);
    }

    private String variables() {
        return row.bases.isEmpty() ? "" : " or in " + String.join(" or ", row.bases) + " of the environment";
    }

    private String filled(String template, Target target, Naming naming) {
        return Template.filled(template, placeholder -> value(placeholder, target, naming.parts()));
    }

    private String value(String placeholder, Target target, Map<String, String> parts) {
        String part = placeholder.equals("model") ? target.model() : parts.get(placeholder);
        return part != null ? part : required(placeholder, target);
    }

    private String required(String key, Target target) {
        Setting setting = setting(key);
        String value = value(setting, target);
        if (value == null) {
            throw new IllegalArgumentException(key + ": missing for " + row.title + " (expected: " + key
                    + " in litellm_params, or " + setting.variable() + " in the environment)");
        }
        return value;
    }

    private Setting setting(String key) {
        return row.settings.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(row.name() + " does not say where {" + key + "} is from"));
    }

    private static @Nullable String value(Setting setting, Target target) {
        String given = target.setting(setting.key());
        return given == null || given.isBlank() ? setting.standard() : given.strip();
    }

    /** What the base ends with is not repeated: users give it with or without the beginning of the path. */
    private static String joined(String base, String path) {
        for (int at = base.indexOf('/'); at >= 0; at = base.indexOf('/', at + 1)) {
            if (path.startsWith(base.substring(at)) && isWhole(path, base.length() - at)) {
                return base + path.substring(base.length() - at);
            }
        }
        return base + path;
    }

    private static boolean isWhole(String path, int length) {
        return path.length() == length || path.charAt(length) == '/';
    }

    private Headers headers(Target target) {
        Headers.Builder headers = Headers.builder();
        row.headers.forEach((name, template) -> {
            String value = header(template, target);
            if (value != null) {
                headers.set(name, value);
            }
        });
        return headers.build();
    }

    /** The value of a header field; null when a setting in it is not set, or when it is a key, which is signed with. */
    private @Nullable String header(String template, Target target) {
        String key = template.startsWith("{") ? template.substring(1, template.length() - 1) : null;
        if (key == null || key.equals(CompatibleCredentials.KEY)) {
            return key == null ? template : null;
        }
        return value(Objects.requireNonNull(setting(key)), target);
    }
}
