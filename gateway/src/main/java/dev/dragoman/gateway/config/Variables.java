package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.gateway.config.SecretSource.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts environment variables and secrets in the place of {@code os.environ/NAME}, at any depth; whole values only. */
final class Variables {

    private static final String PREFIX = "os.environ/";
    private static final String TOKEN = "oidc/";
    private static final String MODELS = "model_list";
    private static final String ENTRA = "azure_ad_token";
    /** Settings that take a token of another identity provider without a prefix. */
    private static final Set<String> TOKEN_KEYS = Set.of(ENTRA, "aws_web_identity_token");

    private final SecretLookup.Known known;
    private final Problems problems;
    private boolean lenient;

    Variables(Environment environment, Problems problems) {
        this(new SecretLookup.Known(environment, Secrets.NONE, null), problems);
    }

    Variables(SecretLookup.Known known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    /** The name that a text refers to; null when it refers to none. */
    static @Nullable String named(String text) {
        return text.startsWith(PREFIX) ? text.substring(PREFIX.length()).strip() : null;
    }

    /** The name that a value refers to; null when it refers to none. */
    static @Nullable String reference(String path, Scalar scalar) {
        if (!(scalar.value() instanceof String text)) {
            return null;
        }
        return isBareToken(path, text) ? text : named(text);
    }

    /** Whether a name is that of a token of an identity provider. */
    static boolean isToken(String name) {
        return name.startsWith(TOKEN);
    }

    /** Whether a value, as it is written, refers to such a token. */
    static boolean isReferenceToToken(String written) {
        String name = named(written);
        return isToken(name == null ? written : name);
    }

    /** Two slashes at least: one is in a token that was put in by hand. */
    private static boolean isBareToken(String path, String text) {
        return isToken(text) && text.indexOf('/', TOKEN.length()) > 0 && TOKEN_KEYS.contains(key(path));
    }

    private static String key(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    Mapping resolve(String path, Mapping mapping) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> entries.put(
                        key, new Entry(entry.location(), resolve(KeyPath.child(path, key), entry.value()))));
        return new Mapping(entries, mapping.location());
    }

    private ConfigNode resolve(String path, ConfigNode node) {
        return switch (node) {
            case Scalar scalar -> resolve(path, scalar);
            case Mapping mapping -> resolve(path, mapping);
            case Sequence sequence -> {
                List<ConfigNode> items = new ArrayList<>(sequence.items().size());
                boolean outer = lenient;
                for (ConfigNode item : sequence.items()) {
                    lenient = outer || (path.equals(MODELS) && isElsewhere(item));
                    items.add(resolve(KeyPath.item(path, items.size(), item), item));
                }
                lenient = outer;
                yield new Sequence(items, sequence.location());
            }
        };
    }

    /** Whether a model is for environments of another kind, whose secrets are not here. */
    private boolean isElsewhere(ConfigNode model) {
        if (!(model instanceof Mapping entry)
                || !(entry.get("model_info") instanceof Mapping info)
                || !(info.get("supported_environments") instanceof Sequence supported)) {
            return false;
        }
        String here = known.environment().get(ServedEnvironment.VARIABLE);
        return supported.items().stream()
                .noneMatch(
                        item -> item instanceof Scalar scalar && scalar.text().equals(here));
    }

    private Scalar resolve(String path, Scalar scalar) {
        String name = reference(path, scalar);
        if (name == null) {
            return scalar;
        }
        String value = isToken(name)
                ? known.secrets().values().get(name)
                : known.environment().get(name);
        if (value == null) {
            missing(path, scalar, name);
        } else if (scalar.text().equals(name) && key(path).equals(ENTRA)) {
            value = TOKEN + value; // Such a token is exchanged for one of Entra ID.
        }
        return new Scalar(meaning(value), value == null ? "" : value, scalar.location(), scalar.text());
    }

    private void missing(String path, Scalar scalar, String name) {
        SecretSettings settings = known.settings();
        String trouble = known.secrets().troubles().get(name);
        String why = trouble == null ? "" : "; " + trouble;
        if (isToken(name)) {
            problems.error(scalar.location(), path, scalar.text(), "a token of an identity provider" + why);
        } else if (settings != null && known.isStrict() && !lenient) {
            String place = settings.hosts(name)
                    ? "a secret " + name + " in " + settings.system().word() + ", or "
                    : "";
            problems.error(scalar.location(), path, scalar.text(), place + "an environment variable " + name + why);
        } else {
            problems.warning(
                    scalar.location(),
                    path,
                    scalar.text(),
                    "an environment variable " + name + "; without it the key is absent");
        }
    }

    private static @Nullable Object meaning(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> value;
        };
    }
}
